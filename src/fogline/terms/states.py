"""Which events can't both be so of one place at one time, as far as their kinds alone tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fogline.terms.event import EventKind, Stance

if TYPE_CHECKING:
    from fogline.terms.event import Event

# After these a place is its agent's; after those it is not.
HELD = frozenset({EventKind.CAPTURES, EventKind.HOLDS, EventKind.RETAKES})
GIVEN_UP = frozenset({EventKind.LOSES, EventKind.WITHDRAWS})
CONTROL = HELD | GIVEN_UP


class Said(NamedTuple):
    """An event, and whether it is said to be so or not to be so."""

    event: Event
    stance: Stance


def exclude(one: Said, other: Said) -> bool:
    """Whether two who tell of the same place at the same time can't both be right.

    That is so where one denies what the other affirms: the same kind of event by the same side, or that a side has the
    place; and where each says that another side has it. Nothing follows from an event in whose agent nobody is named.
    """
    if one.event.agent is None or other.event.agent is None:
        return False
    same = one.event.agent == other.event.agent
    if same and one.event.kind == other.event.kind:
        return one.stance != other.stance
    has, has_too = _has(one), _has(other)
    if has is None or has_too is None:
        return False
    return has != has_too if same else has and has_too


def _has(said: Said) -> bool | None:
    """Whether the agent is said to have the place or not to have it; None where neither follows.

    Who denies a withdrawal says that the side is there still.
    """
    if said.event.kind in HELD:
        return said.stance is Stance.AFFIRMS
    if said.event.kind in GIVEN_UP:
        return said.stance is Stance.DENIES
    return None
