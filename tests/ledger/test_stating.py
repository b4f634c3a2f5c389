from __future__ import annotations

from typing import TYPE_CHECKING

from fogline.ledger.keeping import Again, keep_again
from fogline.ledger.stating import bearing
from fogline.terms.event import EventKind
from fogline.terms.place import Precision
from tests.ledger.arrivals import NYVA, later, put, read

if TYPE_CHECKING:
    from fogline.ledger.database import Database


def test_claims_come_by_place_and_day_with_what_they_show(ledger: Database) -> None:
    put(ledger, read("ministry took Nyva", "a", published="2025-09-04", place=NYVA))
    put(ledger, read("ministry took Luhy", "b", published="2025-09-05"))
    put(ledger, read("staff took Luhy", "c", published="2025-09-01", speaker="the staff"))
    luhy, nyva = bearing(ledger, [EventKind.CAPTURES])
    assert [one.row.stated.source for one in luhy] == ["the staff", "the ministry"]
    assert [one.row.stated.place for one in (*luhy, *nyva)] == ["geonames:1", "geonames:1", "geonames:2"]
    assert luhy[0].row.stated.said < luhy[1].row.stated.said
    assert all(one.shown and one.spot and one.spot.precision is Precision.SETTLEMENT for one in luhy)
    assert not list(bearing(ledger, [EventKind.HOLDS]))


def test_what_was_read_anew_counts_once(ledger: Database) -> None:
    first = read("ministry took Luhy", "a")
    put(ledger, first)
    assert list(bearing(ledger, [EventKind.CAPTURES]))
    keep_again(ledger, [Again(1, 1, later(first, "2"))])
    assert not list(bearing(ledger, [EventKind.CAPTURES]))
