"""Judging nowcasts by what a map or hindsight showed later, beside simple baselines."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.errors import NotThere
from fogline.outlook.control.calibration import Bin, Scores, between, reliability, scores
from fogline.runs import control
from fogline.weighing.sayings import SYMBOLS

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
# What a baseline gives the state that it believes in, and the other two each; for how many days a claim has a vote.
BELIEVED, VOTING = 0.8, 60
KNOWN = 0.89
NOBODY = "nobody yet"


__all__ = ["Bin", "Calibration", "Scores", "between", "calibration", "calibration_of"]


class Judged(NamedTuple):
    """A nowcast and what came: `side` and `kind` are those of the last who spoke of the place."""

    day: int
    said: Chances
    came: Chances
    side: str
    kind: str
    others: dict[str, Chances]


class Calibration(NamedTuple):
    """How good the nowcasts were: on the whole, beside the baselines, and for each side, kind of source and month.

    `judge` is the map that they were judged by, None for hindsight.
    """

    judge: str | None
    whole: Scores
    bins: list[Bin]
    baselines: dict[str, Scores]
    sides: dict[str, Scores]
    kinds: dict[str, Scores]
    months: dict[str, Scores]


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
    names = sorted({name for one in judged for name in one.others})
    baselines = {name: scores(np.array([one.others[name] for one in judged]), came) for name in names}
    said = np.array([one.said for one in judged])
    return Calibration(
        judge,
        scores(said, came),
        reliability(said, came),
        {"constant": scores(np.array([often] * len(judged)), came), **baselines},
        _by(judged, [one.side for one in judged]),
        _by(judged, [one.kind for one in judged]),
        _by(judged, [date.fromordinal(one.day).isoformat()[:7] for one in judged]),
    )


def _by(judged: Sequence[Judged], keys: Sequence[str]) -> dict[str, Scores]:
    groups: dict[str, list[Judged]] = defaultdict(list)
    for key, one in zip(keys, judged, strict=True):
        groups[key].append(one)
    return {
        key: scores(np.array([one.said for one in groups[key]]), np.array([one.came for one in groups[key]]))
        for key in sorted(groups)
    }


def _judged(weighed: Weighed, theatre: Theatre, judge: str | None, span: tuple[int, int]) -> Iterator[Judged]:
    last = max([*(line.day for line in weighed.lines), *weighed.told.day.tolist()], default=span[0])
    span = (span[0], min(span[1], last))
    now = control.estimates(weighed, places=None, span=span, hindsight=False)
    back = control.estimates(weighed, places=None, span=span, hindsight=True)
    origins: dict[str, list[Origin]] = defaultdict(list)
    for origin in weighed.evidence.origins:
        origins[origin.place].append(origin)
    rows = {spot.id: row for row, spot in enumerate(weighed.evidence.places)}
    for course, hindcast in zip(now, back, strict=True):
        row = rows[course.place]
        outcomes = _hindsight(hindcast, last) if judge is None else _shown(weighed, row, judge)
        for day, came in outcomes:
            # A map is judged against the day before it came out.
            at = (day if judge is None else day - 1) - course.first
            if 0 <= at < len(course.p):
                yield _one((course, at), came, origins[course.place], theatre, _last_line(weighed.lines, row, day))


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


def _one(
    at: tuple[Course, int], came: Chances, origins: Sequence[Origin], theatre: Theatre, known: Chances | None
) -> Judged:
    course, number = at
    day = course.first + number
    heard = [origin for origin in origins if origin.day <= day]
    votes, last, even = [1.0, 1.0, 1.0], (1 / 3, 1 / 3, 1 / 3), (1 / 3, 1 / 3, 1 / 3)
    for origin in heard:
        state = 1 if origin.symbol.side is None else 2 * origin.symbol.side
        votes[state] += day - origin.day <= VOTING
        last = _certain(state, BELIEVED)
    vote = (votes[0] / sum(votes), votes[1] / sum(votes), votes[2] / sum(votes))
    side, kind = _speaker(heard[-1], theatre) if heard else (NOBODY, NOBODY)
    others = {"last claim": last, "vote": vote, "persistence": known or even}
    return Judged(day, course.p[number], came, side, kind, others)


def _speaker(origin: Origin, theatre: Theatre) -> tuple[str, str]:
    teller = origin.symbol.teller
    side = theatre.sides[teller].value if teller < len(theatre.sides) else "others"
    actor = theatre.actors.get(origin.speaker or "")
    return side, actor.kind if actor else "not known"


def _last_line(lines: Sequence[Line], row: int, day: int) -> Chances | None:
    """What the last line or map before `day` shows, believed as before it came."""
    before = [line for line in lines if line.day < day]
    if not before:
        return None
    symbol = int(before[-1].symbol[row])
    state = _state(symbol) if symbol >= 0 else int(np.argmax(before[-1].known[row]))
    return _certain(state, KNOWN)
