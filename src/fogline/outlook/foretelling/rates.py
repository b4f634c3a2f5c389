"""How often a kind of thing happens at a place in so many days, learned from what the ledger holds.

Happenings at a place are counted as a Poisson process whose rate has a gamma prior that is worth one happening in the
days of observation of all kinds alike; the sides are counted together, so that neither has a rate of its own.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from fogline.outlook.foretelling.scoring import OUTSIDE, Interval

if TYPE_CHECKING:
    from collections.abc import Iterable

# Days within which the same at the same place is one happening.
APART = 14
# What the prior is worth, in happenings.
PRIOR = 0.5


class Rate(NamedTuple):
    """`happened` so often in `place_days` days of a place."""

    happened: int
    place_days: float


def spells(days: Iterable[int]) -> int:
    """How many happenings the days (ordinals) tell of on which the same was said of the same place."""
    count, last = 0, -math.inf
    for day in sorted(days):
        count += day - last > APART
        last = day
    return count


def chance(rate: Rate, days: int) -> Interval:
    """How likely it is that such a thing happens at a place within `days` days."""
    from scipy.special import gammaincinv  # noqa: PLC0415 - slow to load

    shape = rate.happened + PRIOR
    exposure = max(rate.place_days, 1.0)
    low, high = (gammaincinv(shape, part) / exposure for part in (OUTSIDE / 2, 1 - OUTSIDE / 2))
    mean = 1 - (exposure / (exposure + days)) ** shape
    return Interval(mean, 1 - math.exp(-low * days), 1 - math.exp(-high * days))
