"""The ground: where places lie, whose they are, and what line of control is known, by the theatre's data and by
maps."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from fogline.outlook.control.assembling import Ground, Line
from fogline.outlook.control.line import depth, on_sphere, said_by_line
from fogline.outlook.control.regimes import FALL_KNOWN, near_from_far
from fogline.runs import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from fogline.ledger.database import Database
    from fogline.linking.theatre import LinePoint, Theatre
    from fogline.runs.evidence import Spot
    from fogline.runs.priors import Named

    Floats = NDArray[np.float64]


def ground(places: Sequence[Spot], theatre: Theatre, rates: Named) -> Ground:
    """Where `places` lie, and what is likely of each where nothing else is known."""
    lat, lon = np.array([one.lat for one in places]), np.array([one.lon for one in places])
    start = np.empty((len(places), 3))
    contested = rates["start_contested"]
    own, opponent = rates["start_own"], 1 - contested - rates["start_own"]
    nobody = (1 - contested) / 2
    for row, one in enumerate(places):
        side = theatre.grounds.get(one.country or "")
        chances = (nobody, nobody) if side is None else (own, opponent)
        held = chances if side is None or side == theatre.sides[0] else chances[::-1]
        start[row] = held[0], contested, held[1]
    return Ground(on_sphere(lat, lon), start)


def lines(database: Database, places: Sequence[Spot], theatre: Theatre, rates: Named) -> list[Line]:
    """The lines that are known, in order of their days."""
    points = on_sphere(np.array([one.lat for one in places]), np.array([one.lon for one in places]))
    found = [*_known(points, theatre), *shown.lines(database, places, theatre, rates)]
    return sorted(found, key=lambda line: line.day)


def _known(points: Floats, theatre: Theatre) -> Iterator[Line]:
    """The theatre's own lines."""
    ordered = sorted(theatre.line, key=lambda point: point.day)
    for day, some in groupby(ordered, key=lambda point: point.day):
        at = list(some)
        known = on_sphere(np.array([one.lat for one in at]), np.array([one.lon for one in at]))
        depths = depth(points, known, np.array([_sign(one, theatre) for one in at]))
        nothing, falls = np.full(len(points), -1), np.full(len(points), FALL_KNOWN)
        number = date.fromisoformat(day).toordinal()
        yield Line(number, near_from_far(depths), falls, falls, said_by_line(depths), nothing, coarse=True)


def _sign(point: LinePoint, theatre: Theatre) -> int:
    if point.holder is None:
        return 0
    return 1 if point.holder == theatre.sides[0] else -1
