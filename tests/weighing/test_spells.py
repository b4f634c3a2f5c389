"""Over which days a place is said to be under fire control, cut off, restricted in movement, or contested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given

from fogline.terms.actor import Side
from fogline.terms.event import EventKind
from fogline.terms.spell import Condition
from fogline.terms.stated import Standing
from fogline.weighing.spells import spells
from tests.weighing.statements import AUGUST, SIDES, mirrored, rows, states

if TYPE_CHECKING:
    from fogline.terms.spell import Spell
    from fogline.terms.stated import Stated

RU, UA = Side.RU, Side.UA
LASTING = {"under_fire": 30.0, "cut_off": 30.0, "restricted": 30.0, "contested": 14.0}


def found(*said: Stated) -> list[Spell]:
    return spells(said, LASTING, SIDES)


def test_news_of_fighting_lasts_two_weeks_and_goes_on_while_it_is_told_again() -> None:
    first = states("staff", UA, EventKind.FIGHTS, None, 3)
    again = states("ministry", RU, EventKind.ENTERS, RU, 15)
    later = states("staff", UA, EventKind.FIGHTS, None, 50)
    newer, older = found(first, again, later)
    assert (older.condition, older.agent) == (Condition.CONTESTED, None)
    assert (older.first, older.end, older.ended) == (AUGUST + 3, AUGUST + 16 + 14, False)
    assert (older.so, older.origins, older.standing) == ((first, again), 2, Standing.SINGLE_SIDE)
    assert (newer.first, newer.end) == (AUGUST + 50, AUGUST + 51 + 14)


def test_it_is_over_from_the_day_on_which_somebody_says_otherwise() -> None:
    cut = states("ministry", RU, EventKind.ENCIRCLES, RU, 3)
    free = states("brigade", UA, EventKind.ENCIRCLES, RU, 9, denies=True)
    (spell,) = found(cut, free)
    assert (spell.condition, spell.agent, spell.ended) == (Condition.CUT_OFF, RU, True)
    assert (spell.first, spell.end) == (AUGUST + 3, AUGUST + 9)
    left = states("staff", UA, EventKind.WITHDRAWS, UA, 6)
    assert found(cut, left)[0].end == AUGUST + 6


def test_who_says_otherwise_while_others_still_say_it_disputes_it() -> None:
    cut = states("ministry", RU, EventKind.ENCIRCLES, RU, 3)
    free = states("brigade", UA, EventKind.ENCIRCLES, RU, 5, denies=True)
    again = states("channel", RU, EventKind.ENCIRCLES, RU, 8)
    (spell,) = found(cut, free, again)
    assert (spell.other, spell.standing) == ((free,), Standing.DISPUTED)
    assert (spell.end, spell.ended) == (AUGUST + 9 + 30, False)


def test_a_denial_that_one_side_does_it_says_nothing_of_the_other() -> None:
    theirs = states("ministry", RU, EventKind.FIRE_CONTROL, RU, 3)
    ours = states("staff", UA, EventKind.FIRE_CONTROL, UA, 3)
    denied = states("brigade", UA, EventKind.FIRE_CONTROL, RU, 5, denies=True)
    by_agent = {spell.agent: spell for spell in found(theirs, ours, denied)}
    assert by_agent[RU].ended
    assert not by_agent[UA].ended


def test_copies_are_one_origin() -> None:
    first = states("ministry", RU, EventKind.RESTRICTED_MOVEMENT, RU, 3)
    copies = [states(f"channel {n}", RU, EventKind.RESTRICTED_MOVEMENT, RU, 3, origin=first) for n in range(20)]
    (spell,) = found(first, *copies)
    assert (len(spell.so), spell.origins, spell.standing) == (21, 1, Standing.SINGLE_SIDE)


@given(rows)
def test_sides_swapped_in_are_sides_swapped_out(said: list[Stated]) -> None:
    plain = {(one.condition, one.agent, one.first, one.end, one.standing) for one in found(*said)}
    turned = {(one.condition, one.agent, one.first, one.end, one.standing) for one in found(*map(mirrored, said))}
    other = {UA: RU, RU: UA, None: None}
    assert turned == {(what, other[agent], *rest) for what, agent, *rest in plain}


@given(rows)
def test_spells_of_one_condition_and_agent_do_not_overlap(said: list[Stated]) -> None:
    for one in (every := found(*said)):
        assert one.first < one.end
        assert one.so
        for other in every:
            if other is not one and (other.condition, other.agent) == (one.condition, one.agent):
                assert one.end <= other.first or other.end <= one.first
