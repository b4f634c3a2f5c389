"""How good probabilities were, once it is known what came: Brier and log scores, skill, calibration.

Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78 (1950); Good, "Rational
decisions", JRSS B 14 (1952); Murphy, "A new vector partition of the probability score", J. Appl. Meteorology 12 (1973).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# The part of the intervals that is left outside of them.
OUTSIDE = 0.1
# For how many forecasts the spread of all of them stands when that within sources is told. With 0 two alike forecasts
# of one source made its skill certain. Simulated as in the tests, of eight sources with one or two forecasts each the
# intervals hold 85% of the truth with 4, and 79% with 0; of sources with 8 to 60 forecasts 91% with 0, 4 and 20.
FEW = 4.0
BINS = 5


class Interval(NamedTuple):
    """Where a number is with nine chances in ten: `low` and `high` about `mean`."""

    mean: float
    low: float
    high: float


class Score(NamedTuple):
    """Of so many `forecasts`: mean Brier and log scores; skill by Brier is 0 for the base rate, 1 at best."""

    forecasts: int
    brier: float
    log: float
    skill: float


class Bin(NamedTuple):
    """Of forecasts that gave a probability in [low, high): how many, the mean given, and how often it came."""

    low: float
    high: float
    forecasts: int
    said: float
    came: Interval


def brier(said: Floats, came: Floats) -> Floats:
    """The Brier score of each probability `said`; `came` is 1 where it came true, else 0. 0 is best, 1 worst."""
    return (said - came) ** 2


def log_score(said: Floats, came: Floats) -> Floats:
    """The logarithmic score of each, in nats: 0 is best; infinite where what came was said to be impossible."""
    with np.errstate(divide="ignore"):
        return np.asarray(-np.log(np.where(came > 0, said, 1 - said)), np.float64)


def score(said: Floats, came: Floats, base: Floats) -> Score:
    """The scores of forecasts, `base` being the base rate of each; raises ValueError where there is none."""
    if not len(said):
        raise ValueError("there is no forecast to score")
    own, plain = brier(said, came).mean(), brier(base, came).mean()
    skill = 1 - own / plain if plain else 0.0
    return Score(len(said), float(own), float(log_score(said, came).mean()), float(skill))


def frequency(came: float, count: float, prior: tuple[float, float] = (0.5, 0.5)) -> Interval:
    """How often something comes that came `came` times in `count`, by a beta prior (Jeffreys' where none is given)."""
    from scipy.special import betaincinv  # noqa: PLC0415 - slow to load

    a, b = came + prior[0], count - came + prior[1]
    low, high = betaincinv(a, b, [OUTSIDE / 2, 1 - OUTSIDE / 2])
    return Interval(a / (a + b), float(low), float(high))


def calibration(said: Floats, came: Floats, bins: int = BINS) -> list[Bin]:
    """How often what was given each probability came, in `bins` equal bins; those without a forecast are left out."""
    of = np.minimum((said * bins).astype(np.int64), bins - 1)
    found = []
    for at in np.unique(of).tolist():
        own = of == at
        times = frequency(float(came[own].sum()), int(own.sum()))
        found.append(Bin(at / bins, (at + 1) / bins, int(own.sum()), float(said[own].mean()), times))
    return found


def pooled(gains: list[Floats]) -> list[Interval]:
    """The mean gain of each source, drawn towards that of all as far as its own forecasts are few.

    `gains` has for each source what each of its forecasts gained on the base rate (the base rate's Brier score less its
    own). Normal-normal empirical Bayes: Morris, "Parametric empirical Bayes inference", JASA 78 (1983), with the spread
    within sources pooled, the spread between them by DerSimonian and Laird, and the uncertainty of the common mean.
    """
    from scipy.special import ndtri  # noqa: PLC0415 - slow to load

    counts = np.array([len(one) for one in gains], np.float64)
    means = np.array([one.mean() for one in gains])
    left = counts.sum() - len(gains)
    spread_within = sum(float(((one - one.mean()) ** 2).sum()) for one in gains)
    # Sources seen once or twice hardly tell how much one forecast differs from the next: all of them together do.
    within = (spread_within + FEW * float(np.var(np.concatenate(gains)))) / (left + FEW)
    # A spread of nothing would make one lucky forecast certain.
    within = max(within, 1e-6)
    between = _between(means, within / counts)
    weights = 1 / (within / counts + between)
    centre, unsure = float((weights * means).sum() / weights.sum()), float(1 / weights.sum())
    kept = between / (between + within / counts)
    mean = kept * means + (1 - kept) * centre
    spread = np.sqrt(kept * within / counts + (1 - kept) ** 2 * unsure) * float(ndtri(1 - OUTSIDE / 2))
    return [Interval(float(m), float(m - s), float(m + s)) for m, s in zip(mean, spread, strict=True)]


def _between(means: Floats, errors: Floats) -> float:
    """The variance of true means, of which `means` are seen with the variances `errors`."""
    weights = 1 / errors
    centre = (weights * means).sum() / weights.sum()
    excess = (weights * (means - centre) ** 2).sum() - (len(means) - 1)
    scale = weights.sum() - (weights**2).sum() / weights.sum()
    return float(max(excess / scale, 0.0)) if scale > 0 else 0.0
