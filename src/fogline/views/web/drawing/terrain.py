"""The ground of a map as SVG: land, water, rivers, borders, and the names of towns where they have room."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.views.web.drawing.svg import element

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markupsafe import Markup
    from numpy.typing import NDArray

    from fogline.terms.terrain import Line, Terrain, Town
    from fogline.views.web.drawing.frame import Frame

# Of names on wide and on narrow screens, where the drawing is smaller: units that a letter is high, and how many names.
SIZES = {"wide": (52, 18), "narrow": (104, 8)}
# What a letter takes across, and what stays free around a name and beside its town, in the letter's height.
WIDE, ROOM, BESIDE = 0.56, 0.1, 0.5

Span = tuple[float, float, float, float]


class Label(NamedTuple):
    """A name on the map: its middle, its words, and the stretch that it takes."""

    x: int
    y: int
    name: str
    span: Span


def terrain_drawn(terrain: Terrain, frame: Frame) -> Markup:
    """The ground as groups of paths, in the units of `frame`."""
    return element(
        "g",
        element("path", d=_paths(terrain.land, frame, closed=True), class_="land"),
        element("path", d=_paths(terrain.units, frame), class_="units"),
        element("path", d=_paths(terrain.rivers, frame), class_="rivers"),
        element("path", d=_paths(terrain.water, frame, closed=True), class_="water"),
        element("path", d=_paths(terrain.borders, frame), class_="borders"),
        class_="ground",
        aria_hidden="true",
    )


def labels(towns: Iterable[Town], frame: Frame, taken: Sequence[tuple[int, int]], size: str) -> list[Label]:
    """The names of the first of `towns` at a size of SIZES, as many as have room beside one another.

    Each stands on that side of its town on which it lies over the fewest points that are `taken` by marks.
    """
    letters, most = SIZES[size]
    inside = [(town, frame.at(town.lon, town.lat)) for town in towns]
    inside = [(town, (x, y)) for town, (x, y) in inside if 0 < x < frame.width and 0 < y < frame.height]
    points = np.array(taken, np.float64).reshape(-1, 2)
    placed: list[Label] = []
    for town, (x, y) in inside[:most]:
        free = [
            one
            for one in _around(x, y, town.name, letters)
            if _inside(one.span, frame) and not any(_meet(one.span, other.span) for other in placed)
        ]
        if free:
            placed.append(min(free, key=lambda one: _held(one.span, points, letters / 4)))
    return placed


def labels_drawn(placed: Iterable[Label], size: str) -> Markup:
    """Labels of a size as text with a halo, so that it can be read over lines."""
    drop = SIZES[size][0] // 3
    drawn = [element("text", one.name, x=one.x, y=one.y + drop, text_anchor="middle") for one in placed]
    return element("g", *drawn, class_=f"labels {size}", aria_hidden="true")


def _around(x: int, y: int, name: str, letters: int) -> Iterator[Label]:
    """A name to the right of its town, to the left, above and below."""
    wide, high = len(name) * letters * WIDE / 2, letters / 2
    aside, above = wide + letters * BESIDE, high + letters * BESIDE
    room = letters * ROOM
    for across, down in ((aside, 0.0), (-aside, 0.0), (0.0, -above), (0.0, above)):
        at_x, at_y = x + across, y + down
        span = (at_x - wide - room, at_y - high - room, at_x + wide + room, at_y + high + room)
        yield Label(round(at_x), round(at_y), name, span)


def _inside(span: Span, frame: Frame) -> bool:
    return span[0] > 0 and span[1] > 0 and span[2] < frame.width and span[3] < frame.height


def _held(span: Span, points: NDArray[np.float64], room: float) -> int:
    """How many of `points` a name covers, with so much room around it."""
    low, high = np.array(span[:2]) - room, np.array(span[2:]) + room
    return int(((low < points) & (points < high)).all(axis=1).sum())


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _paths(lines: Iterable[Line], frame: Frame, *, closed: bool = False) -> str:
    return "".join(_path([frame.at(lon, lat) for lon, lat in line], closed=closed) for line in lines)


def _path(points: list[tuple[int, int]], *, closed: bool) -> str:
    """A line in steps from point to point, which take the fewest letters."""
    kept = [points[0]]
    for point in points[1:]:
        if point != kept[-1]:
            kept.append(point)
    if len(kept) < 2:  # noqa: PLR2004 - a point is no line
        return ""
    (x, y), steps = kept[0], []
    for (before_x, before_y), (next_x, next_y) in pairwise(kept):
        steps.append(f"{next_x - before_x} {next_y - before_y}".replace(" -", "-"))
    joined = steps[0] + "".join(step if step.startswith("-") else f" {step}" for step in steps[1:])
    return f"M{x} {y}l{joined}" + ("z" if closed else "")
