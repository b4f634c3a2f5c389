from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from fogline.ledger.asking import claims
from fogline.ledger.opening import open_ledger
from fogline.runs.exporting import denied_by, readings_asked
from fogline.terms.actor import Side
from fogline.terms.event import EventKind, Period, Stance
from fogline.terms.kept import KeptClaim, Question
from tests.ledger.arrivals import NEWS, NYVA, put, read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fogline.ledger.database import Database
    from fogline.ledger.keeping import Arrival


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Database]:
    database = open_ledger(str(tmp_path / "ledger.sqlite"), write=True)
    put(database, read("ministry took Luhy", "a"))
    yield database
    database.close()


def denial(text: str, address: str, **event: Any) -> Arrival:
    """`text` read as the denial of a capture."""
    arrival = read(text, address, speaker="the staff", side=Side.UA)
    assert arrival.reading
    (claim,) = arrival.reading.claims
    told = replace(claim.events[0], agent=Side.RU)
    denied = replace(claim, manner=replace(NEWS, stance=Stance.DENIES), events=(replace(told, **event),))
    return replace(arrival, reading=replace(arrival.reading, claims=(denied,)))


def claimed(ledger: Database, address: str) -> KeptClaim:
    return next(one for one in claims(ledger, Question()) if one.report.capture.address == address)


def test_a_claim_names_those_that_deny_it(ledger: Database) -> None:
    put(ledger, denial("staff denies Luhy fell", "b"))
    of = denied_by(ledger)
    assert of(claimed(ledger, "a")) == [claimed(ledger, "b").claim.id]
    assert of(claimed(ledger, "b")) == []


@pytest.mark.parametrize(
    "event",
    [
        {"place": NYVA},
        {"kind": EventKind.ENTERS},
        {"agent": Side.UA},
        {"time": Period("2025-09-03", "2025-09-04", "day")},
    ],
)
def test_what_denies_something_else_denies_it_not(ledger: Database, event: dict[str, Any]) -> None:
    put(ledger, denial("staff denies Luhy fell", "b", **event))
    assert denied_by(ledger)(claimed(ledger, "a")) == []


def test_whole_readings_of_the_reports_that_hold_such_claims(ledger: Database) -> None:
    put(ledger, read("staff took Nyva", "b", place=NYVA))
    assert [one.report.path for one in readings_asked(ledger, Question(places=(NYVA.id,)))] == ["b"]
