"""Shares of those who have arrived, by destination, with their spread.

Runs differ by what they were given; that the model itself is wrong is not among it, and the runs alone lie too close
together. So each run's shares are taken for the middle of a Dirichlet distribution, whose concentration is learned from
registrations of other displacements: the less runs and registrations agree there, the wider the spread is here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# The lower of those that benchmarks/displacement.py learns from its two cases, that is, the wider spread.
CONCENTRATION = 5.8
# The middle 80% of what is drawn; so many draws a run.
LOW, HIGH, DRAWS = 0.1, 0.9, 100
# A part that is shared out evenly beforehand, so that a destination that no run reaches is not ruled out.
EVENLY = 0.05


class Shares(NamedTuple):
    """For each day and destination the mean share of all runs, and the ends of the spread.

    A day on which nobody has arrived has NaN.
    """

    mean: Floats
    low: Floats
    high: Floats


def shares(there: NDArray[np.int64], concentration: float, seed: int) -> Shares:
    """Shares from how many are where: members, days, destinations."""
    parts = parted(there)
    random = np.random.default_rng(seed)
    low, high = np.full((2, *parts.shape[1:]), np.nan)
    for day in np.flatnonzero(np.isfinite(parts).all(axis=(0, 2))):
        weights = random.standard_gamma(concentration * _open(parts[:, day]), (DRAWS, *parts[:, day].shape))
        drawn = parted(weights).reshape(-1, parts.shape[-1])
        low[day], high[day] = np.quantile(drawn, (LOW, HIGH), axis=0)
    return Shares(parts.mean(axis=0), low, high)


def concentration(there: NDArray[np.int64], registered: Floats) -> float:
    """The concentration that makes the squared differences of all runs to what was `registered` (days, destinations)
    as great as they are: under it they are on average m(1 - m) / (concentration + 1), m being a run's share."""
    parts, truth = parted(there), parted(registered)
    known = np.isfinite(parts).all(axis=(0, 2)) & np.isfinite(truth).all(axis=1)
    middle = _open(parts[:, known])
    return max(0.1, float((middle * (1 - middle)).sum() / np.square(truth[known] - middle).sum()) - 1)


def parted(there: NDArray[np.int64] | Floats) -> Floats:
    """Each number as a part of those of all destinations on its day."""
    whole = there.sum(axis=-1, keepdims=True)
    parts: Floats = np.divide(there, whole, out=np.full(there.shape, np.nan), where=whole > 0)
    return parts


def _open(parts: Floats) -> Floats:
    opened: Floats = (1 - EVENLY) * parts + EVENLY / parts.shape[-1]
    return opened
