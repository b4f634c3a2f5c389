"""The lines that the ledger's maps show: what each says of places, and what it lets expect of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.ledger import weighable
from fogline.outlook.control import outline, prospects
from fogline.outlook.control.assembling import Line, Prospect
from fogline.outlook.control.prospects import Series
from fogline.outlook.control.regimes import EASILY, FALL_KNOWN, FROM_FAR, falls_of, near_from_far, near_of
from fogline.weighing.sayings import NUMBER, OTHERS, SHOWN, SHOWN_CONTESTED, Symbol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import shapely
    from numpy.typing import NDArray

    from fogline.ledger.database import Database
    from fogline.ledger.weighable import Area
    from fogline.linking.theatre import Theatre
    from fogline.outlook.control.prospects import Fitted
    from fogline.runs.evidence import Spot
    from fogline.runs.priors import Named

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.int64]

# What is learned of the line's way is learned from snapshots so many days apart at least.
APART = 25


class Classes(NamedTuple):
    """The classes of regimes of the places under a snapshot: of being left, and of falling to the map's side or not.

    `prospect` is what they are made of, None where that is not known.
    """

    near: Numbers
    to_own: Numbers
    to_other: Numbers
    prospect: Prospect | None


def lines(database: Database, places: Sequence[Spot], theatre: Theatre, rates: Named) -> Iterator[Line]:
    """What each control map in the ledger shows of the places."""
    drawn_by = {one.name: one.drawn_by for one in theatre.maps}
    series: dict[tuple[str, str], list[Area]] = {}
    for area in weighable.areas(database):
        series.setdefault((area.map_name, area.side), []).append(area)
    for (name, side), areas in series.items():
        shows = next((number for number, one in enumerate(theatre.sides) if one == side), None)
        if shows is None:
            continue
        drawer = drawn_by.get(name)
        teller = theatre.sides.index(drawer) if drawer in theatre.sides else OTHERS
        yield from _lines(areas, places, (shows, teller), rates)


def _lines(areas: Sequence[Area], places: Sequence[Spot], at: tuple[int, int], rates: Named) -> Iterator[Line]:
    """The lines of one map."""
    plane = outline.Plane(float(np.mean([one.lat for one in places])) if places else 0.0)
    points = plane.flat(np.array([(one.lon, one.lat) for one in places]).reshape(-1, 2))
    days = [date.fromisoformat(area.day).toordinal() for area in areas]
    surfaces = [outline.read(area.area, plane) for area in areas]
    shown = Series(days, [outline.measured(surface, points) for surface in surfaces])
    fitted = learned(days, surfaces, rates)
    for number, area in enumerate(areas):
        regime = classes(shown, number, at[0], fitted, rates)
        yield _line(area, at, prospects.state(shown.shown[number]), regime)


def learned(days: Sequence[int], surfaces: Sequence[shapely.Geometry], rates: Named) -> tuple[Fitted, ...] | None:
    """What the way of a map's line so far tells of its way on; None where there are too few snapshots."""
    chosen: list[int] = []
    for number, day in enumerate(days):
        if not chosen or day - days[chosen[-1]] >= APART:
            chosen.append(number)
    some = outline.simpler([surfaces[number] for number in chosen])
    lattice = outline.lattice(some)
    if not len(lattice):
        return None
    series = Series([days[number] for number in chosen], [outline.measured(surface, lattice) for surface in some])
    told = prospects.rows(series)
    return prospects.fit(told, rates) if told else None


def classes(shown: Series, number: int, side: int, fitted: Sequence[Fitted] | None, rates: Named) -> Classes:
    """The classes of regimes that snapshot `number` of the area of `side` puts its places under."""
    now = shown.shown[number]
    known = np.full(len(now.depth), FALL_KNOWN)
    if fitted is None or not number:
        return Classes(near_from_far(now.depth), known, known, None)
    state = prospects.state(now)
    chances = prospects.chances(fitted, prospects.covariates(shown, number), state)
    rate = prospects.rates(chances, state)
    held = state != 1
    # Of a place that is shown as contested only the way on from there is known, of a held one only how it is lost.
    leaving = near_of(rate.sum(axis=1), rates)
    near = np.where(held, leaving, FROM_FAR)
    likely = leaving <= FROM_FAR + 1
    turning = np.where(likely, EASILY, FALL_KNOWN)
    staying = np.where(likely, 0, FALL_KNOWN)
    to_own = np.where(held, np.where(state == 0, turning, staying), falls_of(rate[:, 2], rates))
    to_other = np.where(held, np.where(state == 0, staying, turning), falls_of(rate[:, 0], rates))
    # A map's own states are turned round where it shows the first side's area.
    of_sides = chances[:, ::-1] if side == 0 else chances
    return Classes(near, to_own, to_other, Prospect(side, of_sides, now.depth, prospects.moved(shown, number)))


def _line(area: Area, at: tuple[int, int], state: Numbers, regime: Classes) -> Line:
    shows, teller = at
    symbols = (Symbol(SHOWN, 1 - shows, teller), Symbol(SHOWN_CONTESTED, None, teller), Symbol(SHOWN, shows, teller))
    symbol = np.array([NUMBER[one] for one in symbols])[state]
    falls = (regime.to_own, regime.to_other)
    day = date.fromisoformat(area.day).toordinal()
    return Line(
        day,
        regime.near,
        falls[shows],
        falls[1 - shows],
        np.zeros((len(symbol), 3)),
        symbol,
        coarse=False,
        name=area.map_name,
        prospect=regime.prospect,
    )
