"""What became of statements: whether what they told of was seen later, in what is now known of the place.

A statement that repeats another, of the same source within a month or as a copy, tells of no outcome of its own.
"""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.terms.event import EventKind, Stance
from fogline.terms.states import HAS, position
from fogline.weighing.meeting import days

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fogline.terms.actor import Side
    from fogline.terms.estimate import Course
    from fogline.terms.stated import Stated
    from fogline.terms.states import Position

# Days within which what is claimed must be seen: of the development claims that were ever seen to be so nine in ten
# were, in two years (27 of 30 that were not so from the start; docs/weighing-records.md).
HORIZON = 180
# A source that says the same within so many days says it once.
REPEATED = 30
# A state is what a place was in where its probability is above this.
SEEN = 0.5
# History that is told more than so many days after is no news, and says nothing of how early a source speaks.
NEWS = 14


class Verdict(StrEnum):
    """What became of a statement.

    Of what is said to be so: `seen` within the horizon or so already, `not_seen` within it, `open` where the horizon
    has not passed yet. Of what is said not to be so, or to be as it was: `denied_what_was_so`, or `denied_rightly`.
    `copied` is what somebody else said first, `repeated` what the same source did. `untold` where nothing is known of
    the place on that day, or nothing about control follows from the statement.
    """

    SEEN = "seen"
    NOT_SEEN = "not_seen"
    OPEN = "open"
    DENIED_WHAT_WAS_SO = "denied_what_was_so"
    DENIED_RIGHTLY = "denied_rightly"
    COPIED = "copied"
    REPEATED = "repeated"
    UNTOLD = "untold"


class Outcome(NamedTuple):
    """A statement with what became of it.

    `delay` is the days from when it was said to the first day of the state it told of, negative where that was before;
    None where it was not seen, or was so from the first day that is known (`before`). `followed` are the days that are
    known from then on.
    """

    stated: Stated
    verdict: Verdict
    delay: int | None = None
    before: bool = False
    followed: int = 0


Mask = tuple[bool, bool, bool]


class _Told(NamedTuple):
    """The states of which one is said to be so, or, of a denial, not to be so."""

    mask: Mask
    denies: bool


def outcomes(rows: Sequence[Stated], course: Course | None, sides: tuple[Side, Side]) -> Iterator[Outcome]:
    """Yield the outcome of each of `rows`, all that is stated of one place; `course` is what is known of the place."""
    whose = {row.claim: row.who for row in rows}
    spells = _Spells(course)
    last: dict[tuple[tuple[str, Side], _Told], int] = defaultdict(lambda: -REPEATED)
    for row in sorted(rows, key=lambda row: (row.said, row.claim, row.number)):
        told = _told(row, sides)
        if row.origin != row.claim and whose.get(row.origin, row.who) != row.who:
            yield Outcome(row, Verdict.COPIED)
        elif told is None:
            yield Outcome(row, Verdict.UNTOLD)
        elif row.said - last[row.who, told] < REPEATED:
            yield Outcome(row, Verdict.REPEATED)
        else:
            last[row.who, told] = row.said
            yield spells.outcome(row, told)


def _told(row: Stated, sides: tuple[Side, Side]) -> _Told | None:
    """What is told of control, as news."""
    when = days(row)
    if when is None or when.end < row.said - NEWS:
        return None
    if row.kind is EventKind.FIGHTS:
        return _Told((False, True, False), row.stance is Stance.DENIES)
    at = position(row.kind, row.agent, row.stance)
    return None if at is None or at.agent not in sides else _of_agent(row, at, sides)


def _of_agent(row: Stated, at: Position, sides: tuple[Side, Side]) -> _Told | None:
    affirms = row.stance is Stance.AFFIRMS
    own, other = _of(at.agent, sides), _of(sides[at.agent == sides[0]], sides)
    if row.kind in {EventKind.PARTLY_CAPTURES, EventKind.ENTERS}:
        return _Told((own[0], True, own[2]), not affirms)
    if at.what != HAS:
        return None
    if row.kind is EventKind.HOLDS:
        return _Told(other if affirms else own, denies=True)
    return _Told(own if at.so == affirms else other, not affirms)


def _of(side: Side, sides: tuple[Side, Side]) -> Mask:
    """The state in which `side` has a place."""
    return side == sides[0], False, side == sides[1]


class _Spells:
    """When a place was in one of some states: `course` by days on which that changed."""

    def __init__(self, course: Course | None) -> None:
        self._first = course.first if course else 0
        self._p = np.asarray(course.p if course else [], dtype=np.float64).reshape(-1, 3)
        self._known: dict[Mask, tuple[np.ndarray, np.ndarray]] = {}

    def outcome(self, row: Stated, told: _Told) -> Outcome:
        at = row.said - self._first
        if not 0 <= at < len(self._p):
            return Outcome(row, Verdict.UNTOLD)
        was, turns = self._when(told.mask)
        followed = len(self._p) - 1 - at
        if told.denies:
            return Outcome(row, Verdict.DENIED_WHAT_WAS_SO if was[at] else Verdict.DENIED_RIGHTLY, followed=followed)
        after = int(np.searchsorted(turns, at, side="right"))
        begins = after - 1 if was[at] else after
        delay = int(turns[begins]) - at if 0 <= begins < len(turns) else None
        so = bool(was[at])
        return Outcome(row, _verdict(delay, so=so, followed=followed), delay, so and delay is None, followed)

    def _when(self, mask: Mask) -> tuple[np.ndarray, np.ndarray]:
        """For each day whether one of the states of `mask` was so, and the days on which that changed."""
        if mask not in self._known:
            was = self._p[:, list(mask)].sum(axis=1) > SEEN
            self._known[mask] = was, np.flatnonzero(was[1:] != was[:-1]) + 1
        return self._known[mask]


def _verdict(delay: int | None, *, so: bool, followed: int) -> Verdict:
    """Whether it is seen is asked only where the horizon has passed, or what was seen soon would count for more."""
    if followed < HORIZON:
        return Verdict.OPEN
    return Verdict.SEEN if so or (delay is not None and delay <= HORIZON) else Verdict.NOT_SEEN
