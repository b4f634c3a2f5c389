"""How long it takes until what was claimed is seen, where for some of it the wait is not over.

The product-limit estimator of Kaplan and Meier 1958, doi:10.1080/01621459.1958.10501452; Greenwood's variance in
log-minus-log form (Kalbfleisch and Prentice 1980); the interval of a median after Brookmeyer and Crowley 1982,
doi:10.2307/2530286.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

# Standard deviations on either side that hold nine in ten.
NINE_IN_TEN = 1.6448536269514722
QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)


class Wait(NamedTuple):
    """The days from a claim to when it was seen, among those that are within the horizon.

    `seen` of `of` were seen; negative days are of what was so before it was claimed. `days` are the quantiles in
    QUANTILES; `low` and `high` hold the median with a probability of about 0.9, None where too few were seen to tell.
    """

    seen: int
    of: int
    days: tuple[float, ...] | None
    low: float | None
    high: float | None


def wait(delays: Sequence[int], unseen: Sequence[int], horizon: int) -> Wait:
    """What `delays` tell, together with waits of so many days in which nothing was seen (`unseen`).

    What was seen later than the horizon was not seen within it.
    """
    within = [delay for delay in delays if delay <= horizon]
    over = [horizon] * (len(delays) - len(within)) + [min(days, horizon) for days in unseen]
    if not within:
        return Wait(0, len(over), None, None, None)
    times, at_risk, events = _counted(within, over)
    left = np.cumprod(1 - events / at_risk, dtype=np.float64)
    seen = 1 - left
    part = seen / seen[-1]
    days = tuple(float(times[np.searchsorted(part, share - 1e-12)]) for share in QUANTILES)
    below, above = _band(left, at_risk, events)
    half = seen[-1] / 2
    low = _first(times, 1 - below >= half)
    if low == times[0]:
        # What lies before all that was seen cannot be told.
        low = None
    high = _first(times, 1 - above >= half)
    return Wait(len(within), len(within) + len(over), days, low, high)


def _counted(within: Sequence[int], over: Sequence[int]) -> tuple[Array, Array, Array]:
    """The days on which something was seen, how many were waited for until then, and how many of them were seen."""
    times, events = np.unique(np.asarray(within, dtype=np.float64), return_counts=True)
    ends = np.sort(np.asarray([*within, *over], dtype=np.float64))
    at_risk = len(ends) - np.searchsorted(ends, times, side="left")
    return times.astype(np.float64), at_risk.astype(np.float64), events.astype(np.float64)


def _band(left: Array, at_risk: Array, events: Array) -> tuple[Array, Array]:
    """The lower and the upper end of what is left at each time; without bounds where nothing is left."""
    open_ended = at_risk == events
    room = np.where(open_ended, 1.0, at_risk * (at_risk - events))
    deviation = np.sqrt(np.cumsum(events / room))
    log = np.log(np.where(open_ended, 0.5, left))
    spread = np.exp(NINE_IN_TEN * deviation / np.abs(log))
    return np.where(open_ended, 0.0, left**spread), np.where(open_ended, 1.0, left ** (1 / spread))


def _first(times: Array, reached: NDArray[np.bool_]) -> float | None:
    return float(times[int(np.argmax(reached))]) if reached.any() else None
