from __future__ import annotations

from typing import TYPE_CHECKING

from fogline.ledger.keeping import Again, keep_again
from fogline.ledger.weighable import words
from fogline.terms.event import EventKind
from tests.ledger.arrivals import NYVA, later, put, read

if TYPE_CHECKING:
    from fogline.ledger.database import Database


def test_claims_come_by_place_and_day_with_what_they_show(ledger: Database) -> None:
    put(ledger, read("ministry took Nyva", "a", published="2025-09-04", place=NYVA))
    put(ledger, read("ministry took Luhy", "b", published="2025-09-05"))
    put(ledger, read("staff took Luhy", "c", published="2025-09-01", speaker="the staff"))
    found = list(words(ledger, [EventKind.CAPTURES]))
    assert [(word.place, word.said) for word in found] == [
        ("geonames:1", "2025-09-01"),
        ("geonames:1", "2025-09-05"),
        ("geonames:2", "2025-09-04"),
    ]
    assert [word.speaker for word in found] == ["the staff", "the ministry", "the ministry"]
    assert found[0].body.evidence[0].kind == "video_uav"
    assert not list(words(ledger, [EventKind.HOLDS]))


def test_what_was_read_anew_counts_once(ledger: Database) -> None:
    first = read("ministry took Luhy", "a")
    put(ledger, first)
    assert list(words(ledger, [EventKind.CAPTURES]))
    keep_again(ledger, [Again(1, 1, later(first, "2"))])
    assert not list(words(ledger, [EventKind.CAPTURES]))
