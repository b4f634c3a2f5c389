"""The terrain of a map, put together: outlines, borders of units, and the towns that the gazetteer knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from fogline.linking.outlines import outlines
from fogline.linking.units import unit_borders
from fogline.terms.terrain import Box, Line, Terrain, Town

if TYPE_CHECKING:
    from collections.abc import Collection

    from fogline.linking.gazetteer import Gazetteer
    from fogline.terms.place import Place

# Degrees that a line may be off, and decimals that are kept: a third of what the sources resolve.
OFF, DECIMALS = 0.004, 3
# Towns that are kept for naming. Of two that stand so near, in degrees, only the larger is: the other may be its
# quarter; and of two a little farther apart, where the other is that much smaller.
TOWNS, CLOSE, NEAR, SMALLER = 400, 0.12, 0.3, 4
# Square degrees under which a lake is not drawn.
LAKE = 0.0008
# Units are drawn with the help of settlements beyond the box, by so many degrees.
BEYOND = 1.0


def terrain(gazetteer: Gazetteer, box: Box, countries: Collection[str]) -> Terrain:
    """The terrain in `box`, with the units of `countries` (ISO codes); takes about a second.

    Raises BrokenOutlines where the package that has the outlines is missing or damaged.
    """
    wide = Box(box.west - BEYOND, box.south - BEYOND, box.east + BEYOND, box.north + BEYOND)
    known, around = outlines(box), outlines(wide)
    settled = [one for one in gazetteer.settlements(wide) if "." in one.region]
    within = [one for one in settled if one.place.country in countries]
    at = np.array([[one.place.lon, one.place.lat] for one in within], np.float64).reshape(-1, 2)
    units = unit_borders(at, [one.region for one in within], around.land, around.borders)
    lakes = [lake for lake in shapely.get_parts(known.lakes) if lake.area >= LAKE]
    return Terrain(
        box,
        _rings(known.land),
        _rings(shapely.union_all(lakes)),
        _lines(known.rivers),
        _lines(known.borders),
        _lines(shapely.intersection(units, shapely.box(*box))),
        _towns([one.place for one in settled], box),
    )


def _towns(places: list[Place], box: Box) -> tuple[Town, ...]:
    found: list[Town] = []
    for one in sorted(places, key=lambda one: (-one.population, one.id)):
        lon, lat = one.lon, one.lat
        if lon is None or lat is None or not (box.west <= lon <= box.east and box.south <= lat <= box.north):
            continue
        new = Town(one.id, one.name, lon, lat, one.population)
        if not any(_quarter(new, town) for town in found):
            found.append(new)
        if len(found) == TOWNS:
            break
    return tuple(found)


def _quarter(town: Town, larger: Town) -> bool:
    """Whether a town may be a quarter of a larger one."""
    apart = max(abs(town.lon - larger.lon), abs(town.lat - larger.lat))
    return apart < CLOSE or (apart < NEAR and town.population * SMALLER < larger.population)


def _rings(areas: Any) -> tuple[Line, ...]:
    simple = shapely.simplify(areas, OFF)
    rings = [ring for area in shapely.get_parts(simple) if area.geom_type == "Polygon" for ring in _of(area)]
    return tuple(_points(ring) for ring in rings)


def _of(area: Any) -> list[Any]:
    return [area.exterior, *area.interiors]


def _lines(lines: Any) -> tuple[Line, ...]:
    merged = shapely.line_merge(lines) if lines.geom_type == "MultiLineString" else lines
    simple = shapely.get_parts(shapely.simplify(merged, OFF))
    return tuple(_points(line) for line in simple if line.geom_type == "LineString" and not line.is_empty)


def _points(line: Any) -> Line:
    return tuple((round(x, DECIMALS), round(y, DECIMALS)) for x, y in shapely.get_coordinates(line).tolist())
