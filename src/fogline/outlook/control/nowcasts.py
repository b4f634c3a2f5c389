"""The nowcasts of all places, kept by their steps: a day is worked out when it is asked for, which is one look-up.

Of thirty thousand places over three years the days would take a gigabyte, the steps take a tenth of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.outlook.control.batches import split
from fogline.outlook.control.chain import tiers
from fogline.outlook.control.daily import powers_for
from fogline.outlook.control.learning import go_through, likelihood
from fogline.outlook.control.powers import onward, total

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fogline.outlook.control.learning import Batch, Learned

    Numbers = NDArray[np.int64]
    Floats = NDArray[np.float64]

# Places that are gone through at once.
AT_ONCE = 500


class Nowcasts(NamedTuple):
    """The steps of all places, place after place: those of row r are `edges[r]` to before `edges[r + 1]`.

    `day` is the ordinal of each, `forward` the chances of the states on it, [3, n], `column` where in `table`, [9, m],
    the powers of its regime begin, and `heard` the ordinal on which something was last heard by then, 0 for never.
    `last` is the last day that is known.
    """

    edges: Numbers
    day: Numbers
    forward: Floats
    column: Numbers
    heard: Numbers
    table: Floats
    last: int

    def first_heard(self) -> Numbers:
        """The ordinal of the first day on which something was heard, a row a place; one after `last` for never."""
        days = np.where(self.heard > 0, self.day, self.last + 1)
        return np.minimum.reduceat(days, self.edges[:-1]) if len(self.edges) > 1 else np.zeros(0, np.int64)

    def on(self, day: int) -> tuple[Floats, Numbers]:
        """For each place its chances on a day, [n, 3], and when something was last heard; zeros for nothing yet."""
        places = len(self.edges) - 1
        if not places or day > self.last:
            return np.zeros((places, 3)), np.zeros(places, np.int64)
        passed = np.concatenate(([0], np.cumsum(self.day <= day)))
        step = self.edges[:-1] + (passed[self.edges[1:]] - passed[self.edges[:-1]]) - 1
        begun = step >= self.edges[:-1]
        step = np.where(begun, step, self.edges[:-1])
        heard = np.where(begun, self.heard[step], 0)
        chances = self._chances(step, np.maximum(day - self.day[step], 0))
        return np.where((heard > 0)[:, None], chances, 0.0), heard

    def of(self, row: int, span: tuple[int, int]) -> tuple[int, Floats, Numbers]:
        """Of one place, within `span`: the first day, the chances of each day from it on, and when last was heard."""
        own = slice(int(self.edges[row]), int(self.edges[row + 1]))
        days = np.arange(max(span[0], int(self.day[own][0])), min(span[1], self.last) + 1)
        step = own.start + np.searchsorted(self.day[own], days, side="right") - 1
        heard = self.heard[step]
        days, step, heard = days[heard > 0], step[heard > 0], heard[heard > 0]
        return int(days[0]) if len(days) else 0, self._chances(step, days - self.day[step]), heard

    def _chances(self, step: Numbers, on: Numbers) -> Floats:
        now = onward(np.take(self.forward, step, axis=1), np.take(self.table, self.column[step] + on, axis=1))
        chances: Floats = (now / total(now[0], now[1], now[2])).T
        return chances


def nowcasts(batch: Batch, model: Learned, last: int) -> Nowcasts:
    """The nowcasts of a batch up to the ordinal `last`, after which no step lies."""
    table = powers_for(batch, model, last)
    forward = [
        np.ascontiguousarray(go_through(part, tiers(part.steps), likelihood(part, model), table).forward.T)
        for _, part in split(batch, AT_ONCE)
    ]
    steps, places = batch.steps, len(batch.start)
    edges = np.searchsorted(steps.place, np.arange(places + 1))
    # The place stands above the day, so that what was heard of one place is never taken for another's.
    above = steps.place << 32
    heard = np.maximum.accumulate(above + np.where(steps.heard, steps.day, 0)) - above
    joined = np.concatenate(forward, axis=1) if forward else np.zeros((3, 0))
    return Nowcasts(edges, steps.day, joined, table.first[steps.regime], heard, table.table, last)
