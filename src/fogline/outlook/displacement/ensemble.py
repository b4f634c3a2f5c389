"""Several runs that differ in what nobody knows: how people choose, how long roads are, how many live where.

FLEE's own values lie in the middle of the ranges, but for three: on each case of benchmarks/displacement.py, runs were
nearer to registrations the readier people left towns and camps and the less a border drew them. Each case told this by
itself, so that what was learned from one holds for the other; these ranges begin, or end, at FLEE's values. What can
only be varied to one side, as the chance of leaving a contested place, which is 1 a day, is left as it is.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.outlook.displacement.member import Inflow, Member, simulate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from fogline.outlook.displacement.setting import Setting

MEMBERS = 10


class Range(NamedTuple):
    """From where to where one of FLEE's rules of movement is drawn, evenly in its logarithm."""

    rule: str
    low: float
    high: float


RANGES = (
    Range("max_move_speed", 260, 500),
    Range("default_movechance", 0.3, 0.6),
    Range("camp_movechance", 0.001, 0.003),
    Range("camp_weight", 0.67, 1.5),
    Range("foreign_weight", 0.5, 1),
    Range("conflict_weight", 0.2, 0.5),
    Range("softening", 5, 20),
)
# Standard deviations, in logarithms, of a road's length and of how many live in a place.
ROADS, PEOPLE = 0.15, 0.3


def run(setting: Setting, inflow: Inflow, seed: int, workers: int, count: int = MEMBERS) -> NDArray[np.int64]:
    """How many are where in each of `count` runs: members, days, camps. Raises what a run raises."""
    # FLEE keeps its state in its modules: a process serves one run.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        return np.stack(list(pool.map(simulate, members(setting, inflow, seed, count))))


def members(setting: Setting, inflow: Inflow, seed: int, count: int) -> Iterator[Member]:
    """The runs: each rule's range is cut into as many parts as there are runs, and each part is drawn from once.

    M. D. McKay, R. J. Beckman, W. J. Conover: A Comparison of Three Methods for Selecting Values of Input Variables
    (Technometrics 21, 1979).
    """
    random = np.random.default_rng(seed)
    parts = np.stack([random.permutation(count) for _ in RANGES], axis=1)
    drawn = (parts + random.random(parts.shape)) / count
    for number, row in enumerate(drawn):
        rules = {one.rule: float(one.low * (one.high / one.low) ** at) for one, at in zip(RANGES, row, strict=True)}
        yield Member(_varied(setting, random), inflow, rules, seed + number + 1)


def _varied(setting: Setting, random: np.random.Generator) -> Setting:
    roads = np.exp(random.normal(0, ROADS, len(setting.routes))).tolist()
    people = np.exp(random.normal(0, PEOPLE, len(setting.locations))).tolist()
    return setting._replace(
        routes=tuple(one._replace(km=one.km * by) for one, by in zip(setting.routes, roads, strict=True)),
        locations=tuple(
            one._replace(people=round(one.people * by)) for one, by in zip(setting.locations, people, strict=True)
        ),
    )
