from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from fogline.terms.actor import Side
from fogline.terms.event import Event, EventKind, Stance
from fogline.terms.states import Said, exclude

AFFIRMS, DENIES = Stance.AFFIRMS, Stance.DENIES
OTHER_SIDE = {Side.RU: Side.UA, Side.UA: Side.RU}


def said(kind: EventKind, agent: Side | None, stance: Stance = AFFIRMS) -> Said:
    return Said(Event(kind, agent, None, None, None, None, None, ()), stance)


def test_two_sides_cannot_have_one_place() -> None:
    assert exclude(said(EventKind.CAPTURES, Side.RU), said(EventKind.HOLDS, Side.UA))
    assert exclude(said(EventKind.HOLDS, Side.RU), said(EventKind.LOSES, Side.RU))
    assert not exclude(said(EventKind.CAPTURES, Side.RU), said(EventKind.LOSES, Side.UA))
    assert not exclude(said(EventKind.CAPTURES, Side.RU), said(EventKind.HOLDS, Side.RU))


def test_a_denial_excludes_what_it_denies_and_no_more() -> None:
    assert exclude(said(EventKind.STRIKES, Side.RU), said(EventKind.STRIKES, Side.RU, DENIES))
    assert exclude(said(EventKind.LOSES, Side.UA, DENIES), said(EventKind.CAPTURES, Side.RU))
    assert not exclude(said(EventKind.CAPTURES, Side.RU, DENIES), said(EventKind.STRIKES, Side.RU))
    assert not exclude(said(EventKind.CAPTURES, Side.RU, DENIES), said(EventKind.HOLDS, Side.UA))


def test_nothing_follows_where_nobody_is_named() -> None:
    assert not exclude(said(EventKind.CAPTURES, None), said(EventKind.CAPTURES, None, DENIES))


SAID = st.builds(said, st.sampled_from(EventKind), st.sampled_from([Side.RU, Side.UA]), st.sampled_from(Stance))


@given(SAID, SAID)
def test_it_holds_both_ways_and_for_the_sides_exchanged(one: Said, other: Said) -> None:
    found = exclude(one, other)
    assert found == exclude(other, one)
    assert found == exclude(swapped(one), swapped(other))
    assert not exclude(one, one)


def swapped(one: Said) -> Said:
    assert one.event.agent is not None
    return Said(replace(one.event, agent=OTHER_SIDE[one.event.agent]), one.stance)
