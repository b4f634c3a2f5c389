"""How a settlement looks on a map on a day: what it is filled with, how faded, whether new, and what each side says.

A look is one number, so that the page, the slider's data and the script agree by construction:
kind + KINDS * (fade + FADES * (new + 2 * (says of the first side + 3 * says of the second))).
"""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.terms.claim import Voice
from fogline.terms.event import Stance, TimeFrame
from fogline.terms.states import GIVEN_UP, HELD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from fogline.terms.actor import Side
    from fogline.terms.counted import Saying
    from fogline.views.web.drawing.known import Known

# A state is told as such from here on; below, the place is disputed. From SURE on it is filled whole.
CLEAR, SURE = 0.6, 0.85
# Days since something was last heard after which a place fades a step further.
OLD = (30, 120, 365)
# A change counts as new for so many days.
NEW = 14


class Kind(IntEnum):
    """What a settlement is filled with: nothing is known of NONE, no state is clear of DISPUTED."""

    NONE = 0
    FIRST = 1
    FIRST_LEANING = 2
    SECOND = 3
    SECOND_LEANING = 4
    DISPUTED = 5
    CONTESTED = 6


KINDS, FADES = len(Kind), len(OLD) + 1


class Said(NamedTuple):
    """That a side said on a day who holds a place: sides by their number in the theatre's order."""

    day: int
    by: int
    holds: int


class Look(NamedTuple):
    """The parts of a look; `says` are, of each side, 0 for nothing, or 1 + the number of who holds it by that side."""

    kind: Kind
    fade: int
    new: bool
    says: tuple[int, int]


def look(number: int) -> Look:
    """The parts of the look with a number."""
    rest, kind = divmod(number, KINDS)
    rest, fade = divmod(rest, FADES)
    rest, new = divmod(rest, 2)
    second, first = divmod(rest, 3)
    return Look(Kind(kind), fade, bool(new), (first, second))


class Facts(NamedTuple):
    """What looks depend on, an entry a look: the probabilities on the day and NEW days before (0 where there are none),
    days since something was last heard, and what each side says, coded as in `Look`.
    """

    p: NDArray[np.float64]
    before: NDArray[np.float64]
    age: NDArray[np.int64]
    first: NDArray[np.int64]
    second: NDArray[np.int64]


def looks_on(known: Known, day: int) -> NDArray[np.uint16]:
    """The looks of all places on a day; 0 of those that there is no estimate for."""
    p, heard = known.on(day)
    before, _ = known.on(day - NEW)
    first, second = (said.on(day, known.places) for said in known.said)
    return numbers(Facts(p, before, day - heard, first, second))


def numbers(facts: Facts) -> NDArray[np.uint16]:
    """The looks that follow from `facts`."""
    kinds, before = _kinds(facts.p), _kinds(facts.before)
    fade = np.searchsorted(OLD, facts.age, side="left")
    new = (before != Kind.NONE) & (_plain(kinds) != _plain(before))
    whole = kinds + KINDS * (fade + FADES * (new + 2 * (facts.first + 3 * facts.second)))
    return np.where(kinds == Kind.NONE, 0, whole).astype(np.uint16)


def _kinds(p: NDArray[np.float64]) -> NDArray[np.int64]:
    best, state = p.max(axis=-1), p.argmax(axis=-1)
    sided = np.where(state == 0, Kind.FIRST, Kind.SECOND) + (best < SURE)
    kinds = np.where(best < CLEAR, Kind.DISPUTED, np.where(state == 1, Kind.CONTESTED, sided))
    return np.where(best > 0, kinds, Kind.NONE)


def _plain(kinds: NDArray[np.int64]) -> NDArray[np.int64]:
    """Kinds without how sure a side's hold is."""
    return np.where(kinds == Kind.FIRST_LEANING, Kind.FIRST, np.where(kinds == Kind.SECOND_LEANING, Kind.SECOND, kinds))


def said_of(sayings: Iterable[Saying], sides: tuple[Side, Side]) -> list[Said]:
    """What each of the two `sides` says of who holds a place, from what claims say of it; history does not count."""
    found = []
    for one in sayings:
        if one.side not in sides or one.voice is Voice.NARRATOR or one.agent not in sides:
            continue
        if one.time_frame not in {None, TimeFrame.PRESENT} or one.kind not in HELD | GIVEN_UP:
            continue
        agent = sides.index(one.agent)
        has = (one.kind in HELD) == (one.stance is not Stance.DENIES)
        day = date.fromisoformat(one.said[:10]).toordinal()
        found.append(Said(day, sides.index(one.side), agent if has else 1 - agent))
    return sorted(found)
