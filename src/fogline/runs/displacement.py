"""Where people from a contested place are likely to go: from the ledger's estimates, or files of the user's."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.errors import NotThere
from fogline.outlook.displacement import ensemble
from fogline.outlook.displacement.build import build, contested_days
from fogline.outlook.displacement.member import Inflow
from fogline.outlook.displacement.setting import load
from fogline.outlook.displacement.shares import CONCENTRATION, shares
from fogline.outlook.people.exposure import EARTH_KM, Points, chord, on_sphere

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from fogline.linking.gazetteer import Gazetteer
    from fogline.outlook.displacement.setting import Setting
    from fogline.terms.estimate import Course
    from fogline.terms.place import Place

# So many agents stand for all who leave.
AGENTS = 1000
# Towns that the net of routes is made of: the largest ones within so many kilometres.
TOWNS, REACH_KM = 150, 300.0


class Destination(NamedTuple):
    """A place where people may stay: its share of those who have arrived, and the ends of the middle 80%."""

    name: str
    share: float
    low: float
    high: float


class Displacement(NamedTuple):
    """Shares by destination, the greatest first, on the last of `days`; `arrived` is the part of all who left."""

    destinations: tuple[Destination, ...]
    days: int
    arrived: float


class How(NamedTuple):
    """How the ensemble is run: the seed of its draws, and in how many processes at a time."""

    seed: int
    workers: int


def of_files(folder: Path, how: How) -> Displacement:
    """Displacement by the setting in `folder`, in FLEE's files; raises BadSetting or NoFlee."""
    return _displacement(load(folder), how)


def of_place(
    place: Place, courses: Sequence[Course], days: tuple[date, date], gazetteer: Gazetteer, how: How
) -> Displacement:
    """Displacement from `place` by the estimates of who held which place, from the first of `days` to the last.

    Destinations are named by the places' names and ids. Raises NotThere where the place was never contested, NoFlee.
    """
    contested = contested_days(courses, *(day.toordinal() for day in days))
    if place.id not in contested or place.lat is None or place.lon is None:
        message = f"{place.name} was on no day from {days[0]} to {days[1]} more likely contested than not"
        raise NotThere(message)
    towns = [place, *_towns(place, gazetteer, contested)]
    found = _displacement(build(towns, contested, place.id), how)
    names = {town.id: f"{town.name} ({town.id})" for town in towns}
    return found._replace(destinations=tuple(one._replace(name=names[one.name]) for one in found.destinations))


def _towns(place: Place, gazetteer: Gazetteer, contested: dict[str, tuple[float, ...]]) -> list[Place]:
    """The largest towns around `place`, and contested places there, itself left out."""
    settled = gazetteer.settled
    here = on_sphere(Points(np.array([place.lat]), np.array([place.lon])))
    apart = np.sqrt(np.square(on_sphere(Points(settled.lat, settled.lon)) - here).sum(axis=1))
    near = np.flatnonzero(apart <= chord(REACH_KM / EARTH_KM))
    largest = near[np.argsort(-settled.people[near], kind="stable")].tolist()
    found = {town.id: town for town in gazetteer.places(settled, largest[:TOWNS])}
    others = (town for town in gazetteer.places(settled, largest[TOWNS:]) if town.id in contested)
    found.update((town.id, town) for town in others)
    found.pop(place.id, None)
    return list(found.values())


def _displacement(setting: Setting, how: How) -> Displacement:
    there = ensemble.run(setting, _inflow(setting), how.seed, how.workers)
    found = shares(there, CONCENTRATION, how.seed)
    columns = (found.mean[-1].tolist(), found.low[-1].tolist(), found.high[-1].tolist())
    destinations = [Destination(*row) for row in zip(setting.camps, *columns, strict=True)]
    destinations.sort(key=lambda one: (-one.share, one.name))
    arrived = float(there[:, -1].sum(axis=1).mean() / AGENTS)
    return Displacement(tuple(destinations) if arrived else (), setting.days, arrived)


def _inflow(setting: Setting) -> Inflow:
    """As many leave on each day on which some place that sends people is contested; nobody's camp is ever full."""
    sends = {one.name for one in setting.locations if one.people}
    days = [any(of[day] for name, of in setting.contested.items() if name in sends) for day in range(setting.days)]
    ends = [round(AGENTS * (before + 1) / max(1, sum(days))) for before in range(sum(days))]
    daily = iter(np.diff([0, *ends]).tolist())
    return Inflow({}, {}, tuple(next(daily) if leave else 0 for leave in days))
