"""Evidence, the known line and what was lately announced, laid out as the steps of each place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.outlook.control.chain import Steps
from fogline.outlook.control.learning import Batch, Heard
from fogline.outlook.control.line import nearest_other
from fogline.outlook.control.regimes import FALL_KNOWN, FOUGHT, FROM_FAR, NEAR, Parts, code, near_from_far

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

# Days for which an announcement counts as fresh, a confirmed one as that, either as old, and fighting as under way.
FRESH, CONFIRMED, OLD, FIGHTING = 90, 120, 270, 60
PUSH_NONE, PUSH_OLD, PUSH_FRESH, PUSH_CONFIRMED = range(4)
# Places with announcements in the last so many days show where the front is, looked up once in so many days.
ACTIVE, LOOKED_UP = 180, 30
# No stretch is longer than so many days, so that the tables of powers stay small.
LONGEST = 192
# A line that is known from afar is not taken for nearer than this class of regimes.
COARSE = FROM_FAR + 2


class Told(NamedTuple):
    """Evidence in order of place and day, a row each: `symbol`, its `weight` from 0 to 1; `side` that it says moves, -1
    for none, whether that is `confirmed`, and whether it tells of `fought`. `record` is what the record of who says it
    adds, log-odds of the states, [n, 3]; None where nothing is known of anybody.
    """

    place: Numbers
    day: Numbers
    symbol: Numbers
    weight: Floats
    side: Numbers
    confirmed: Flags
    fought: Flags
    record: Floats | None = None


def rows_of(told: Told, rows: Numbers | Flags) -> Told:
    """Some rows of the evidence."""
    return Told(
        told.place[rows],
        told.day[rows],
        told.symbol[rows],
        told.weight[rows],
        told.side[rows],
        told.confirmed[rows],
        told.fought[rows],
        None if told.record is None else told.record[rows],
    )


class Prospect(NamedTuple):
    """What the way of a map's line so far lets expect of each place: `chances` of the states a month on, [n, 3].

    `side` is the side whose area the map shows, `depth` how many km within it a place lies, less than 0 outside, and
    `moved` by how many km that grew within the last month.
    """

    side: int
    chances: Floats
    depth: Floats
    moved: Floats


class Line(NamedTuple):
    """What is known of all places on one day, an element a place: the classes `near`, `to_first` and `to_second` of
    the regimes that the line puts them under.

    `known` is log-odds a row a place; `coarse` says that the line is only roughly known; `symbol` is what a map shows
    of each, -1 where it shows nothing. `name` is the map's; `prospect` is None where its way is not known.
    """

    day: int
    near: Numbers
    to_first: Numbers
    to_second: Numbers
    known: Floats
    symbol: Numbers
    coarse: bool
    name: str = ""
    prospect: Prospect | None = None


class Ground(NamedTuple):
    """The places: `points` in space, [n, 3] km, and the chances of the states where nothing else is known, [n, 3]."""

    points: Floats
    start: Floats


def assemble(
    ground: Ground, told: Told, lines: Sequence[Line], span: tuple[int, int], active: Active | None = None
) -> Batch:
    """All places as one batch, from the first to the last ordinal of `span`; nothing that is handed in lies outside.

    `active` is what `activity` makes of the same, or of more places than are wanted.
    """
    places, (base, last) = len(ground.points), span
    active = active or activity(ground, told, base, last)
    days = last + 1 - base
    keys = _keys(told, lines, (places, base, last), active)
    place, offset = np.divmod(keys, days)
    day = offset + base
    known, heard = np.zeros((len(keys), 3)), np.zeros(len(keys), bool)
    step = np.searchsorted(keys, told.place * days + told.day - base)
    heard[step] = True
    if told.record is not None:
        known += np.stack([np.bincount(step, told.record[:, state], len(keys)) for state in range(3)], axis=1)
    rows, symbols, weights = [step], [told.symbol], [told.weight]
    for line in lines:
        at = np.searchsorted(keys, np.arange(places) * days + (line.day - base))
        known[at] += line.known
        heard[at] |= line.coarse
        shown = line.symbol >= 0
        heard[at[shown]] = True
        rows.append(at[shown])
        symbols.append(line.symbol[shown])
        weights.append(np.ones(int(shown.sum())))
    regime = _regimes((place, day), told, lines, active)
    return Batch(
        Steps(place, day, regime, heard),
        Heard(np.concatenate(rows), np.concatenate(symbols), np.concatenate(weights)),
        ground.start,
        known,
    )


class Active(NamedTuple):
    """The class of regimes that lately told of places near by put each place in: `near`, [periods, places]."""

    base: int
    near: Numbers


def activity(ground: Ground, told: Told, base: int, last: int) -> Active:
    """How near each place is to others of which something was announced lately, period by period."""
    periods = (last - base) // LOOKED_UP + 1
    near = np.full((periods, len(ground.points)), NEAR - 1)
    telling = (told.side >= 0) | told.fought
    for period in range(1, periods):
        start = base + period * LOOKED_UP
        of_now = told.place[telling & (told.day < start) & (told.day >= start - ACTIVE)]
        lately = np.flatnonzero(np.bincount(of_now, minlength=len(ground.points)))
        near[period] = np.maximum(near_from_far(nearest_other(ground.points, ground.points[lately])), COARSE)
    return Active(base, near)


def _keys(told: Told, lines: Sequence[Line], size: tuple[int, int, int], active: Active) -> Numbers:
    """The steps that are needed, each as one number: place times the days of the whole, plus the day."""
    places, base, last = size
    span = last + 1 - base
    everywhere = np.arange(places) * span
    # The last day is a step, so that silence up to then counts.
    regular = [everywhere + day for day in (*range(0, last - base, LONGEST), last - base)]
    parts = [*regular, *(everywhere + (line.day - base) for line in lines)]
    own = told.place * span + told.day - base
    parts.append(own)
    parts += [_ends(own[told.fought], told.day[told.fought], FIGHTING, last)]
    for side in (0, 1):
        moves = told.side == side
        for chosen, days in ((moves, FRESH), (moves, OLD), (moves & told.confirmed, CONFIRMED)):
            parts.append(_ends(own[chosen], told.day[chosen], days, last))
    period, place = np.nonzero(active.near[1:] != active.near[:-1])
    parts.append(place * span + (period + 1) * LOOKED_UP)
    # Sorting is several times faster here than numpy.unique, which hashes.
    keys = np.sort(np.concatenate(parts))
    return keys[np.concatenate(([True], keys[1:] != keys[:-1]))]


def _ends(keys: Numbers, day: Numbers, days: int, last: int) -> Numbers:
    """When what holds for `days` ends: nothing of the same kind came before that, nor does it lie after `last`."""
    alone = np.ones(len(keys), bool)
    alone[:-1] = np.diff(keys) > days
    ending: Numbers = (keys + days)[alone & (day + days <= last)]
    return ending


def _regimes(at: tuple[Numbers, Numbers], told: Told, lines: Sequence[Line], active: Active) -> Numbers:
    """The regime from each step on."""
    place, day = at
    near = active.near[(day - active.base) // LOOKED_UP, place]
    to_first, to_second = np.full_like(place, FALL_KNOWN), np.full_like(place, FALL_KNOWN)
    if lines:
        days = np.array([line.day for line in lines])
        latest = np.searchsorted(days, day, side="right") - 1
        classes = np.stack([np.maximum(line.near, COARSE * line.coarse) for line in lines])
        by_line = np.where(latest >= 0, classes[latest, place], NEAR - 1)
        to_first = np.where(latest >= 0, np.stack([line.to_first for line in lines])[latest, place], to_first)
        to_second = np.where(latest >= 0, np.stack([line.to_second for line in lines])[latest, place], to_second)
        # What a map shows is newer and finer than what is told of other places.
        exact = np.array([not line.coarse for line in lines])[latest] & (latest >= 0)
        near = np.where(exact, by_line, np.minimum(near, by_line))
    push = [_push(at, told, side) for side in (0, 1)]
    fought = _since(at, told, told.fought) < FIGHTING
    return code(Parts(near, push[0], push[1], fought.astype(np.int64) * (FOUGHT - 1), to_first, to_second))


def _push(at: tuple[Numbers, Numbers], told: Told, side: int) -> Numbers:
    moves = told.side == side
    since, confirmed = _since(at, told, moves), _since(at, told, moves & told.confirmed)
    lately = np.where(since < FRESH, PUSH_FRESH, np.where(since < OLD, PUSH_OLD, PUSH_NONE))
    return np.where(confirmed < CONFIRMED, PUSH_CONFIRMED, lately)


def _since(at: tuple[Numbers, Numbers], told: Told, chosen: Flags) -> Numbers:
    """Days from the last of the chosen evidence of a place up to each step; very many where there is none."""
    place, day = at
    far = np.int64(1 << 40)
    keys = told.place[chosen] * far + told.day[chosen]
    found = np.searchsorted(keys, place * far + day, side="right") - 1
    last = keys[np.maximum(found, 0)] if len(keys) else np.full(len(place), -far)
    same = (found >= 0) & (last // far == place)
    return np.where(same, day - last % far, far)
