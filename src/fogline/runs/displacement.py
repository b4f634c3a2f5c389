"""Where people from a contested place are likely to go: from the ledger's estimates, or files of the user's."""

from __future__ import annotations

from collections import Counter
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.errors import NotInstalled, NotThere
from fogline.outlook.displacement import ensemble
from fogline.outlook.displacement.build import SAFE_KM, build, contested_days
from fogline.outlook.displacement.member import Inflow
from fogline.outlook.displacement.passable import closed, lengthened
from fogline.outlook.displacement.setting import load
from fogline.outlook.displacement.shares import CONCENTRATION, shares
from fogline.outlook.people.exposure import EARTH_KM, Points, chord, on_sphere
from fogline.runs.holders import holders
from fogline.runs.sides import ukraine
from fogline.terms.spell import Condition
from fogline.terms.stated import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from fogline.linking.gazetteer import Gazetteer
    from fogline.outlook.displacement.setting import Setting
    from fogline.terms.estimate import Course
    from fogline.terms.place import Place
    from fogline.terms.spell import Spell

# So many agents stand for all who leave.
AGENTS = 1000
# Towns that the net of routes is made of: the largest ones within so many kilometres.
TOWNS, REACH_KM = 150, 300.0


class NowhereToGo(NotThere):
    """The gazetteer has no town near a place that people could be taken to go to."""


class Destination(NamedTuple):
    """A place where people may stay: its share of those who have arrived, and the ends of the middle 80%.

    Its `place` is known where the setting was made from the ledger.
    """

    name: str
    share: float
    low: float
    high: float
    place: Place | None = None


class Closed(NamedTuple):
    """A route that nobody could go on so many days, since opposing sides held its ends."""

    one: Place
    other: Place
    days: int


class Slow(NamedTuple):
    """A place whose routes counted as longer, and the `part` of the days on which it was contested or cut off."""

    place: Place
    part: float


class Ways(NamedTuple):
    """How many `routes` there were between the towns, which were `closed`, those for most days first, and what slowed.

    `slow` places stand in the order of the part of the days.
    """

    routes: int
    closed: tuple[Closed, ...]
    slow: tuple[Slow, ...]


class Displacement(NamedTuple):
    """Shares by destination, the greatest first, on the last of `days`; `arrived` is the part of all who left.

    There are none while in some run nobody has arrived; in `reached` of the `runs` somebody has. `ways` are known where
    the setting was made from the ledger.
    """

    destinations: tuple[Destination, ...]
    days: int
    arrived: float
    runs: int
    reached: int
    ways: Ways | None = None


class How(NamedTuple):
    """How the ensemble is run: the seed of its draws, and in how many processes at a time."""

    seed: int
    workers: int


def of_files(folder: Path, how: How) -> Displacement:
    """Displacement by the setting in `folder`, in FLEE's files; raises BadSetting or NotInstalled."""
    return _displacement(load(folder), how)


def needed() -> None:
    """Raise NotInstalled where FLEE is not there."""
    if find_spec("flee") is None:
        message = 'displacement needs FLEE, which is not installed; install it with pip install "fogline[displacement]"'
        raise NotInstalled(message)


def of_place(
    place: Place,
    courses: Sequence[Course],
    days: tuple[date, date],
    gazetteer: Gazetteer,
    how: How,
    spells: Sequence[Spell] = (),
) -> Displacement:
    """Displacement from `place` by the estimates of who held which place, from the first of `days` to the last.

    Nobody crosses the line that follows from the estimates; places that are contested, or cut off by one of `spells`,
    are hard to pass. Destinations are named by the places' names and ids. Raises NotThere where the place was never
    contested, NowhereToGo, NotInstalled.
    """
    span = days[0].toordinal(), days[1].toordinal()
    contested = contested_days(courses, *span)
    if place.id not in contested or place.lat is None or place.lon is None:
        message = f"{place.name} was on no day from {days[0]} to {days[1]} more likely contested than not"
        raise NotThere(message)
    needed()
    towns = [place, *_towns(place, gazetteer, contested)]
    setting = build(towns, contested, place.id)
    if not setting.camps:
        message = f"no town within {REACH_KM:g} km of {place.name} lies {SAFE_KM:g} km or more from contested places"
        raise NowhereToGo(message)
    held = holders(towns, courses, span, ukraine())
    hindered = _hindered(contested, spells, span) | {place.id: 0.0}
    setting = setting._replace(
        routes=lengthened(setting.routes, hindered), closed=closed(setting.routes, held, setting.days)
    )
    found = _displacement(setting, how)
    known = {town.id: town for town in towns}
    named = (one._replace(place=known[one.name]) for one in found.destinations)
    destinations = tuple(one._replace(name=f"{one.place.name} ({one.place.id})") for one in named if one.place)
    return found._replace(destinations=destinations, ways=_ways(setting, hindered, known))


def _ways(setting: Setting, hindered: Mapping[str, float], known: Mapping[str, Place]) -> Ways:
    """What became of the routes of `setting`, whose places are `known` by their ids."""
    days = Counter(pair for day in setting.closed for pair in day)
    shut = (Closed(known[one], known[other], n) for (one, other), n in days.items())
    slow = (Slow(known[name], part) for name, part in hindered.items() if part and name in known)
    return Ways(
        len(setting.routes),
        tuple(sorted(shut, key=lambda one: (-one.days, one.one.name, one.other.name))),
        tuple(sorted(slow, key=lambda one: (-one.part, one.place.name))),
    )


def _hindered(
    contested: Mapping[str, Sequence[float]], spells: Sequence[Spell], span: tuple[int, int]
) -> dict[str, float]:
    """The part of the days on which each place is contested, or cut off as nobody disputes."""
    days = {name: [day > 0 for day in of] for name, of in contested.items()}
    for one in spells:
        if one.condition is Condition.CUT_OFF and one.standing is not Standing.DISPUTED:
            own = days.setdefault(one.place, [False] * (span[1] - span[0] + 1))
            for day in range(max(one.first, span[0]), min(one.end, span[1] + 1)):
                own[day - span[0]] = True
    return {name: sum(of) / len(of) for name, of in days.items()}


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
    # A run in which nobody has arrived has no shares, and neither have all together.
    known = bool(np.isfinite(found.mean[-1]).all())
    reached = int((there[:, -1].sum(axis=1) > 0).sum())
    return Displacement(tuple(destinations) if known else (), setting.days, arrived, len(there), reached)


def _inflow(setting: Setting) -> Inflow:
    """As many leave on each day on which some place that sends people is contested; nobody's camp is ever full."""
    sends = {one.name for one in setting.locations if one.people}
    days = [any(of[day] for name, of in setting.contested.items() if name in sends) for day in range(setting.days)]
    ends = [round(AGENTS * (before + 1) / max(1, sum(days))) for before in range(sum(days))]
    daily = iter(np.diff([0, *ends]).tolist())
    return Inflow({}, {}, tuple(next(daily) if leave else 0 for leave in days))
