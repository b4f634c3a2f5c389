"""How many people live around places: the figures of all settlements within a distance, added up.

Settlements are points; each is a whole one within the distance or none of it. Distances are great circles on a sphere,
right to half a percent.
"""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.int64]

EARTH_KM = 6371.0088
# Pairs of a place and a settlement that are looked at together: half as many or eight times as many take longer.
AT_ONCE = 60_000
# A hair more than what is asked for, so that rounding loses none that lies just on the circle (a tenth of a metre).
HAIR = 1e-4


class Points(NamedTuple):
    """Degrees, one a point; none is NaN."""

    lat: Floats
    lon: Floats


class Around(NamedTuple):
    """Rows are places, columns distances: how many people, in how many settlements, and how many have no figure."""

    people: Numbers
    settlements: Numbers
    unknown: Numbers


def around(places: Points, settlements: Points, people: Numbers, km: Sequence[float]) -> Around:
    """What lies within each of `km` kilometres of each of `places`; `people` is 0 where no figure is known.

    Settlements are sorted into the cells of a grid in three dimensions, which knows no pole and no date line, and
    those of the cells about a place are measured.
    """
    found = np.zeros((3, len(places.lat), len(km)), np.int64)
    if not len(places.lat) or not len(settlements.lat):
        return Around(*found)
    # Circles from the inside out: who is in one is in all around it.
    outwards = np.argsort(km, kind="stable")
    ends = [chord((km[column] + HAIR) / EARTH_KM) ** 2 for column in outwards.tolist()]
    reach, up = chord((max(km) + HAIR) / EARTH_KM), float(np.degrees((max(km) + HAIR) / EARTH_KM))
    band = (settlements.lat >= places.lat.min() - up) & (settlements.lat <= places.lat.max() + up)
    settlements, people = Points(settlements.lat[band], settlements.lon[band]), people[band]
    known = (people > 0).astype(np.int64)
    at = on_sphere(places)
    mine = np.argsort(_cells(at, reach), kind="stable")
    rings = np.zeros_like(found)
    for place, other, apart in _near(at[mine], on_sphere(settlements), reach):
        if not len(place):
            continue
        first, last = int(place[0]), int(place[-1]) + 1
        ring = (place - first) * len(km) + np.searchsorted(ends, apart)
        for table, counted in zip(rings, (people, known, 1 - known), strict=True):
            new = np.bincount(ring, counted[other], (last - first) * len(km)).astype(np.int64)
            table[first:last] += new.reshape(-1, len(km))
    found[:, mine[:, None], outwards] = np.cumsum(rings, axis=2)
    return Around(*found)


def on_sphere(points: Points) -> Floats:
    """Points of the unit sphere, a row each: x, y and z."""
    lat, lon = np.radians(points.lat), np.radians(points.lon)
    return np.stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=1)


def chord(angle: float) -> float:
    """The straight line between two points of the unit sphere that are `angle` radians apart."""
    return 2 * float(np.sin(min(angle, np.pi) / 2))


def _near(at: Floats, others: Floats, reach: float) -> Iterator[tuple[Numbers, Numbers, Floats]]:
    """Pairs of a row of `at` and one of `others` that are within `reach`, and the square of how far they are apart.

    Cells are `reach` wide, so that nobody beyond the next one is near. `at` is in the order of cells: what is near in
    space is near in memory. So are the rows of each part that is given.
    """
    across = _across(reach)
    keys, mine = _cells(others, reach), _cells(at, reach)
    theirs = np.argsort(keys, kind="stable")
    keys, there = keys[theirs], others[theirs]
    for column in product((-1, 0, 1), repeat=2):
        # Cells in a row of the third dimension have numbers in a row, so that one search finds three.
        middle = mine + column[0] * across**2 + column[1] * across
        first = np.searchsorted(keys, middle - 1, "left")
        counts = np.searchsorted(keys, middle + 1, "right") - first
        for place, which in _spread(first, counts):
            between = at[place] - there[which]
            apart = np.einsum("ij,ij->i", between, between)
            near = np.flatnonzero(apart <= reach**2)
            yield place[near], theirs[which[near]], apart[near]


def _across(reach: float) -> int:
    """How many cells lie side by side: two more than the sphere is wide, so that those beside the outermost have
    numbers of their own."""
    return int(2 / reach) + 3


def _cells(points: Floats, reach: float) -> Numbers:
    across = _across(reach)
    cell = ((points + 1) / reach).astype(np.int64) + 1
    return (cell[:, 0] * across + cell[:, 1]) * across + cell[:, 2]


def _spread(first: Numbers, counts: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    """Each row with each of the `counts` numbers that begin with `first`, about AT_ONCE pairs at a time."""
    before = np.cumsum(counts) - counts
    edges = np.searchsorted(before, np.arange(0, counts.sum(), AT_ONCE)).tolist()
    for start, stop in pairwise([*edges, len(counts)]):
        some = counts[start:stop]
        place = np.repeat(np.arange(start, stop), some)
        which = np.arange(len(place)) + np.repeat(first[start:stop] - (np.cumsum(some) - some), some)
        yield place, which
