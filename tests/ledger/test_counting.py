from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from fogline.ledger import counting
from fogline.ledger.asking import claim, claims, identifiers, place, text
from fogline.ledger.tracing import trace
from fogline.ledger.verifying import head
from fogline.terms.actor import Side
from fogline.terms.claim import Voice
from fogline.terms.counted import KindCount, PlaceCount, SideCount, SourceCount, StageCount
from fogline.terms.event import EventKind
from fogline.terms.kept import Maker, Question
from tests.ledger.arrivals import LUHY, MAKER, NYVA, put, read

if TYPE_CHECKING:
    from fogline.ledger.database import Database
    from fogline.ledger.keeping import Arrival

LUHY_TWICE = Question(places=(LUHY.id,))


@pytest.fixture
def filled(ledger: Database) -> Database:
    put(ledger, read("ministry took Luhy", "a", published="2025-09-01"))
    put(ledger, read("ministry holds Luhy", "b", published="2025-09-02", kind=EventKind.HOLDS))
    put(ledger, read("staff took Nyva", "c", published="2025-09-03", place=NYVA, side=Side.UA, speaker="the staff"))
    # A later version of a page: what stood there before counts no more.
    put(ledger, read("staff lost Nyva", "d", published="2025-09-03", place=NYVA, kind=EventKind.LOSES))
    put(
        ledger, read("staff keeps Nyva", "d", published="2025-09-04", place=NYVA, speaker="Staff", kind=EventKind.HOLDS)
    )
    return ledger


def test_claims_and_reports_are_counted_up_to_a_bound(filled: Database) -> None:
    assert counting.claims(filled, Question(), 100) == 4
    assert counting.claims(filled, Question(), 3) == 3
    assert counting.claims(filled, LUHY_TWICE, 100) == len(list(claims(filled, LUHY_TWICE))) == 2
    assert counting.reports(filled, Question(side="ua"), 100) == 1


def test_kinds_and_places_of_all_and_of_some(filled: Database) -> None:
    captures, holds = KindCount(EventKind.CAPTURES, 2), KindCount(EventKind.HOLDS, 2)
    assert counting.kinds(filled, Question()) == [captures, holds]
    assert counting.kinds(filled, Question(sources=("the staff",))) == [KindCount(EventKind.CAPTURES, 1)]
    assert counting.places(filled, Question(), 5) == [
        PlaceCount(LUHY.id, 2, "2025-09-01", "2025-09-02"),
        PlaceCount(NYVA.id, 2, "2025-09-03", "2025-09-04"),
    ]
    assert counting.places(filled, Question(since="2025-09-04"), 5) == [
        PlaceCount(NYVA.id, 1, "2025-09-04", "2025-09-04")
    ]
    assert len(counting.places(filled, Question(), 1)) == 1


def test_sources_with_how_much_they_said_since_when(filled: Database) -> None:
    assert counting.sources(filled, Question(), 2) == [
        SourceCount("the ministry", None, Side.RU, 2, "2025-09-01", "2025-09-02"),
        SourceCount("Staff", None, Side.RU, 1, "2025-09-04", "2025-09-04"),
    ]
    assert [one.name for one in counting.sources(filled, Question(places=(NYVA.id,), side="ua"), 5)] == ["the staff"]
    assert sorted(counting.speakers(filled)) == ["Staff", "the ministry", "the staff"]


def test_what_is_said_of_a_place_day_by_day(filled: Database) -> None:
    said = counting.sayings(filled, Question(places=(NYVA.id,)))
    assert [(one.said, one.side, one.kind, one.claims) for one in said] == [
        ("2025-09-03", Side.UA, EventKind.CAPTURES, 1),
        ("2025-09-04", Side.RU, EventKind.HOLDS, 1),
    ]
    assert counting.sides(filled, Question()) == [
        SideCount(Voice.ATTRIBUTED, Side.RU, 3),
        SideCount(Voice.ATTRIBUTED, Side.UA, 1),
    ]


def test_what_each_version_of_a_stage_has_made(filled: Database) -> None:
    newer = Maker("read", "2")
    put(filled, replace(read("ministry left Luhy", "e"), maker=newer))
    made = counting.made(filled)
    assert StageCount(MAKER, "reading", 4) in made
    assert StageCount(MAKER, "capture", 5) in made
    assert StageCount(newer, "claim", 1) in made


def test_an_empty_ledger_has_nothing_to_count(ledger: Database) -> None:
    assert counting.claims(ledger, Question(), 10) == 0
    assert counting.sources(ledger, Question(), 10) == counting.places(ledger, Question(), 10) == []
    assert list(counting.speakers(ledger)) == counting.made(ledger) == counting.sayings(ledger, LUHY_TWICE) == []


def test_a_claim_is_traced_to_its_bytes_and_entries(filled: Database) -> None:
    (kept,) = claims(filled, Question(sources=("Staff",)))
    traced = trace(filled, kept)
    assert (traced.stored.number, traced.stored.hash) == head(filled)
    assert traced.read == traced.stored == traced.found[0].entry
    assert traced.size == len("staff keeps Nyva")
    assert traced.replaced is None


def test_bytes_that_were_found_again_have_two_entries(filled: Database) -> None:
    put(filled, read("ministry took Luhy", "elsewhere"))
    (kept,) = claims(filled, Question(until="2025-09-02"))
    assert [(found.capture.address, found.entry.number) for found in trace(filled, kept).found] == [
        ("a", 1),
        ("elsewhere", 6),
    ]


def test_a_claim_whose_reading_was_replaced_says_why(filled: Database) -> None:
    arrival = read("staff lost Nyva", "d", place=NYVA, kind=EventKind.LOSES)
    kept = claim(filled, _first_id(arrival))
    assert kept is not None
    assert trace(filled, kept).replaced == "a later version of the address"


def test_text_place_and_ids_of_claims(filled: Database) -> None:
    (kept,) = claims(filled, Question(sources=("Staff",)))
    assert text(filled, kept.report.number) == "staff keeps Nyva"
    assert place(filled, NYVA.id) == NYVA
    assert place(filled, "geonames:99") is None
    assert identifiers(filled, kept.claim.id[:12], 3) == [kept.claim.id]
    assert len(identifiers(filled, "", 3)) == 3


def _first_id(arrival: Arrival) -> str:
    assert arrival.reading is not None
    return arrival.reading.claims[0].id
