"""How places lie to the area that a map shows: how much of the ground around them is in it, and how deep they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import shapely
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# The ground around a place: disks of these radii. The first is the place itself.
RADII_KM = (1.5, 3.0, 5.0, 8.0)
DEGREE_KM = 111.195
# Corners of a quarter of each disk, and how wide the pieces are that outlines are cut into.
CORNERS, TILE_KM = (16, 4, 4, 4), 20.0
# Points of the lattice are so far apart, and no farther from an outline than that.
LATTICE_KM, BESIDE_KM = 8.0, 10.0
# However large an area is, it is cut into about so many pieces, and looked at in so many points.
MOST_TILES, MOST_POINTS = 10_000, 200_000
# Outlines may be moved by so much where it is only asked which ground lies beside them, or what the lattice shows.
ROUGHLY_KM, FINELY_KM = 1.0, 0.1


class Measured(NamedTuple):
    """What a map shows of places: the `share` of each disk in the area, [radii, n]; `depth` km within it, [n].

    Outside of the area the depth is negative.
    """

    share: Floats
    depth: Floats


class Plane(NamedTuple):
    """A plane that touches the ground at a latitude: east and north in kilometres, right near there."""

    lat: float

    def flat(self, points: Floats) -> Floats:
        """Points in kilometres for points in degrees, longitude first, [n, 2]."""
        moved: Floats = points * np.array([DEGREE_KM * np.cos(np.radians(self.lat)), DEGREE_KM])
        return moved


def read(area: bytes, plane: Plane) -> shapely.Geometry:
    """The surface on the plane of an area in well-known binary in degrees."""
    import shapely  # noqa: PLC0415 - needed for maps only

    return shapely.transform(shapely.from_wkb(area), plane.flat)


def measured(surface: shapely.Geometry, points: Floats) -> Measured:
    """How `points`, [n, 2] on the plane, lie to `surface`."""
    import shapely  # noqa: PLC0415 - needed for maps only

    at = shapely.points(points)
    rim = shapely.boundary(surface)
    for shape in (surface, rim):
        shapely.prepare(shape)
    away, within = shapely.distance(rim, at), shapely.contains(surface, at)
    share = np.tile(within.astype(np.float64), (len(RADII_KM), 1))
    pieces = shapely.STRtree(_tiled(surface, rim))
    for row, (radius, corners) in enumerate(zip(RADII_KM, CORNERS, strict=True)):
        crossed = away < radius
        disks = shapely.buffer(at[crossed], radius, quad_segs=corners)
        disk, piece = pieces.query(disks, predicate="intersects")
        common = shapely.area(shapely.intersection(disks[disk], pieces.geometries[piece]))
        share[row, crossed] = np.bincount(disk, common, len(disks)) / shapely.area(disks)
    return Measured(share, np.where(within, away, -away))


def _tiled(surface: shapely.Geometry, rim: shapely.Geometry) -> NDArray[np.object_]:
    """A surface in pieces that have few corners each: cutting a disk out of those is several times faster."""
    import shapely  # noqa: PLC0415 - needed for maps only

    corners, wide = _grid(shapely.bounds(surface), TILE_KM, MOST_TILES)
    tiles = shapely.box(*corners.T, *(corners + wide).T)
    cut = shapely.intersection(surface, tiles[shapely.intersects(rim, tiles)])
    return np.concatenate([tiles[shapely.contains_properly(surface, tiles)], cut])


def lattice(surfaces: Sequence[shapely.Geometry]) -> Floats:
    """Points all over the ground beside the outlines of `surfaces`, [n, 2]."""
    import shapely  # noqa: PLC0415 - needed for maps only

    rims = [shapely.boundary(shapely.simplify(surface, ROUGHLY_KM)) for surface in surfaces]
    ground = shapely.union_all([shapely.buffer(rim, BESIDE_KM, quad_segs=2) for rim in rims])
    points, _ = _grid(shapely.bounds(ground), LATTICE_KM, MOST_POINTS)
    shapely.prepare(ground)
    beside: Floats = points[shapely.contains_xy(ground, points)]
    return beside


def _grid(bounds: Floats, step: float, most: int) -> tuple[Floats, float]:
    """Points all over `bounds`, [n, 2], `step` apart or as much farther as keeps them below `most`; and how far."""
    west, south, east, north = np.nan_to_num(bounds).tolist()
    apart = max(step, ((east - west) * (north - south) / most) ** 0.5)
    across, along = (np.arange(low // apart, high // apart + 1) * apart for low, high in ((west, east), (south, north)))
    points: Floats = np.stack([one.ravel() for one in np.meshgrid(across, along)], axis=1)
    return points, apart


def simpler(surfaces: Sequence[shapely.Geometry]) -> list[shapely.Geometry]:
    """The same with fewer corners, which makes measuring many points several times faster."""
    import shapely  # noqa: PLC0415 - needed for maps only

    return [shapely.simplify(surface, FINELY_KM) for surface in surfaces]
