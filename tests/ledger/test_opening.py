"""Ledgers that an older Fogline made."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fogline.errors import BrokenLedger
from fogline.ledger import opening
from fogline.ledger.asking import captures, claims, data, report, reports
from fogline.ledger.likeness import copies_of
from fogline.ledger.opening import MIGRATIONS, open_ledger
from fogline.ledger.verifying import head, verify
from fogline.terms.kept import Question
from tests.ledger.arrivals import LUHY, put, read
from tests.ledger.dumping import fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.ledger.database import Database

FIRST = Path(__file__).with_name("version-1.sql")


def check(ledger: Database) -> None:
    """All that `fill` put into a ledger can be found."""
    assert not list(verify(ledger, lambda _: None))
    assert [one.capture.address for one in reports(ledger, Question())] == ["d", "b", "a"]
    assert [one.claim.content.text for one in claims(ledger, Question(words="тримає"))] == ["тримає Луги"]
    assert [one.claim.content.text for one in claims(ledger, Question(places=(LUHY.id,), since="2025-09-02"))] == [
        "holds Luhy",
    ]
    old = read("ministry took Luhy", "a")
    assert data(ledger, old.id) == old.item.data
    assert [capture.address for capture, _ in captures(ledger, old.id)] == ["a"]
    found = report(ledger, old.id)
    assert found is not None
    assert (found.number, found.claims) == (1, 1)
    assert ledger.rows("SELECT address FROM visit") == [("https://a.example/feed",)]
    assert ledger.rows("SELECT reason FROM failure") == [("is empty",)]
    assert [(copy.blob, copy.of_blob) for copy in copies_of(ledger, [1])] == [(2, 1)]
    assert ledger.rows("SELECT map_name, day FROM snapshot") == [("a map", "2025-09-01")]


def test_a_ledger_of_the_first_version_opens_with_everything_in_it(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    plain = sqlite3.connect(path)
    plain.executescript(FIRST.read_text(encoding="utf-8"))
    plain.close()
    ledger = open_ledger(str(path), write=True)
    check(ledger)
    before = head(ledger)[0]
    put(ledger, read("ministry left Luhy", "e"))
    assert not list(verify(ledger, lambda _: None))
    assert head(ledger)[0] == before + 1
    ledger.close()


def _later(_: Database) -> Iterator[str]:
    yield "CREATE TABLE remark (seq INTEGER PRIMARY KEY, body TEXT)"


def test_a_later_version_brings_the_tables_up_to_date_and_loses_nothing(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = open_ledger(where, write=True)
    fill(ledger)
    ledger.close()
    with monkeypatch.context() as patch:
        patch.setattr(opening, "MIGRATIONS", (*MIGRATIONS, _later))
        with pytest.raises(BrokenLedger, match="is of an older Fogline"):
            open_ledger(where, write=False)
        for write in (True, True, False):
            ledger = open_ledger(where, write=write)
            assert ledger.rows("SELECT count(*) FROM remark") == [(0,)]
            check(ledger)
            ledger.close()
    with pytest.raises(BrokenLedger, match="newer Fogline: update this one"):
        open_ledger(where, write=True)


def test_a_migration_that_breaks_off_has_not_begun(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Database) -> Iterator[str]:
        yield "CREATE TABLE remark (seq INTEGER PRIMARY KEY)"
        yield "CREATE TABLE entry (seq INTEGER PRIMARY KEY)"

    ledger = open_ledger(where, write=True)
    fill(ledger)
    ledger.close()
    with monkeypatch.context() as patch:
        patch.setattr(opening, "MIGRATIONS", (*MIGRATIONS, broken))
        with pytest.raises(BrokenLedger, match="already exists"):
            open_ledger(where, write=True)
    ledger = open_ledger(where, write=True)
    check(ledger)
    with pytest.raises(BrokenLedger):
        ledger.rows("SELECT * FROM remark")
    ledger.close()
