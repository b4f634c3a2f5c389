"""Where a claim is once it has been held against all others of its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given

from fogline.terms.actor import Side
from fogline.terms.event import EventKind, TimeFrame
from fogline.terms.stated import Standing
from fogline.weighing.standing import of_claim, standings
from tests.weighing.statements import SIDES, mirrored, rows, states

if TYPE_CHECKING:
    from fogline.terms.stated import Stated

RU, UA, THIRD = Side.RU, Side.UA, Side.INDEPENDENT
DISPUTED, SINGLE, CORROBORATED, UNREPORTED = (
    Standing.DISPUTED,
    Standing.SINGLE_SIDE,
    Standing.CORROBORATED,
    Standing.UNREPORTED,
)


def standing(*statements: Stated) -> list[Standing]:
    return standings(statements, SIDES)


def test_one_side_alone_however_many_of_it_and_the_report_itself() -> None:
    taken = states("ministry", RU, EventKind.CAPTURES, RU, 3)
    again = states("commander", RU, EventKind.CAPTURES, RU, 5)
    adopted = states("outlet", Side.UNKNOWN, EventKind.CAPTURES, RU, 5, narrated=True)
    assert standing(taken) == [SINGLE]
    assert standing(taken, again, adopted) == [SINGLE, SINGLE, SINGLE]


def test_a_second_camp_corroborates_and_a_denial_disputes() -> None:
    taken = states("ministry", RU, EventKind.CAPTURES, RU, 3)
    seen = states("institute", THIRD, EventKind.CAPTURES, RU, 9)
    later = states("institute", THIRD, EventKind.CAPTURES, RU, 40)
    assert standing(taken, seen) == [CORROBORATED, CORROBORATED]
    assert standing(taken, later) == [SINGLE, UNREPORTED]
    denied = states("staff", UA, EventKind.CAPTURES, RU, 4, denies=True)
    assert standing(taken, denied) == [DISPUTED, DISPUTED]


def test_what_a_side_admits_against_its_interest_is_corroborated() -> None:
    lost = states("staff", UA, EventKind.LOSES, UA, 5)
    assert standing(lost) == [CORROBORATED]
    assert standing(lost, states("ministry", RU, EventKind.CAPTURES, RU, 3)) == [CORROBORATED, CORROBORATED]
    assert standing(states("ministry", RU, EventKind.LOSES, UA, 5)) == [SINGLE]


def test_copies_of_one_origin_corroborate_nothing() -> None:
    first = states("institute", THIRD, EventKind.FIGHTS, None, 3)
    copies = [states(f"agency {n}", THIRD, EventKind.FIGHTS, None, 4, origin=first) for n in range(50)]
    assert set(standing(first, *copies)) == {UNREPORTED}
    assert set(standing(first, states("agency", THIRD, EventKind.FIGHTS, None, 4))) == {CORROBORATED}


def test_a_forecast_neither_disputes_nor_corroborates() -> None:
    ahead = states("staff", UA, EventKind.HOLDS, UA, 3, frame=TimeFrame.FUTURE)
    taken = states("ministry", RU, EventKind.CAPTURES, RU, 3)
    assert standing(ahead, taken) == [SINGLE, SINGLE]


def test_of_several_events_the_claim_has_the_most_cautious() -> None:
    assert of_claim([CORROBORATED, SINGLE, DISPUTED]) is DISPUTED
    assert of_claim([CORROBORATED, SINGLE]) is SINGLE
    assert of_claim([CORROBORATED]) is CORROBORATED


@given(rows)
def test_with_the_sides_exchanged_it_is_the_same(statements: list[Stated]) -> None:
    here = standings(statements, SIDES)
    assert here == standings([mirrored(row) for row in statements], SIDES)
    assert here == standings([mirrored(row) for row in statements], SIDES[::-1])
