"""How good probabilities were: proper scores and reliability, where the outcome may itself be known only in chances.

Brier 1950; Good 1952 for the logarithmic score; reliability as in Murphy 1973.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# No chance is taken for smaller, so that one day cannot decide the logarithmic score.
LEAST = 1e-3
BINS = 10
# Standard deviations on either side that hold nine in ten.
NINE_IN_TEN = 1.6448536269514722


class Scores(NamedTuple):
    """Means over `days` place-days; lower is better. `calibration_error` is that of ten bins over all states."""

    days: int
    log_loss: float
    brier: float
    calibration_error: float


class Bin(NamedTuple):
    """Chances from a tenth to the next: how many, their mean, and how often it came to be so."""

    chances: int
    said: float
    came: float


def scores(said: Floats, came: Floats) -> Scores:
    """How good `said` was, [n, 3], given what came, [n, 3]: ones and zeros, or chances."""
    if not len(said):
        return Scores(0, float("nan"), float("nan"), float("nan"))
    bounded = np.maximum(said, LEAST)
    bounded = bounded / bounded.sum(axis=1, keepdims=True)
    log_loss = float(-(came * np.log(bounded)).sum(axis=1).mean())
    # The expectation over what came, which is the plain score where that is certain.
    brier = float(((bounded**2).sum(axis=1) - 2 * (bounded * came).sum(axis=1) + came.sum(axis=1)).mean())
    bins = reliability(said, came)
    error = sum(abs(one.said - one.came) * one.chances for one in bins) / (3 * len(said))
    return Scores(len(said), log_loss, brier, error)


def reliability(said: Floats, came: Floats) -> list[Bin]:
    """The ten bins over all states; one without chances has zeros."""
    flat, outcome = said.ravel(), came.ravel()
    which = np.minimum(BINS - 1, (flat * BINS).astype(np.int64))
    found = []
    for number in range(BINS):
        own = which == number
        count = int(own.sum())
        found.append(Bin(count, float(flat[own].mean()), float(outcome[own].mean())) if count else Bin(0, 0.0, 0.0))
    return found


def between(one: Bin) -> tuple[float, float]:
    """What holds the share that comes to be so with a probability of about 0.9, were the chances of a bin independent.

    Wilson 1927, doi:10.1080/01621459.1927.10502953.
    """
    if not one.chances:
        return 0.0, 1.0
    square = NINE_IN_TEN**2 / one.chances
    middle = (one.came + square / 2) / (1 + square)
    reach = (square * one.came * (1 - one.came) + square**2 / 4) ** 0.5 / (1 + square)
    return max(0.0, middle - reach), min(1.0, middle + reach)
