"""What is said of one place and time and can't be so together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given

from fogline.terms.actor import Side
from fogline.terms.event import EventKind
from fogline.weighing.contradictions import contradict, contradictions, disputed
from tests.weighing.statements import AUGUST, SIDES, mirrored, rows, states

if TYPE_CHECKING:
    from fogline.terms.stated import Stated

RU, UA = Side.RU, Side.UA


def test_a_capture_and_who_denies_it_days_later() -> None:
    taken = states("ministry", RU, EventKind.CAPTURES, RU, 3)
    again = states("commander", RU, EventKind.CAPTURES, RU, 4)
    kept = states("staff", UA, EventKind.LOSES, UA, 6, denies=True)
    fighting = states("brigade", UA, EventKind.FIGHTS, UA, 6)
    (found,) = contradictions([taken, again, kept, fighting], SIDES)
    assert (found.place, found.what, found.agent) == ("geonames:1", "has", UA)
    assert (found.so, found.other) == ((kept,), (taken, again))
    assert (found.first, found.end) == (AUGUST + 3, AUGUST + 7)


def test_what_was_so_before_a_change_does_not_contradict_it() -> None:
    held = states("staff", UA, EventKind.HOLDS, UA, 3)
    taken = states("ministry", RU, EventKind.CAPTURES, RU, 6)
    back = states("staff", UA, EventKind.RETAKES, UA, 12)
    assert list(contradictions([held, taken, back], SIDES)) == []
    assert contradict(taken, states("staff", UA, EventKind.HOLDS, UA, 12))
    assert not contradict(taken, states("staff", UA, EventKind.HOLDS, UA, 30))


def test_a_source_that_takes_its_word_back_does_not_contradict_itself() -> None:
    taken = states("staff", UA, EventKind.RETAKES, UA, 3)
    lost = states("staff", UA, EventKind.LOSES, UA, 3)
    assert disputed([taken, lost]) == [False, False]
    assert disputed([taken, lost._replace(source="brigade")]) == [True, True]


def test_what_is_not_told_of_a_place_is_a_matter_of_its_own() -> None:
    struck = states("ministry", RU, EventKind.STRIKES, RU, 3)
    not_struck = states("governor", UA, EventKind.STRIKES, RU, 3, denies=True)
    (found,) = contradictions([struck, not_struck], SIDES)
    assert (found.what, found.agent, found.so, found.other) == ("strikes", RU, (struck,), (not_struck,))


def test_disputes_of_one_place_far_apart_in_time_are_two() -> None:
    said = [
        states(name, side, EventKind.HOLDS, side, day)
        for day in (3, 4, 40)
        for name, side in (("ministry", RU), ("staff", UA))
    ]
    assert [(one.first - AUGUST, len(one.so)) for one in contradictions(said, SIDES)] == [(3, 1), (4, 1), (40, 1)]
    undated = [row._replace(first=None, end=None) for row in said]
    assert [len(one.so) for one in contradictions(undated, SIDES)] == [2, 1]


@given(rows)
def test_the_index_finds_what_comparing_all_pairs_finds(statements: list[Stated]) -> None:
    assert disputed(statements) == [any(contradict(one, other) for other in statements) for one in statements]


@given(rows)
def test_every_disputed_statement_of_control_is_in_one_contradiction(statements: list[Stated]) -> None:
    found = list(contradictions(statements, SIDES))
    members = [row for one in found for row in (*one.so, *one.other)]
    wanted = [row for row, against in zip(statements, disputed(statements), strict=True) if against]
    assert sorted(members) == sorted(wanted)


@given(rows)
def test_with_the_sides_exchanged_the_camps_are(statements: list[Stated]) -> None:
    here = contradictions(statements, SIDES)
    there = contradictions([mirrored(row) for row in statements], SIDES[::-1])
    shown = [(one.what, one.first, one.end, len(one.so), len(one.other)) for one in here]
    assert sorted(shown) == sorted((one.what, one.first, one.end, len(one.so), len(one.other)) for one in there)
