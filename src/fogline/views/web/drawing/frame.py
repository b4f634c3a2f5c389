"""The frame of a map: which stretch of the earth it shows, and where on the drawing a point stands.

The projection is that of web maps, so that the drawing fits under anybody's tiles (EPSG 3857, spherical Mercator).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import asinh, degrees, radians, tan
from typing import TYPE_CHECKING

from fogline.terms.terrain import Box

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fogline.terms.place import Place

# Units of the drawing across; whole numbers are fine enough for eight times its size on a screen.
WIDTH = 4000
# Of the box of the places: how much is added all around, at least so many degrees; what it measures at least.
AROUND, MARGIN, LEAST = 0.12, 0.25, 1.6
# Width of a frame for its height, at least and at most: what a page has room for.
NARROWEST, WIDEST = 1.1, 1.7
# Terrain beyond the frame that a reader may move to, in widths of it.
BEYOND = 0.5


@dataclass(frozen=True)
class Frame:
    """The frame of `box`."""

    box: Box

    @property
    def width(self) -> int:
        """Units of the drawing from left to right."""
        return WIDTH

    @property
    def height(self) -> int:
        """Units of the drawing from top to bottom."""
        return round(self.scale * (_north(self.box.north) - _north(self.box.south)))

    @property
    def scale(self) -> float:
        """Units of the drawing a degree."""
        return WIDTH / (self.box.east - self.box.west)

    def at(self, lon: float, lat: float) -> tuple[int, int]:
        """Where a point stands on the drawing, from its upper left corner."""
        return round(self.scale * (lon - self.box.west)), round(self.scale * (_north(self.box.north) - _north(lat)))


def _north(lat: float) -> float:
    return degrees(asinh(tan(radians(lat))))


def box_around(places: Iterable[Place]) -> Box | None:
    """The box around all places that stand somewhere; None where none does."""
    at = [(place.lon, place.lat) for place in places if place.lon is not None and place.lat is not None]
    if not at:
        return None
    west, east = _stretched(min(lon for lon, _ in at), max(lon for lon, _ in at))
    south, north = _stretched(min(lat for _, lat in at), max(lat for _, lat in at))
    return _shaped(Box(west, max(-80.0, south), east, min(80.0, north)))


def _shaped(box: Box) -> Box:
    """A box that is too tall or too wide, made wider or taller on both sides."""
    wide, high = box.east - box.west, _north(box.north) - _north(box.south)
    across = max(0.0, high * NARROWEST - wide) / 2
    # Degrees of latitude are longer on the drawing than those of longitude, the more the farther from the equator.
    up = max(0.0, wide / WIDEST - high) / 2 * (box.north - box.south) / high
    return Box(
        round(box.west - across, 2),
        max(-80.0, round(box.south - up, 2)),
        round(box.east + across, 2),
        min(80.0, round(box.north + up, 2)),
    )


def ground_box(box: Box) -> Box:
    """The box of the ground to be drawn under the frame of `box`."""
    wide, high = (box.east - box.west) * BEYOND, (box.north - box.south) * BEYOND
    west, east = max(-180.0, box.west - wide), min(180.0, box.east + wide)
    return Box(west, max(-80.0, box.south - high), east, min(80.0, box.north + high))


def _stretched(low: float, high: float) -> tuple[float, float]:
    more = max((high - low) * AROUND, MARGIN, (LEAST - (high - low)) / 2)
    return round(low - more, 2), round(high + more, 2)
