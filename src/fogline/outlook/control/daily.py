"""From the steps to every day: between two steps the regime stays, and each day is one look-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fogline.outlook.control.chain import tiers
from fogline.outlook.control.learning import go_through, likelihood, passing
from fogline.outlook.control.powers import backward, onward, tabled, total

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fogline.outlook.control.chain import Passed, Steps
    from fogline.outlook.control.learning import Batch, Learned
    from fogline.outlook.control.powers import Powers

    Numbers = NDArray[np.int64]
    Floats = NDArray[np.float64]

# Days that are worked out together.
AT_ONCE = 40_000


def days(batch: Batch, model: Learned, last: int, table: Powers | None = None, *, hindsight: bool) -> Floats:
    """The chances of the states for every place and day from its first step to the ordinal `last`, a row a day.

    Rows are in order of place and day. With `hindsight` each day is judged from everything, else from what was heard
    up to that day. No step lies after `last`.
    """
    length, ends = lengths(batch.steps, last)
    table = table or powers_for(batch, model, last)
    likely = likelihood(batch, model)
    run = go_through(batch, tiers(batch.steps), likely, table)
    after = np.ascontiguousarray(_after(batch, likely, run).T)
    until = np.cumsum(length)
    chances = np.empty((3, int(until[-1])))
    forward = np.ascontiguousarray(run.forward.T)
    begun = 0
    while begun < len(length):
        # So many days at a time that they stay in the processor's cache.
        end = max(begun + 1, int(np.searchsorted(until, until[begun] - length[begun] + AT_ONCE)))
        some = slice(begun, end)
        step = np.repeat(np.arange(begun, end), length[some])
        on = np.arange(len(step)) - np.repeat(until[some] - length[some] - (until[begun] - length[begun]), length[some])
        first = table.first[batch.steps.regime[step]]
        now = onward(np.take(forward, step, axis=1), np.take(table.table, first + on, axis=1))
        if hindsight:
            left = np.where(ends[step], 0, length[step] - on)
            now *= backward(np.take(after, step, axis=1), np.take(table.table, first + left, axis=1))
        chances[:, until[begun] - length[begun] : until[end - 1]] = now / total(now[0], now[1], now[2])
        begun = end
    return chances.T


def powers_for(batch: Batch, model: Learned, last: int) -> Powers:
    """The powers that `days` needs for a batch, or for all batches that were cut from it."""
    length, _ = lengths(batch.steps, last)
    return tabled(passing(model), batch.steps.regime, int(length.max(initial=0)))


def lengths(steps: Steps, last: int) -> tuple[Numbers, NDArray[np.bool_]]:
    """How many days each step stands for, up to the day `last`, and whether it is its place's last."""
    length = tiers(steps).stretch.copy()
    ends = np.ones(len(length), bool)
    ends[:-1] = steps.place[1:] != steps.place[:-1]
    length[ends] = last + 1 - steps.day[ends]
    return length, ends


def _after(batch: Batch, likely: Floats, run: Passed) -> Floats:
    """For each step what everything from the place's next step on makes of the states on that day; ones at the end."""
    after = np.ones_like(likely)
    same = batch.steps.place[1:] == batch.steps.place[:-1]
    following = run.later[1:] * likely[1:] / run.share[1:, None]
    after[:-1][same] = following[same]
    return after
