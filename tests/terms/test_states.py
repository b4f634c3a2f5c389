from hypothesis import given
from hypothesis import strategies as st

from fogline.terms.actor import Side
from fogline.terms.event import EventKind, Stance
from fogline.terms.states import excluded, gains, position

AFFIRMS, DENIES = Stance.AFFIRMS, Stance.DENIES
SIDES = (Side.RU, Side.UA)
OTHER_SIDE = {Side.RU: Side.UA, Side.UA: Side.RU}
Told = tuple[EventKind, Side | None, Stance]


def exclude(one: Told, other: Told) -> bool:
    first, second = position(*one), position(*other)
    return first is not None and second is not None and second in excluded(first, SIDES)


def test_two_sides_cannot_have_one_place() -> None:
    taken = (EventKind.CAPTURES, Side.RU, AFFIRMS)
    assert exclude(taken, (EventKind.HOLDS, Side.UA, AFFIRMS))
    assert exclude((EventKind.HOLDS, Side.RU, AFFIRMS), (EventKind.LOSES, Side.RU, AFFIRMS))
    assert not exclude(taken, (EventKind.LOSES, Side.UA, AFFIRMS))
    assert not exclude(taken, (EventKind.HOLDS, Side.RU, AFFIRMS))


def test_a_denial_excludes_what_it_denies_and_no_more() -> None:
    not_taken = (EventKind.CAPTURES, Side.RU, DENIES)
    assert exclude((EventKind.STRIKES, Side.RU, AFFIRMS), (EventKind.STRIKES, Side.RU, DENIES))
    assert exclude((EventKind.LOSES, Side.UA, DENIES), (EventKind.CAPTURES, Side.RU, AFFIRMS))
    assert not exclude(not_taken, (EventKind.STRIKES, Side.RU, AFFIRMS))
    assert not exclude(not_taken, (EventKind.HOLDS, Side.UA, AFFIRMS))


def test_nothing_follows_where_nobody_is_named_or_anything_is_meant() -> None:
    assert position(EventKind.OTHER, Side.RU, AFFIRMS) is None
    assert not exclude((EventKind.CAPTURES, None, AFFIRMS), (EventKind.CAPTURES, None, DENIES))


TOLD = st.tuples(st.sampled_from(EventKind), st.sampled_from(SIDES), st.sampled_from(Stance))


@given(TOLD, TOLD)
def test_it_holds_both_ways_and_for_the_sides_exchanged(one: Told, other: Told) -> None:
    found = exclude(one, other)
    assert found == exclude(other, one)
    assert found == exclude(swapped(one), swapped(other))
    assert not exclude(one, one)


def test_who_is_better_off() -> None:
    assert gains(EventKind.ENTERS, Side.RU, AFFIRMS, SIDES) is Side.RU
    assert gains(EventKind.LOSES, Side.UA, AFFIRMS, SIDES) is Side.RU
    assert gains(EventKind.LOSES, Side.UA, DENIES, SIDES) is Side.UA
    assert gains(EventKind.FIGHTS, Side.UA, AFFIRMS, SIDES) is None
    assert gains(EventKind.ENTERS, Side.INDEPENDENT, AFFIRMS, SIDES) is None


def swapped(one: Told) -> Told:
    kind, agent, stance = one
    assert agent is not None
    return kind, OTHER_SIDE[agent], stance
