"""The polygons of a GeoJSON document as one valid area."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import pi
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray
    from shapely import Geometry

    Ring = NDArray[np.float64]

# Of a sphere as large as the earth.
RADIUS_KM = 6371.0072
SIDES = ("longitude", 180), ("latitude", 90)
FLAT = frozenset({"Point", "MultiPoint", "LineString", "MultiLineString"})
DEEPEST = 100
MOST_WRITTEN = 1e15
# Mending takes time with each crossing, of which n edges can have n² / 2; a drawn map has few.
MOST_CROSSINGS = 50_000
PAIRS_AT_ONCE = 2_000_000


class NoArea(ValueError):
    """The document holds no area that can be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Area:
    """An area as well-known binary, its rough size, and what was mended or left out."""

    wkb: bytes
    km2: float
    notes: tuple[str, ...]


def area(document: dict[str, object]) -> Area:
    """The union of all polygons in a GeoJSON document; raises NoArea."""
    import shapely  # noqa: PLC0415 - needed for maps only

    left_out: Counter[str] = Counter()
    polygons = [rings for geometry in _geometries(document) for rings in _polygons(geometry, left_out)]
    notes = [f"{count} of {kind} left out, as they hold no area" for kind, count in sorted(left_out.items())]
    if not polygons:
        held = f" but {', '.join(sorted(left_out))}" if left_out else ""
        message = f"holds no polygon{held}; export the areas held, as Polygon or MultiPolygon"
        raise NoArea(message)
    shapes = [shapely.Polygon(shell, holes) for shell, *holes in polygons]
    whole: Geometry = shapes[0] if len(shapes) == 1 else shapely.MultiPolygon(shapes)
    if not shapely.is_valid(whole):
        _check_crossings(polygons)
        whole = shapely.union_all([_surfaces(shapely.make_valid(shape)) for shape in shapes])
        notes.append("outlines that cross or overlap were mended")
    if whole.is_empty or not whole.area:
        raise NoArea("holds polygons without any area within; export the areas held, as Polygon or MultiPolygon")
    return Area(shapely.to_wkb(shapely.normalize(whole), byte_order=1), _km2(whole), tuple(notes))


def _geometries(document: dict[str, object]) -> Iterator[dict[str, object]]:
    """The geometries within, of collections their parts, in order."""
    waiting: list[tuple[object, int]] = [(document, 0)]
    while waiting:
        part, depth = waiting.pop()
        if part is None:
            continue
        if not isinstance(part, dict) or depth > DEEPEST:
            raise NoArea("does not hold together as GeoJSON: a geometry or feature is wanted; export it again")
        kind = part.get("type")
        if kind == "Feature":
            waiting.append((part.get("geometry"), depth + 1))
        elif kind in ("FeatureCollection", "GeometryCollection"):
            inner = part.get("features" if kind == "FeatureCollection" else "geometries")
            if not isinstance(inner, list):
                message = f"has a {kind} without a list of its parts; export it again"
                raise NoArea(message)
            waiting.extend((each, depth + 1) for each in reversed(inner))
        else:
            yield part


def _polygons(geometry: dict[str, object], left_out: Counter[str]) -> Iterator[list[Ring]]:
    """The polygons of one geometry, each as its outer ring and its holes."""
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if isinstance(kind, str) and kind in FLAT:
        left_out[kind] += 1
        return
    if kind not in ("Polygon", "MultiPolygon"):
        raise NoArea("does not hold together as GeoJSON: its type is none that GeoJSON has; export it again")
    for polygon in _list(coordinates, kind) if kind == "MultiPolygon" else [coordinates]:
        rings = [_ring(ring) for ring in _list(polygon, kind)]
        if rings:
            yield rings


def _list(value: object, kind: str) -> list[object]:
    if not isinstance(value, list):
        message = f"has a {kind} whose coordinates are not lists of rings; export it again"
        raise NoArea(message)
    return value


def _ring(ring: object) -> Ring:
    import numpy as np  # noqa: PLC0415 - needed for maps only

    points = _list(ring, "polygon")
    if len(points) < 3:  # noqa: PLR2004 - no two points go around anything
        message = f"has a ring of {len(points)} points; at least three go around an area"
        raise NoArea(message)
    return np.array([_position(point) for point in points], dtype=np.float64)


def _position(point: object) -> list[float]:
    """Longitude and latitude; a height is left out."""
    if not isinstance(point, list) or len(point) < 2 or {type(x) for x in point[:2]} - {int, float}:  # noqa: PLR2004
        raise NoArea("has a position that is not a pair of numbers, longitude and latitude; export it again")
    for value, (name, most) in zip(point, SIDES, strict=False):
        if not -most <= value <= most:
            # An integer can be too long to be written out.
            written = f"{value:g}" if abs(value) < MOST_WRITTEN else "a huge number"
            message = f"has {written} as a {name}, outside -{most} to {most}; export it in degrees (WGS 84)"
            raise NoArea(message)
    return point[:2]


def _check_crossings(polygons: list[list[Ring]]) -> None:
    """Raise NoArea where edges meet more often than in any map, so that mending would not come to an end."""
    import numpy as np  # noqa: PLC0415 - needed for maps only
    import shapely  # noqa: PLC0415

    ends = np.concatenate([np.stack([ring[:-1], ring[1:]], axis=1) for rings in polygons for ring in rings])
    edges = shapely.linestrings(ends)
    tree = shapely.STRtree(edges)
    step = max(1, PAIRS_AT_ONCE // len(edges))
    # Each edge meets itself and the two beside it; each crossing is met from both sides.
    allowed = 4 * len(edges) + 2 * MOST_CROSSINGS
    for start in range(0, len(edges), step):
        allowed -= tree.query(edges[start : start + step], predicate="intersects").shape[1]
        if allowed < 0:
            raise NoArea("has outlines that cross themselves or each other everywhere; draw or export them anew")


def _surfaces(geometry: Geometry) -> Geometry:
    """What of a mended geometry has an area."""
    import shapely  # noqa: PLC0415 - needed for maps only

    parts = [part for part in shapely.get_parts(geometry) if part.area]
    return shapely.union_all([_surfaces(part) if part.geom_type.startswith("Multi") else part for part in parts])


def _km2(geometry: Geometry) -> float:
    """Size on a sphere: in Lambert's cylindrical projection areas are true."""
    import numpy as np  # noqa: PLC0415 - needed for maps only
    import shapely  # noqa: PLC0415

    def project(points: NDArray[np.float64]) -> NDArray[np.float64]:
        x, y = points[:, 0] * (pi / 180), np.sin(points[:, 1] * (pi / 180))
        return RADIUS_KM * np.column_stack([x, y])

    return float(shapely.transform(geometry, project).area)
