"""A setting for FLEE out of a gazetteer's towns and the days on which places are contested."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fogline.outlook.displacement.routes import ways
from fogline.outlook.displacement.setting import CAMP, TOWN, Location, Route, Setting
from fogline.outlook.people.exposure import EARTH_KM, Points, chord, on_sphere

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fogline.terms.estimate import Course
    from fogline.terms.place import Place

# Where people are taken to stay: so many of the largest towns, no nearer than so to any place that was ever contested.
DESTINATIONS, SAFE_KM = 12, 30.0
# More likely contested than not.
LIKELY = 0.5


def contested_days(courses: Sequence[Course], first: int, last: int) -> dict[str, tuple[float, ...]]:
    """For each place that was ever more likely contested than not, 1 on such a day and 0 on others.

    `first` and `last` are ordinals of days, both included; a day without an estimate counts as not contested.
    """
    found = {}
    for course in courses:
        days = [0.0] * (last - first + 1)
        for day, (_, chance, _) in enumerate(course.p, course.first):
            if first <= day <= last and chance > LIKELY:
                days[day - first] = 1.0
        if any(days):
            found[course.place] = tuple(days)
    return found


def build(towns: Sequence[Place], contested: Mapping[str, tuple[float, ...]], source: str) -> Setting:
    """A setting of `towns`, which all have points; those with ids in `contested` are left, `source` alone sends people.

    Locations are named by their ids. The largest towns that are safe are destinations; all others are passed through.
    """
    ordered = sorted(towns, key=lambda town: (town.id != source, town.id))
    at = Points(*(np.array([getattr(town, name) for town in ordered], np.float64) for name in ("lat", "lon")))
    stay = _destinations(ordered, on_sphere(at), contested)
    locations = tuple(
        Location(
            *(town.id, "", town.country or "", town.lat or 0.0, town.lon or 0.0),
            *(CAMP if row in stay else TOWN, "0"),
            max(town.population, 1) if town.id == source else 0,
        )
        for row, town in enumerate(ordered)
    )
    routes = tuple(Route(ordered[way.one].id, ordered[way.other].id, way.km) for way in ways(at))
    known = {town.id for town in ordered}
    return Setting(locations, routes, (), {name: days for name, days in contested.items() if name in known})


def _destinations(
    towns: Sequence[Place], at: np.ndarray[tuple[int, ...], np.dtype[np.float64]], contested: Mapping[str, object]
) -> set[int]:
    left = [row for row, town in enumerate(towns) if town.id in contested]
    apart = np.sqrt(np.square(at[:, None] - at[left][None]).sum(axis=2)).min(axis=1, initial=2.0)
    safe = np.flatnonzero(apart > chord(SAFE_KM / EARTH_KM)).tolist()
    return set(sorted(safe, key=lambda row: (-towns[row].population, towns[row].id))[:DESTINATIONS])
