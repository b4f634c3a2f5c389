"""What others and maps showed of the days on which things were said: what sources are judged by.

No source is judged by its own words: sources are dealt into folds, and what a fold says is judged by passes in which
nothing that it says counts as evidence (cross-validation, Stone 1974, doi:10.1111/j.2517-6161.1974.tb00994.x).
Leaving out one source at a time would be as many passes as there are sources. What a place is under, its regime, stays
as it is. A claim is judged by what is heard up to the end of the period in which it comes due, so that no record knows
what was said after it is used (fixed-interval smoothing, an interval a period: Rauch, Tung and Striebel 1965).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.outlook.control.assembling import Active, Ground, assemble, rows_of
from fogline.outlook.control.chain import Steps, passed, tiers
from fogline.outlook.control.learning import likelihood, passing
from fogline.outlook.control.powers import tabled, total

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from fogline.outlook.control.assembling import Line, Told
    from fogline.outlook.control.learning import Batch, Learned

    Numbers = NDArray[np.int64]
    Floats = NDArray[np.float64]

# Into so many folds sources are dealt. A claim comes due so many days after it was said; a period has so many days.
FOLDS, AFTER, PERIOD = 3, 90, 90
PLACES_AT_ONCE = 2000


class Shown(NamedTuple):
    """For each claim the chances of the states on the day when it was said, [n, 3], by all but its source's fold.

    `soon` is by what was heard before period `due` began, `late` by everything; `said` is the period in which it was
    said. What comes due after the last day has no `soon`, what is not to be judged neither (NaN).
    """

    soon: Floats
    late: Floats
    due: Numbers
    said: Numbers


class World(NamedTuple):
    """All that `assemble` lays out: the places, what is told, the lines, the span of days, who was lately active."""

    ground: Ground
    told: Told
    lines: Sequence[Line]
    span: tuple[int, int]
    active: Active


def shown(world: World, model: Learned, fold: Numbers) -> Shown:
    """What is known of each claim; `fold` is that of its source, -1 where it is not to be judged."""
    ground, told, lines, span, active = world
    found = np.full((2, len(told.day), 3), np.nan)
    for first in range(0, len(ground.points), PLACES_AT_ONCE):
        some = slice(first, first + PLACES_AT_ONCE)
        rows = np.arange(*np.searchsorted(told.place, [first, first + PLACES_AT_ONCE]))
        own = rows_of(told, rows)
        batch = assemble(
            Ground(ground.points[some], ground.start[some]),
            own._replace(place=own.place - first),
            [_of(line, some) for line in lines],
            span,
            Active(active.base, active.near[:, some]),
        )
        for number in range(FOLDS):
            chosen = np.flatnonzero(fold[rows] == number)
            if len(chosen):
                found[:, rows[chosen]] = _by_others(batch, model, chosen, span)
    day = told.day - span[0]
    return Shown(found[0], found[1], _due(day), day // PERIOD)


def _of(line: Line, some: slice) -> Line:
    near, to_first, to_second = line.near[some], line.to_first[some], line.to_second[some]
    return line._replace(
        near=near, to_first=to_first, to_second=to_second, known=line.known[some], symbol=line.symbol[some]
    )


def _due(day: Numbers) -> Numbers:
    """The first period that begins after a claim of each of `day` has come due."""
    return -(-(day + AFTER) // PERIOD)


def _by_others(batch: Batch, model: Learned, chosen: Numbers, span: tuple[int, int]) -> Floats:
    """What `Shown` has of the claims `chosen`, `soon` and `late`, [2, n, 3]."""
    weight = batch.heard.weight.copy()
    weight[chosen] = 0
    likely = likelihood(batch._replace(heard=batch.heard._replace(weight=weight)), model)
    step = batch.heard.step[chosen]
    forward, late = _gone_through(batch.steps, likely, batch.start, model)
    soon = np.full((len(step), 3), np.nan)
    windows = list(_windows(batch.steps, step, span))
    if windows:
        rows = np.concatenate([window.steps for window in windows])
        # A place counts anew in each period, so that all periods are gone through side by side.
        window = np.repeat(np.arange(len(windows)), [len(one.steps) for one in windows])
        place = batch.steps.place[rows]
        begins = np.concatenate(([True], (np.diff(place) != 0) | (np.diff(window) != 0)))
        steps = Steps(np.cumsum(begins) - 1, batch.steps.day[rows], batch.steps.regime[rows], batch.steps.heard[rows])
        given = likely[rows]
        # What was heard before a window, and on its first day, is where it begins.
        given[begins] = 1
        _, known = _gone_through(steps, given, forward[rows[begins]], model)
        start = 0
        for one in windows:
            soon[one.claims] = known[start + np.searchsorted(one.steps, step[one.claims])]
            start += len(one.steps)
    return np.stack([soon, late[step]])


class _Window(NamedTuple):
    """The claims that come due before a period, and the steps by which they are judged."""

    claims: Numbers
    steps: Numbers


def _windows(steps: Steps, step: Numbers, span: tuple[int, int]) -> Iterator[_Window]:
    """The window of each period: of places in which a claim comes due, from the first day on which one can be said."""
    base, last = span
    due = _due(steps.day[step] - base)
    for period in np.unique(due):
        end = base + int(period) * PERIOD
        if end > last:
            # Nothing is said after that.
            return
        claims = np.flatnonzero(due == period)
        wanted = np.zeros(int(steps.place[-1]) + 1, bool)
        wanted[steps.place[step[claims]]] = True
        within = (steps.day >= end - AFTER - PERIOD) & (steps.day < end)
        yield _Window(claims, np.flatnonzero(within & wanted[steps.place]))


def _gone_through(steps: Steps, likely: Floats, start: Floats, model: Learned) -> tuple[Floats, Floats]:
    """The chances at each step by what was heard up to it, and by everything, [steps, 3]."""
    at = tiers(steps)
    table = tabled(passing(model), steps.regime, int(at.stretch.max(initial=0)))
    run = passed(at, table.first[steps.regime] + at.stretch, table.table, start, likely)
    both = run.forward * run.later
    return run.forward, both / total(both[:, 0], both[:, 1], both[:, 2])[:, None]
