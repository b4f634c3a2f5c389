"""The ground: where places lie, whose they are, and what line of control is known, by the theatre's data and by
maps."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.ledger import weighable
from fogline.outlook.control.assembling import Ground, Line
from fogline.outlook.control.line import depth, on_sphere, said_by_line
from fogline.weighing.sayings import NUMBER, OTHERS, SHOWN, SHOWN_CONTESTED, Symbol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from fogline.ledger.database import Database
    from fogline.ledger.weighable import Area
    from fogline.linking.theatre import LinePoint, Theatre
    from fogline.runs.evidence import Spot
    from fogline.runs.priors import Named

    Floats = NDArray[np.float64]

# A place is the disk of this radius round its point; it is one side's where so much of it is.
DISK_KM, MOSTLY, HARDLY = 1.5, 0.8, 0.2
DEGREE_KM = 111.195
# A line is expected to go on for a month as it went since the last map, unless it jumped farther than this.
# A place leans to the side that would have more of it if it went on so for some months.
MONTH, FARTHEST_KM, LEAN_MONTHS = 30, 25.0, 4


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


def lines(database: Database, places: Sequence[Spot], theatre: Theatre) -> list[Line]:
    """The lines that are known, in order of their days."""
    points = on_sphere(np.array([one.lat for one in places]), np.array([one.lon for one in places]))
    found = [*_known(points, theatre), *_shown(database, places, theatre)]
    return sorted(found, key=lambda line: line.day)


def _known(points: Floats, theatre: Theatre) -> Iterator[Line]:
    """The theatre's own lines."""
    ordered = sorted(theatre.line, key=lambda point: point.day)
    for day, some in groupby(ordered, key=lambda point: point.day):
        at = list(some)
        known = on_sphere(np.array([one.lat for one in at]), np.array([one.lon for one in at]))
        depths = depth(points, known, np.array([_sign(one, theatre) for one in at]))
        nothing = np.full(len(points), -1)
        lean = np.zeros(len(points), np.int64)
        yield Line(
            date.fromisoformat(day).toordinal(), np.abs(depths), lean, said_by_line(depths), nothing, coarse=True
        )


def _sign(point: LinePoint, theatre: Theatre) -> int:
    if point.holder is None:
        return 0
    return 1 if point.holder == theatre.sides[0] else -1


def _shown(database: Database, places: Sequence[Spot], theatre: Theatre) -> Iterator[Line]:
    """What each control map in the ledger shows of the places."""
    drawn_by = {one.name: one.drawn_by for one in theatre.maps}
    before: dict[tuple[str, str], tuple[Area, Measured]] = {}
    for area in weighable.areas(database):
        shows = next((number for number, side in enumerate(theatre.sides) if side == area.side), None)
        if shows is None:
            continue
        drawer = drawn_by.get(area.map_name)
        teller = theatre.sides.index(drawer) if drawer in theatre.sides else OTHERS
        now = measured(area, places)
        yield _line(area, (shows, teller), now, before.get((area.map_name, area.side)))
        before[area.map_name, area.side] = area, now


def _line(area: Area, at: tuple[int, int], now: Measured, before: tuple[Area, Measured] | None) -> Line:
    """What a map shows, its line moved on as far as it moved since the map's snapshot `before`."""
    shows, teller = at
    whole = NUMBER[Symbol(SHOWN, shows, teller)]
    none = NUMBER[Symbol(SHOWN, 1 - shows, teller)]
    part = NUMBER[Symbol(SHOWN_CONTESTED, None, teller)]
    symbol = np.where(now.share > MOSTLY, whole, np.where(now.share < HARDLY, none, part))
    depth, share = now.depth, now.share
    if before is not None:
        months = max(1, (date.fromisoformat(area.day) - date.fromisoformat(before[0].day)).days) / MONTH
        moved = (now.depth - before[1].depth) / months
        depth = np.where(np.abs(moved) < FARTHEST_KM, now.depth + moved, now.depth)
        share = now.share + (now.share - before[1].share) / months * LEAN_MONTHS
    distance = np.where(np.sign(depth) == np.sign(now.depth), np.abs(depth), 0.0)
    rising = share > 0.5  # noqa: PLR2004 - more than half
    lean = np.where(rising, shows + 1, 2 - shows)
    day = date.fromisoformat(area.day).toordinal()
    return Line(day, distance, lean, np.zeros((len(symbol), 3)), symbol, coarse=False, name=area.map_name)


class Measured(NamedTuple):
    """What a map shows of places: the `share` of each one's disk, and how many km it lies within the area, `depth`."""

    share: Floats
    depth: Floats


def measured(area: Area, places: Sequence[Spot]) -> Measured:
    """How each place lies to a map's area; outside of it the depth is negative."""
    import shapely  # noqa: PLC0415 - needed for maps only

    whole = shapely.from_wkb(area.area)
    middle = np.cos(np.radians(np.mean([one.lat for one in places]))) if places else 1.0

    def flat(points: Floats) -> Floats:
        moved: Floats = points * np.array([DEGREE_KM * middle, DEGREE_KM])
        return moved

    surface = shapely.transform(whole, flat)
    shapely.prepare(surface)
    at = shapely.points(flat(np.array([(one.lon, one.lat) for one in places]).reshape(-1, 2)))
    disks = shapely.buffer(at, DISK_KM)
    share = np.where(shapely.contains(surface, disks), 1.0, 0.0)
    crossed = shapely.intersects(surface, disks) & (share == 0)
    share[crossed] = shapely.area(shapely.intersection(surface, disks[crossed])) / shapely.area(disks[crossed])
    rim = shapely.boundary(surface)
    shapely.prepare(rim)
    away = shapely.distance(rim, at)
    return Measured(share, np.where(shapely.contains(surface, at), away, -away))
