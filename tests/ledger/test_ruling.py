"""People's words on forecasts: appended, chained, the newest counting; in old ledgers too."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fogline.errors import BrokenLedger
from fogline.ledger.opening import open_ledger
from fogline.ledger.ruling import keep_ruling, rulings
from fogline.ledger.verifying import verify
from fogline.terms.forecast import Outcome, Ruling
from tests.ledger.arrivals import NOON

if TYPE_CHECKING:
    from fogline.ledger.database import Database

CAME = Ruling("f-1", Outcome.CAME, "both sides say so", "an editor", NOON)
AGAIN = Ruling("f-1", Outcome.OPEN, "too early", "another", NOON)


def test_the_newest_word_counts_and_all_stay(ledger: Database) -> None:
    assert rulings(ledger) == {}
    for ruling in (CAME, AGAIN):
        keep_ruling(ledger, ruling)
    assert rulings(ledger) == {"f-1": AGAIN}
    assert ledger.rows("SELECT outcome FROM ruling ORDER BY seq") == [("came",), ("open",)]
    assert not list(verify(ledger, lambda _: None))


def test_no_word_can_be_changed(ledger: Database) -> None:
    keep_ruling(ledger, CAME)
    with pytest.raises(BrokenLedger), ledger.writing():
        ledger.rows("UPDATE ruling SET outcome = 'void'")


def test_an_older_ledger_takes_them_too(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    plain = sqlite3.connect(path)
    plain.executescript(Path(__file__).with_name("version-1.sql").read_text(encoding="utf-8"))
    plain.close()
    with pytest.raises(BrokenLedger, match="older Fogline"):
        open_ledger(str(path), write=False)
    ledger = open_ledger(str(path), write=True)
    keep_ruling(ledger, CAME)
    assert rulings(ledger) == {"f-1": CAME}
    assert not list(verify(ledger, lambda _: None))
    ledger.close()
