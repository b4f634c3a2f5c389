"""What a claim says of who holds a place: one of a few symbols, each with its mirror image.

A symbol is a kind of saying, the side that it speaks of, and who says it. Sides are 0 and 1, the theatre's first and
second; a map that shows a place counts as its drawer's saying.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.terms.event import EventKind, Stance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

# Kinds that speak of a side: it takes the place, takes it back, has it, is inside it, presses on it.
OF_A_SIDE = ("takes", "retakes", "holds", "inside", "presses")
# Kinds that name none: somebody enters, somebody surrounds it, it is fought over.
OF_NONE = ("enters", "surrounds", "fights")
SHOWN, SHOWN_CONTESTED = "shown", "shown_contested"
# Who says it: the first side, the second, or others.
TELLERS = 3
OTHERS = 2


class Symbol(NamedTuple):
    """`side` is 0 or 1, None where the kind speaks of none; `teller` is 0, 1 or OTHERS."""

    kind: str
    side: int | None
    teller: int

    @property
    def told_by(self) -> str:
        """Whose saying it is, seen from what it speaks of."""
        if self.teller == OTHERS:
            return "others"
        if self.side is None:
            return "speaker"
        return "itself" if self.teller == self.side else "opponent"


SYMBOLS = (
    *(Symbol(kind, side, teller) for kind in OF_A_SIDE for side in (0, 1) for teller in range(TELLERS)),
    *(Symbol(kind, None, teller) for kind in OF_NONE for teller in range(TELLERS)),
    *(Symbol(SHOWN, side, teller) for side in (0, 1) for teller in range(TELLERS)),
    *(Symbol(SHOWN_CONTESTED, None, teller) for teller in range(TELLERS)),
)
NUMBER = {symbol: number for number, symbol in enumerate(SYMBOLS)}
MAPS = frozenset({SHOWN, SHOWN_CONTESTED})


def other(side: int) -> int:
    """The opponent of a side; others have none."""
    return side if side == OTHERS else 1 - side


def mirrored() -> NDArray[np.int64]:
    """For each symbol the number of the one that says the same with the sides swapped."""
    swapped = [Symbol(one.kind, None if one.side is None else other(one.side), other(one.teller)) for one in SYMBOLS]
    return np.array([NUMBER[one] for one in swapped])


def symbol(kind: EventKind, agent: int | None, stance: Stance, teller: int) -> Symbol | None:
    """What is said of control by an event of `kind` by side `agent`, claimed with `stance` by `teller`.

    None where it says nothing of who holds the place. Who denies that a side took a place says that the other has it.
    """
    denied = stance is Stance.DENIES
    if agent is None:
        return None if denied or kind not in UNNAMED else Symbol(UNNAMED[kind], None, teller)
    named = NAMED.get(kind)
    if named is None:
        return Symbol("fights", None, teller) if kind in CLASHES and not denied else None
    said, turned = named
    side = other(agent) if turned else agent
    if not denied:
        return Symbol(said, side, teller)
    return Symbol(DENIED[said], other(side), teller) if said in DENIED else None


UNNAMED: Mapping[EventKind, str] = {
    EventKind.PARTLY_CAPTURES: "enters",
    EventKind.ENTERS: "enters",
    EventKind.ENCIRCLES: "surrounds",
    EventKind.FIRE_CONTROL: "surrounds",
    EventKind.FIGHTS: "fights",
}
# What is said when the agent is named, and whether it is said of its opponent.
NAMED: Mapping[EventKind, tuple[str, bool]] = {
    EventKind.CAPTURES: ("takes", False),
    EventKind.RETAKES: ("retakes", False),
    EventKind.HOLDS: ("holds", False),
    EventKind.LOSES: ("takes", True),
    EventKind.WITHDRAWS: ("takes", True),
    EventKind.PARTLY_CAPTURES: ("inside", False),
    EventKind.ENTERS: ("inside", False),
    EventKind.ENCIRCLES: ("presses", False),
    EventKind.FIRE_CONTROL: ("presses", False),
}
CLASHES = frozenset({EventKind.FIGHTS, EventKind.REPELS, EventKind.ADVANCES})
# Who denies one of these says that the other side has the place.
DENIED: Mapping[str, str] = {"takes": "holds", "retakes": "holds", "inside": "holds", "holds": "takes"}
