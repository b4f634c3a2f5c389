"""The ground that a map is drawn on: coasts, waters, borders and towns, without who holds what."""

from __future__ import annotations

from typing import NamedTuple

# Points (longitude, latitude) in degrees; a ring's last point is its first.
Line = tuple[tuple[float, float], ...]


class Box(NamedTuple):
    """A stretch of the earth between two meridians and two parallels, in degrees."""

    west: float
    south: float
    east: float
    north: float


class Town(NamedTuple):
    """A town to be named on a map, with the id that its names are known by."""

    id: str
    name: str
    lon: float
    lat: float
    population: int


class Terrain(NamedTuple):
    """What lies in a box: rings of `land` and of inland `water`, lines of the rest, towns, the largest first.

    Rings that lie within others are holes. `units` are the borders between first-level units of one country.
    """

    box: Box
    land: tuple[Line, ...]
    water: tuple[Line, ...]
    rivers: tuple[Line, ...]
    borders: tuple[Line, ...]
    units: tuple[Line, ...]
    towns: tuple[Town, ...]
