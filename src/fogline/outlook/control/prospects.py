"""What the shape of a line and its way so far say of how places will be shown a month on.

A multi-state survival model in discrete time with log-linear odds (Allison 1982, Begg and Gray 1984: one multinomial
logistic regression for each state that a place is left from), fitted with a Gaussian prior on the standardised
coefficients by maximum likelihood to all ground beside the line, in the maps themselves. States are those of a map's
area: 0, outside of it, 1, in part, 2, within.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from fogline.outlook.control.outline import Measured

    Numbers = NDArray[np.int64]
    Floats = NDArray[np.float64]

# A place is within the area where so much of its disk is, and outside where so little is.
MOSTLY, HARDLY = 0.8, 0.2
MONTH = 30.0
# What came next is learned from snapshots at most so many days apart, and only where there are so many such steps: few,
# or those of a season, tell nothing of a month.
FARTHEST_APART, LEAST_STEPS = 62, 5
# How the ground looked so many days ago tells of the line's way; maps may be some days early.
BEFORE, LONG_BEFORE, EARLY = 30, 90, 5
# Farther from the outline nothing is learned: there next to nothing changes.
FARTHEST_KM = 10.0
# Newton's method ends where a round adds less than this to the logarithm of the likelihood.
ENOUGH, ROUNDS, HALVINGS = 1e-4, 30, 20
# What varied less than this in all that was seen is not taken for a sign when it varies more.
LEAST_SPREAD = 0.05
DEEPEST_KM, FASTEST_KM, BLUR_KM, NEAREST_KM = 15.0, 8.0, 1.5, 0.3
COVARIATES = (
    "distance to the line",
    "share within 1.5 km",
    "share within 3 km",
    "share within 5 km",
    "share within 8 km",
    "change of the share within 1.5 km",
    "change of the share within 3 km",
    "change of the share within 5 km",
    "change of the share within 8 km",
    "change of the share within 5 km over three months",
    "change of the share within 8 km over three months",
    "movement within 5 km",
    "movement within 8 km",
    "where the line would be if it went on",
    "where the line would be if it went on as in three months",
)


class Series(NamedTuple):
    """The snapshots of one map: the ordinals of their `days`, rising, and what each shows of the same places."""

    days: Sequence[int]
    shown: Sequence[Measured]


class Rows(NamedTuple):
    """Places under snapshots: `covariates` [n, m], the `state` that is shown, the one `after`, `days` later."""

    covariates: Floats
    state: Numbers
    after: Numbers
    days: Numbers


class Fitted(NamedTuple):
    """For a state that is left: what covariates are standardised with, and coefficients of log-odds against staying,
    [m + 1, 3]."""

    mean: Floats
    spread: Floats
    coefficients: Floats


def state(shown: Measured) -> Numbers:
    """How each place is shown."""
    own = shown.share[0]
    return np.where(own > MOSTLY, 2, np.where(own < HARDLY, 0, 1))


def _root(values: Floats) -> Floats:
    return np.sign(values) * np.sqrt(np.abs(values))


def covariates(series: Series, number: int) -> Floats:
    """The covariates of all places under snapshot `number`, in the order of COVARIATES, [n, m]."""
    now, day = series.shown[number], series.days[number]
    share, depth = now.share, np.clip(now.depth, -DEEPEST_KM, DEEPEST_KM)
    short, short_months = _before(series, number, day - BEFORE)
    long, long_months = _before(series, number, day - LONG_BEFORE)
    change = _root((share - short.share) / short_months)
    slow = _root((share[2:] - long.share[2:]) / long_months)
    ways = [_moved(now, then, months) for then, months in ((short, short_months), (long, long_months))]
    ahead = [np.tanh((depth + way) / BLUR_KM) for way in ways]
    return np.stack([np.log(NEAREST_KM + np.abs(depth)), *share, *change, *slow, *np.abs(change[2:]), *ahead], axis=1)


def moved(series: Series, number: int) -> Floats:
    """By how many km a month the area grew at each place up to snapshot `number`, [n]; less than 0 where it shrank."""
    return _moved(series.shown[number], *_before(series, number, series.days[number] - BEFORE))


def _moved(now: Measured, then: Measured, months: float) -> Floats:
    return np.clip((now.depth - then.depth) / months, -FASTEST_KM, FASTEST_KM)


def _before(series: Series, number: int, day: int) -> tuple[Measured, float]:
    """The last snapshot of about `day` or before, else the first, and how many months it lies back, at least one."""
    found = max(0, int(np.searchsorted(np.asarray(series.days), day + EARLY, side="right")) - 1)
    found = min(found, number)
    return series.shown[found], max(1.0, (series.days[number] - series.days[found]) / MONTH)


def rows(series: Series) -> Rows | None:
    """Everything that the snapshots tell of what came next; None where that is too little to learn from."""
    found = []
    # Of the first one nobody knows which way the line goes.
    steps = [n for n in range(1, len(series.days) - 1) if series.days[n + 1] - series.days[n] <= FARTHEST_APART]
    if len(steps) < LEAST_STEPS:
        return None
    for number in steps:
        near = np.abs(series.shown[number].depth) < FARTHEST_KM
        days = np.full(int(near.sum()), series.days[number + 1] - series.days[number])
        now, after = (state(series.shown[one])[near] for one in (number, number + 1))
        found.append(Rows(covariates(series, number)[near], now, after, days))
    return Rows(*(np.concatenate(column) for column in zip(*found, strict=True)))


def fit(given: Rows, priors: Mapping[str, float]) -> tuple[Fitted, ...]:
    """What is learned of each state that places are left from."""
    return tuple(_fitted(given, left, priors["prospects_variance"]) for left in range(3))


def _fitted(given: Rows, left: int, variance: float) -> Fitted:
    chosen = given.state == left
    covered = _with_days(given.covariates[chosen], given.days[chosen])
    mean = covered.mean(axis=0) if len(covered) else np.zeros(covered.shape[1])
    spread = np.maximum(covered.std(axis=0) if len(covered) else 0.0, np.full_like(mean, LEAST_SPREAD))
    # Half an observation of each state after, so that what never came is not taken for impossible.
    inputs = np.vstack([(covered - mean) / spread, np.zeros((3, len(mean)))])
    inputs = np.hstack([inputs, np.ones((len(inputs), 1))])
    after = np.eye(3)[np.concatenate([given.after[chosen], np.arange(3)])]
    weight = np.concatenate([np.ones(len(covered)), np.full(3, 0.5)])
    return Fitted(mean, spread, _likeliest(inputs, after, weight, left, variance))


def _likeliest(inputs: Floats, after: Floats, weight: Floats, left: int, variance: float) -> Floats:
    """Coefficients of the log-odds against staying, [m + 1, 3], by Newton's method with halved steps."""
    ways = [state for state in range(3) if state != left]
    width = inputs.shape[1]
    tight = np.tile(np.append(np.full(width - 1, 1 / variance), 0.0), 2)
    table, best = np.zeros((width, 3)), -np.inf
    step: Floats = np.zeros(2 * width)
    for _ in range(ROUNDS):
        for _ in range(HALVINGS):
            tried = table.copy()
            tried[:, ways] += step.reshape(2, width).T
            chances = _softmax(inputs @ tried)
            flat = tried[:, ways].T.ravel()
            worth = float(weight @ np.log((chances * after).sum(axis=1)) - tight @ flat**2 / 2)
            if worth >= best:
                break
            step = step / 2
        if worth - best < ENOUGH:
            break
        table, best = tried, worth
        slope = np.concatenate([inputs.T @ (weight * (after - chances)[:, way]) for way in ways]) - tight * flat
        curved = np.diag(tight)
        for one, way in enumerate(ways):
            for other, also in enumerate(ways):
                much = weight * chances[:, way] * ((way == also) - chances[:, also])
                block = inputs.T @ (much[:, None] * inputs)
                curved[one * width : (one + 1) * width, other * width : (other + 1) * width] += block
        step = np.linalg.solve(curved, slope).astype(np.float64)
    return table


def _with_days(covered: Floats, days: Numbers | Floats) -> Floats:
    return np.hstack([covered, np.log(np.asarray(days) / MONTH)[:, None]])


def _softmax(odds: Floats) -> Floats:
    raised = np.exp(odds - odds.max(axis=1, keepdims=True))
    chances: Floats = raised / raised.sum(axis=1, keepdims=True)
    return chances


def chances(fitted: Sequence[Fitted], covered: Floats, left: Numbers) -> Floats:
    """How likely each place is to be shown outside, in part and within a month on, [n, 3], from the state `left`."""
    inputs, found = _with_days(covered, np.full(len(covered), MONTH)), np.empty((len(covered), 3))
    for number, model in enumerate(fitted):
        own = left == number
        scaled = np.hstack([(inputs[own] - model.mean) / model.spread, np.ones((int(own.sum()), 1))])
        found[own] = _softmax(scaled @ model.coefficients)
    return found


def rates(chance: Floats, left: Numbers) -> Floats:
    """The rates a day that these chances of a month stand for, [n, 3]: to each state, zero to that which is left."""
    stays = chance[np.arange(len(left)), left]
    away = np.where(np.arange(3) == left[:, None], 0.0, chance)
    whole = -np.log(np.maximum(stays, 1e-6)) / MONTH
    found: Floats = away * (whole / np.maximum(1 - stays, 1e-12))[:, None]
    return found
