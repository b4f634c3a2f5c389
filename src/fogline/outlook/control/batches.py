"""Batches: some places at a time, so that memory does not grow with their number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fogline.outlook.control.chain import Steps
from fogline.outlook.control.learning import Batch, Heard

if TYPE_CHECKING:
    from collections.abc import Iterator


def split(batch: Batch, most: int) -> Iterator[tuple[int, Batch]]:
    """Cut a batch into some of at most `most` places each; with each comes the number of its first place."""
    places = len(batch.start)
    order = np.argsort(batch.heard.step, kind="stable")
    step = batch.heard.step[order]
    for first in range(0, places, most):
        begin, end = np.searchsorted(batch.steps.place, [first, first + most])
        rows = order[np.searchsorted(step, begin) : np.searchsorted(step, end)]
        steps = _part(batch.steps, slice(begin, end))
        heard = Heard(batch.heard.step[rows], batch.heard.symbol[rows], batch.heard.weight[rows])
        yield (
            first,
            Batch(
                steps._replace(place=steps.place - first),
                heard._replace(step=heard.step - begin),
                batch.start[first : first + most],
                batch.known[begin:end],
            ),
        )


def _part(steps: Steps, own: slice) -> Steps:
    return Steps(steps.place[own], steps.day[own], steps.regime[own], steps.heard[own])
