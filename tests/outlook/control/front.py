"""A simulated front: settlements on a plane, a line that moves, sources of known honesty, lead and copying."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from fogline.outlook.control.assembling import Ground, Told
from fogline.weighing.pushes import announced
from fogline.weighing.sayings import NUMBER, OTHERS, Symbol


class Front(NamedTuple):
    """The world and what is said of it: `truth` is a state a place and day."""

    ground: Ground
    told: Told
    truth: np.ndarray


def simulate(
    seed: int,
    chain: np.ndarray,
    said: dict[tuple[str, int | None, int], tuple[float, float, float]],
    size: tuple[int, int],
) -> Front:
    """States that follow `chain`, 3 × 3, and sayings each with the chance a day that `said` gives it in each state."""
    draw = np.random.default_rng(seed)
    places, days = size
    points = np.stack([draw.uniform(0, 500, places), draw.uniform(0, 500, places), np.full(places, 6371.0)], axis=1)
    truth = np.empty((places, days), np.int64)
    truth[:, 0] = draw.choice(3, places, p=[0.45, 0.1, 0.45])
    sums = np.cumsum(chain, axis=1)
    for day in range(1, days):
        truth[:, day] = (draw.random(places)[:, None] > sums[truth[:, day - 1]]).sum(axis=1)
    rows = []
    for (kind, side, teller), chances in said.items():
        place, day = np.nonzero(draw.random((places, days)) < np.array(chances)[truth])
        rows.append(np.stack([place, day, np.full(len(place), NUMBER[Symbol(kind, side, teller)])]))
    place, day, symbol = np.concatenate(rows, axis=1)
    order = np.lexsort((symbol, day, place))
    says = announced()
    symbol = symbol[order]
    told = Told(
        place[order],
        day[order] + 1000,
        symbol,
        np.ones(len(order)),
        says.side[symbol],
        says.confirmed[symbol],
        says.fought[symbol],
    )
    return Front(Ground(points, np.tile([0.45, 0.1, 0.45], (places, 1))), told, truth)


def honest() -> dict[tuple[str, int | None, int], tuple[float, float, float]]:
    """Each side announces what it takes, and sometimes what it doesn't; admits seldom; observers report fighting."""
    table: dict[tuple[str, int | None, int], tuple[float, float, float]] = {}
    for side in (0, 1):
        own = (0.004, 0.02, 0.002) if side == 0 else (0.002, 0.02, 0.004)
        admitted = (0.002, 0.006, 0.0002) if side == 0 else (0.0002, 0.006, 0.002)
        denied = (0.01, 0.01, 0.001) if side == 0 else (0.001, 0.01, 0.01)
        table["takes", side, side], table["takes", side, 1 - side], table["holds", side, side] = own, admitted, denied
    table["fights", None, OTHERS] = (0.001, 0.03, 0.001)
    return table
