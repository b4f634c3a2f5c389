"""A net of routes between places whose roads are not known: neighbours that have no third place between them.

K. R. Gabriel, R. R. Sokal: A New Statistical Approach to Geographic Variation Analysis (Systematic Zoology 18, 1969).
Two places are joined unless a third one lies in the circle over the line between them; no place is left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.outlook.people.exposure import EARTH_KM, Points, on_sphere

if TYPE_CHECKING:
    from collections.abc import Iterator

# How much longer than the straight line a road between neighbouring towns is: the usual detour of road networks.
DETOUR = 1.3


class Way(NamedTuple):
    """A route between the places in rows `one` and `other`."""

    one: int
    other: int
    km: float


def ways(places: Points) -> list[Way]:
    """The routes between `places`, each once; with n places takes n * n * n steps, so that a few hundred are enough."""
    return list(_ways(places))


def _ways(places: Points) -> Iterator[Way]:
    at = on_sphere(places)
    squares = np.square(at[:, None] - at[None]).sum(axis=2)
    for one in range(len(at) - 1):
        for other in range(one + 1, len(at)):
            # A third place is in the circle over a line if it sees the line under a right angle or a wider one.
            inside = squares[one] + squares[other] < squares[one, other]
            inside[[one, other]] = False
            if not inside.any():
                km = 2 * EARTH_KM * float(np.arcsin(np.sqrt(squares[one, other]) / 2)) * DETOUR
                yield Way(one, other, round(max(km, 0.1), 1))
