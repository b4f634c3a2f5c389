"""Borders between first-level units, drawn between the settlements that the gazetteer places in them.

No package of use carries the borders of oblasts, but each settlement's oblast is known. The border runs where the
nearest settlement of the country changes its unit: the edges of a Voronoi diagram, smoothed, within the country.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from math import cos, radians
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

# Degrees by which a border of countries is drawn on at its ends, so that it meets the coast.
ON = 0.08
# Degrees within which an edge is straightened; settlements stand about a tenth of a degree apart.
SMOOTH = 0.08
ROUNDS = 2
# Square degrees, some 300 square kilometres: a third of the smallest unit of Ukraine.
ENCLAVE = 0.04


def unit_borders(at: NDArray[np.float64], units: Sequence[str], land: Any, borders: Any) -> Any:
    """Lines between units such as "UA.07": of settlements at `at` (n, 2: longitude, latitude), on `land`.

    Two units share a border where they are of one country, that is, of one name up to the point.
    """
    inside = defaultdict(list)
    faces = _faces(land, borders)
    point, face = shapely.STRtree(faces).query(shapely.points(at), "within")
    for one, where in zip(point.tolist(), face.tolist(), strict=True):
        inside[where].append(one)
    found = []
    for where, ones in inside.items():
        country, _ = Counter(units[one].partition(".")[0] for one in ones).most_common(1)[0]
        ours = _apart(at, [one for one in ones if units[one].partition(".")[0] == country])
        drawn = shapely.union_all(list(_between(at[ours], [units[one] for one in ours])))
        found.append(shapely.intersection(drawn, faces[where]))
    return shapely.union_all([line for line in shapely.get_parts(_merged(found)) if not _enclave(line)])


def _merged(lines: list[Any]) -> Any:
    return shapely.line_merge(shapely.union_all(lines))


def _enclave(line: Any) -> bool:
    """Whether a line encloses so little that it is more likely around a settlement in the wrong unit."""
    return bool(line.is_closed) and shapely.Polygon(shapely.get_coordinates(line)).area < ENCLAVE


def _faces(land: Any, borders: Any) -> list[Any]:
    """The land cut along the borders of countries."""
    lines = [_drawn_on(shapely.get_coordinates(line)) for line in shapely.get_parts(borders)]
    net = shapely.union_all([shapely.boundary(land), *lines])
    return list(shapely.get_parts(shapely.polygonize(shapely.get_parts(net).tolist())))


def _apart(at: NDArray[np.float64], ones: list[int]) -> list[int]:
    """Of those that stand at one point the first: a point has one cell."""
    return list({tuple(at[one].tolist()): one for one in reversed(ones)}.values())


def _drawn_on(line: NDArray[np.float64]) -> Any:
    ends = []
    for end, before in ((line[0], line[1]), (line[-1], line[-2])):
        along = end - before
        ends.append(end + along / max(float(np.hypot(*along)), ON / 100) * ON)
    return shapely.LineString(np.vstack([ends[0], line, ends[1]]))


def _between(at: NDArray[np.float64], units: list[str]) -> Iterator[Any]:
    """The lines between the cells of different units."""
    if len(set(units)) < 2:  # noqa: PLR2004 - a border has two sides
        return
    narrow = cos(radians(float(at[:, 1].mean())))
    flat = at * [narrow, 1.0]
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(flat), ordered=True))
    areas = [
        shapely.union_all([cell for cell, of in zip(cells, units, strict=True) if of == unit])
        for unit in sorted(set(units))
    ]
    smooth = shapely.coverage_simplify(areas, SMOOTH, simplify_boundary=False)
    first, second = shapely.STRtree(smooth).query(smooth, "intersects")
    for one, other in zip(first.tolist(), second.tolist(), strict=True):
        if one < other:
            shared = shapely.line_merge(
                shapely.intersection(shapely.boundary(smooth[one]), shapely.boundary(smooth[other]))
            )
            for line in shapely.get_parts(shared):
                if line.geom_type == "LineString":
                    yield shapely.LineString(_rounded(shapely.get_coordinates(line)) / [narrow, 1.0])


def _rounded(line: NDArray[np.float64]) -> NDArray[np.float64]:
    """A line with its corners cut twice (Chaikin 1974), its ends where they were."""
    for _ in range(ROUNDS):
        cut = np.empty((2 * (len(line) - 1), 2))
        cut[0::2] = line[:-1] * 0.75 + line[1:] * 0.25
        cut[1::2] = line[:-1] * 0.25 + line[1:] * 0.75
        line = np.vstack([line[:1], cut, line[-1:]])
    return line
