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
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from fogline.terms.actor import Side
    from fogline.terms.counted import Saying
    from fogline.terms.estimate import Course

# A state is told as such from here on; below, the place is disputed. From SURE on it is filled whole.
CLEAR, SURE = 0.6, 0.85
# Days since something was last heard after which a place fades a step further.
OLD = (30, 120, 365)
# A change counts as new, and a claim as what a side says, for so many days.
NEW, SAYS = 14, 90


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


def looks(course: Course, said: Sequence[Said], days: Sequence[int]) -> NDArray[np.uint16]:
    """The looks of a place on `days` (ordinals, in order); 0 on days that `course` has no estimate for."""
    on = np.asarray(days, np.int64)
    if not len(course.p):
        return np.zeros(on.shape, np.uint16)
    p, heard = np.asarray(course.p, np.float64), np.asarray(course.heard, np.int64)
    at, last = on - course.first, len(p) - 1
    clipped = np.clip(at, 0, last)
    earlier = np.clip(at - NEW, 0, last)
    return numbers(
        Facts(
            p[clipped] * (at == clipped)[:, None],
            p[earlier] * (at - NEW == earlier)[:, None],
            on - heard[clipped],
            *(_says([one for one in said if one.by == side], on) for side in (0, 1)),
        )
    )


def looks_on(known: Iterable[tuple[Course, Sequence[Said]]], day: int) -> NDArray[np.uint16]:
    """The looks of many places on one day."""
    nothing = (0.0, 0.0, 0.0)
    rows = [
        (_on(course, day) or nothing, _on(course, day - NEW) or nothing, _age(course, day), *_says_on(said, day))
        for course, said in known
    ]
    if not rows:
        return np.zeros(0, np.uint16)
    p, before, *counted = zip(*rows, strict=True)
    return numbers(Facts(np.array(p), np.array(before), *(np.array(one, np.int64) for one in counted)))


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


def _on(course: Course, day: int) -> tuple[float, float, float] | None:
    """The probabilities on a day, if there are any."""
    at = day - course.first
    if not 0 <= at < len(course.p):
        return None
    first, both, second = course.p[at]
    return first, both, second


def _age(course: Course, day: int) -> int:
    at = day - course.first
    return day - int(course.heard[at]) if 0 <= at < len(course.heard) else 0


def _says(said: Sequence[Said], days: NDArray[np.int64]) -> NDArray[np.int64]:
    if not said:
        return np.zeros(days.shape, np.int64)
    ordered = sorted(said)
    on = np.array([one.day for one in ordered], np.int64)
    holds = np.array([one.holds + 1 for one in ordered], np.int64)
    at = np.searchsorted(on, days, side="right")
    last = np.maximum(at - 1, 0)
    return np.where((at > 0) & (days - on[last] <= SAYS), holds[last], 0)


def _says_on(said: Sequence[Said], day: int) -> tuple[int, int]:
    """What each side says on one day, from what was said within SAYS days before; of a day's claims the last counts."""
    newest = [(0, 0), (0, 0)]
    for one in said:
        if 0 <= day - one.day <= SAYS:
            newest[one.by] = max(newest[one.by], (one.day, one.holds + 1))
    return newest[0][1], newest[1][1]


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
