"""Which events can't both be so of one place at one time, as far as their kinds alone tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fogline.terms.event import EventKind, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fogline.terms.actor import Side

# After these a place is its agent's; after those it is not.
HELD = frozenset({EventKind.CAPTURES, EventKind.HOLDS, EventKind.RETAKES})
GIVEN_UP = frozenset({EventKind.LOSES, EventKind.WITHDRAWS})
CONTROL = HELD | GIVEN_UP
# What changes who has a place, and is so from then on.
CHANGES = CONTROL - {EventKind.HOLDS}
# With these a side has more of a place than before, or keeps it; its opponent gains by those of `GIVEN_UP`.
GAINS = HELD | {
    EventKind.PARTLY_CAPTURES,
    EventKind.ENTERS,
    EventKind.ENCIRCLES,
    EventKind.FIRE_CONTROL,
    EventKind.ADVANCES,
    EventKind.REPELS,
}
HAS = "has"


class Position(NamedTuple):
    """What follows from an event for its place: whether (`so`) `agent` has it, or has done what the kind `what` is."""

    what: str
    agent: Side
    so: bool


def position(kind: EventKind, agent: Side | None, stance: Stance) -> Position | None:
    """What follows from an event that is affirmed or denied.

    Nothing where nobody is named as its agent, or for `other`, which is one kind in name only. Who denies a withdrawal
    says that the side is there still.
    """
    if agent is None or kind is EventKind.OTHER:
        return None
    if kind in HELD:
        return Position(HAS, agent, stance is Stance.AFFIRMS)
    if kind in GIVEN_UP:
        return Position(HAS, agent, stance is Stance.DENIES)
    return Position(kind, agent, stance is Stance.AFFIRMS)


def excluded(by: Position, agents: Iterable[Side]) -> Iterator[Position]:
    """Yield the positions that can't be right if `by` is, where `agents` are those who may have a place.

    That is its denial, and where a side has the place, that another has it.
    """
    yield by._replace(so=not by.so)
    if by.what == HAS and by.so:
        yield from (Position(HAS, agent, so=True) for agent in agents if agent != by.agent)


def gains(kind: EventKind, agent: Side | None, stance: Stance, sides: tuple[Side, Side]) -> Side | None:
    """Which of `sides` is better off if it is as said; None where that cannot be told from the kind."""
    if agent not in sides or kind not in GAINS | GIVEN_UP:
        return None
    first, second = sides
    other = second if agent == first else first
    return agent if (kind in GAINS) == (stance is Stance.AFFIRMS) else other
