"""Judging nowcasts by what a map or hindsight showed later, beside simple baselines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.errors import NotThere
from fogline.outlook.control.calibration import Bin, Scores, between, reliability, scores
from fogline.runs import control
from fogline.runs.records import kinds
from fogline.weighing.sayings import NUMBER, SYMBOLS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from fogline.ledger.database import Database
    from fogline.linking.theatre import Theatre
    from fogline.outlook.control.assembling import Line
    from fogline.runs.control import Weighed
    from fogline.runs.evidence import Origin
    from fogline.terms.estimate import Course

    Floats = NDArray[np.float64]
    Chances = tuple[float, float, float]

# With hindsight a day is judged every so many days, and only when so many more have passed.
EVERY, SETTLED = 7, 60
# So many days of places tell as much as all; more are not judged.
MOST = 100_000
# What a baseline gives the state that it believes in, and the other two each; for how many days a claim has a vote.
BELIEVED, VOTING = 0.8, 60
KNOWN = 0.89
NOBODY = "nobody yet"


__all__ = ["Bin", "Calibration", "Group", "Scores", "between", "calibration", "calibration_of"]


class Judged(NamedTuple):
    """A nowcast and what came: `side` and `kind` are those of the last who spoke of the place."""

    day: int
    said: Chances
    came: Chances
    side: str
    kind: str
    others: dict[str, Chances]


class Group(NamedTuple):
    """How good the nowcasts of a group were, and what simple rules would have been in their place."""

    scores: Scores
    baselines: dict[str, Scores]


class Calibration(NamedTuple):
    """How good the nowcasts were: on the whole, beside the baselines, and for each side, kind of source and month.

    `judge` is the map that they were judged by, None for hindsight.
    """

    judge: str | None
    whole: Scores
    bins: list[Bin]
    baselines: dict[str, Scores]
    sides: dict[str, Group]
    kinds: dict[str, Group]
    months: dict[str, Group]


def calibration(database: Database, theatre: Theatre, *, judge: str | None, since: date, until: date) -> Calibration:
    """How good the nowcasts from `since` to `until` were; raises NotThere where there is nothing to judge them by."""
    span = since.toordinal(), until.toordinal()
    return calibration_of(control.weigh(database, theatre), theatre, judge=judge, span=span)


def calibration_of(weighed: Weighed, theatre: Theatre, *, judge: str | None, span: tuple[int, int]) -> Calibration:
    """The same from what was `weighed` before; `span` is the first and the last ordinal."""
    judged = list(_judged(weighed, theatre, judge, span))
    if not judged:
        by = f"the map {judge} shows none of the places in that time" if judge else "no estimate is old enough"
        message = f"nothing to judge nowcasts by: {by}"
        raise NotThere(message)
    came = np.array([one.came for one in judged])
    often = (float(came[:, 0].mean()), float(came[:, 1].mean()), float(came[:, 2].mean()))
    whole = _group(judged, often)
    return Calibration(
        judge,
        whole.scores,
        reliability(np.array([one.said for one in judged]), came),
        whole.baselines,
        _by(judged, [one.side for one in judged], often),
        _by(judged, [one.kind for one in judged], often),
        _by(judged, [date.fromordinal(one.day).isoformat()[:7] for one in judged], often),
    )


def _by(judged: Sequence[Judged], keys: Sequence[str], often: Chances) -> dict[str, Group]:
    groups: dict[str, list[Judged]] = defaultdict(list)
    for key, one in zip(keys, judged, strict=True):
        groups[key].append(one)
    return {key: _group(groups[key], often) for key in sorted(groups)}


def _group(judged: Sequence[Judged], often: Chances) -> Group:
    """The scores of some nowcasts; the constant rule says how `often` each state came on the whole."""
    came = np.array([one.came for one in judged])
    rules = {name: [one.others[name] for one in judged] for name in sorted(judged[0].others)}
    baselines = {
        name: scores(np.array(said), came) for name, said in {"constant": [often] * len(judged), **rules}.items()
    }
    return Group(scores(np.array([one.said for one in judged]), came), baselines)


def _judged(weighed: Weighed, theatre: Theatre, judge: str | None, span: tuple[int, int]) -> Iterator[Judged]:
    last = max([*(line.day for line in weighed.lines), *weighed.told.day.tolist()], default=span[0])
    span = (span[0], min(span[1], last))
    places = _some(weighed, span)
    now = control.estimates(weighed, places=places, span=span, hindsight=False)
    back = control.estimates(weighed, places=places, span=span, hindsight=True)
    said: dict[str, list[Origin]] = defaultdict(list)
    for origin in weighed.evidence.origins:
        said[origin.place].append(origin)
    rows = {spot.id: row for row, spot in enumerate(weighed.evidence.places)}
    for course, hindcast in zip(now, back, strict=True):
        row, heard = rows[course.place], _Heard(said[course.place], theatre)
        outcomes = _hindsight(hindcast, last) if judge is None else _shown(weighed, row, judge)
        for day, came in outcomes:
            # A map is judged against the day before it came out.
            at = (day if judge is None else day - 1) - course.first
            if 0 <= at < len(course.p):
                yield _one((course, at), came, heard, _last_line(weighed.lines, row, day))


def _some(weighed: Weighed, span: tuple[int, int]) -> list[str]:
    """The places that are judged: all, or of very many every second, every third and so on, in the order of ids."""
    every = [spot.id for spot in weighed.evidence.places]
    first = min([*(line.day for line in weighed.lines), *weighed.told.day.tolist()], default=span[1])
    days = max(1, (span[1] - max(span[0], first)) // EVERY)
    return every[:: -(-len(every) * days // MOST) or 1]


def _hindsight(course: Course, last: int) -> Iterator[tuple[int, Chances]]:
    for at in range(0, len(course.p), EVERY):
        if course.first + at <= last - SETTLED:
            yield course.first + at, course.p[at]


def _shown(weighed: Weighed, row: int, judge: str) -> Iterator[tuple[int, Chances]]:
    for line in weighed.lines:
        if line.name == judge and line.symbol[row] >= 0:
            yield line.day, _certain(_state(int(line.symbol[row])), 1.0)


def _state(symbol: int) -> int:
    """The state that a saying speaks for: contested where it speaks of no side."""
    side = SYMBOLS[symbol].side
    return 1 if side is None else 2 * side


def _certain(state: int, chance: float) -> Chances:
    rest = (1 - chance) / 2
    first, contested, second = (chance if number == state else rest for number in range(3))
    return first, contested, second


def _one(at: tuple[Course, int], came: Chances, heard: _Heard, known: Chances | None) -> Judged:
    course, number = at
    day, even = course.first + number, (1 / 3, 1 / 3, 1 / 3)
    side, kind = heard.speaker(day)
    others = {"last claim": heard.last(day) or even, "vote": heard.vote(day), "persistence": known or even}
    return Judged(day, course.p[number], came, side, kind, others)


class _Heard:
    """What was said of a place, in order of days."""

    def __init__(self, origins: Sequence[Origin], theatre: Theatre) -> None:
        self._origins, self._theatre = origins, theatre
        self._days = [origin.day for origin in origins]
        self._states = np.array([_state(NUMBER[origin.symbol]) for origin in origins], np.int64)

    def vote(self, day: int) -> Chances:
        """The share of each state among what was said lately, each having been said once before."""
        lately = slice(bisect_left(self._days, day - VOTING), bisect_right(self._days, day))
        votes = np.bincount(self._states[lately], minlength=3) + 1
        first, contested, second = (votes / votes.sum()).tolist()
        return first, contested, second

    def last(self, day: int) -> Chances | None:
        """What was said last, believed."""
        heard = bisect_right(self._days, day)
        return _certain(int(self._states[heard - 1]), BELIEVED) if heard else None

    def speaker(self, day: int) -> tuple[str, str]:
        """The side and the kind of who spoke last."""
        heard = bisect_right(self._days, day)
        if not heard:
            return NOBODY, NOBODY
        origin, sides = self._origins[heard - 1], self._theatre.sides
        teller = origin.symbol.teller
        side = sides[teller].value if teller < len(sides) else "others"
        return side, (kinds().of(origin.speaker) if origin.speaker else None) or "not known"


def _last_line(lines: Sequence[Line], row: int, day: int) -> Chances | None:
    """What the last line or map before `day` shows, believed as before it came."""
    before = [line for line in lines if line.day < day]
    if not before:
        return None
    symbol = int(before[-1].symbol[row])
    state = _state(symbol) if symbol >= 0 else int(np.argmax(before[-1].known[row]))
    return _certain(state, KNOWN)
