"""Displacement against UNHCR's registrations, ours and FLEE run plainly, in one run.

    PYTHONPATH=src python benchmarks/displacement.py FOLDER [--agents 2500] [--seed 7] [--workers 1]

FOLDER holds conflict_input and conflict_validation as FLEE lays them out. FLEE is run by its own calls, with its own
rules of movement; the ensemble of 10 has the same inputs and as many agents. Both know of a camp, as FLEE's own scripts
have it, the registrations of the first day and the most that were ever registered there. The average relative
difference is the mean over days of the sum over camps of the differences between the shares of those in camps and of
those registered, after D. Suleimenova, D. Bell, D. Groen: A generalized simulation development approach for predicting
refugee destinations (Scientific Reports 7, 2017). How wide the spread of a case is was learned from the other one.
"""

from __future__ import annotations

import argparse
import time
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import numpy as np
from flee.datamanager import handle_refugee_data, read_period

from fogline.outlook.displacement import ensemble
from fogline.outlook.displacement.member import Inflow, Member, simulate
from fogline.outlook.displacement.setting import Setting, load
from fogline.outlook.displacement.shares import concentration, parted, shares

CASES = {"burundi": "burundi2015", "car": "car2013"}


def registered(table: handle_refugee_data.RefugeeTable, camps: tuple[str, ...], days: int) -> np.ndarray:
    """How many were registered: a row a day, a column a camp, 0 where nothing is registered."""
    known = set(table.header)
    return np.array(
        [[table.get_field(camp, day) if camp in known else 0 for camp in camps] for day in range(days)], float
    )


def inflow(table: handle_refugee_data.RefugeeTable, setting: Setting, days: int) -> Inflow:
    """Those of the first day, the most that a camp ever had, and who comes day by day, a later loss taken off first."""
    known = [camp for camp in setting.camps if camp in table.header]
    leaving, debt = [], 0
    for day in range(days):
        new = (table.get_daily_difference(day, FullInterpolation=True, SumFromCamps=False) if day else 0) - debt
        leaving.append(max(new, 0))
        debt = max(-new, 0)
    return Inflow(
        {camp: int(table.get_field(camp, 0)) for camp in known},
        {camp: table.getMaxFromData(camp, days) for camp in known},
        tuple(leaving),
    )


def plainly(member: Member) -> np.ndarray:
    """FLEE with its own rules, in a process of its own."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(simulate, (member,))


class Case(NamedTuple):
    """What came of one case: FLEE's runs, the ensemble's, what was registered, and which camps are counted."""

    name: str
    about: str
    plain: list[np.ndarray]
    runs: np.ndarray
    truth: np.ndarray
    counted: np.ndarray


def measured(folder: Path, name: str, given: argparse.Namespace) -> Case:
    """Run FLEE plainly, then the ensemble."""
    setting = load(folder / "conflict_input" / name)
    start, length = read_period.read_conflict_period(str(folder / "conflict_input" / name / "sim_period.csv"))
    days = min(length, setting.days)
    where = str(folder / "conflict_validation" / CASES[name])
    most = handle_refugee_data.RefugeeTable(where, "data_layout.csv", start).get_field("total", days)
    scale = max(1, round(most / given.agents))
    table = handle_refugee_data.RefugeeTable(where, "data_layout.csv", start, population_scaledown_factor=scale)
    table.ReadL1Corrections(str(folder / "conflict_input" / name / "registration_corrections.csv"))
    moved = inflow(table, setting, days)
    began = time.perf_counter()
    plain = [plainly(Member(setting, moved, {}, given.seed + run)) for run in range(given.plain)]
    between = time.perf_counter()
    runs = ensemble.run(setting, moved, given.seed, given.workers)
    took = f"plainly {between - began:.0f} s, ensemble {time.perf_counter() - between:.0f} s"
    counted = np.array([camp in table.header for camp in setting.camps])
    about = f"{days} days, {counted.sum()} camps, one agent for {scale} people; {took}"
    return Case(name, about, plain, runs, registered(table, setting.camps, days), counted)


def tell(case: Case, other: Case, seed: int) -> None:
    """Print the figures of one case; `other` is what the width of its spread is learned from."""
    learned = concentration(other.runs, other.truth)
    truth, ours = parted(case.truth), shares(case.runs, learned, seed)
    known = np.isfinite(truth).all(axis=1) & np.isfinite(ours.mean).all(axis=1)
    print(f"{case.name}: {case.about}")
    print(f"  FLEE plainly: {', '.join(f'{_difference(parted(one), truth, known):.4f}' for one in case.plain)}")
    print(f"  the ensemble's mean: {_difference(ours.mean, truth, known):.4f}")
    print(f"  its members: {', '.join(f'{_difference(parted(one), truth, known):.4f}' for one in case.runs)}")
    ends = parted(case.runs)
    for what, low, high in (
        ("the members alone", ends.min(axis=0), ends.max(axis=0)),
        (f"the spread of 80%, concentration {learned:.1f}", ours.low, ours.high),
    ):
        within = ((truth >= low) & (truth <= high))[known][:, case.counted]
        width = (high - low)[known][:, case.counted].mean()
        print(f"  {what}: {within.mean():.3f} of camp-days within, {width:.3f} wide")


def _difference(parts: np.ndarray, truth: np.ndarray, known: np.ndarray) -> float:
    return float(np.nansum(np.abs(parts - truth), axis=1)[known].mean())


def main() -> None:
    """Measure every case."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--agents", type=int, default=2500)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--plain", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    cases = [measured(given.folder, name, given) for name in CASES]
    for case, other in zip(cases, reversed(cases), strict=True):
        tell(case, other, given.seed)


if __name__ == "__main__":
    main()
