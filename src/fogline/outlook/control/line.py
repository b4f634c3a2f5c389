"""How deep behind the known line a place lies, and what that says of who holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

EARTH_KM = 6371.0
# Kilometres of depth at which the odds of being held against being contested are e to one, and no depth counts for
# more. Points nearer to one another than this are one.
SAME_KM = 1e-6
SCALE_KM, DEEPEST_KM = 3.0, 40.0


def on_sphere(lat: Floats, lon: Floats) -> Floats:
    """Points in space for degrees of latitude and longitude, [n, 3], in kilometres: straight lines are near enough."""
    up, round_ = np.radians(lat), np.radians(lon)
    flat = EARTH_KM * np.cos(up)
    return np.stack([flat * np.cos(round_), flat * np.sin(round_), EARTH_KM * np.sin(up)], axis=1)


def nearest(points: Floats, targets: Floats) -> Floats:
    """Kilometres from each of `points` to the nearest of `targets`; infinity where there are none."""
    if not len(targets) or not len(points):
        return np.full(len(points), np.inf)
    from scipy.spatial import cKDTree  # noqa: PLC0415 - slow to load

    found: Floats = cKDTree(targets).query(points)[0]
    return found


def nearest_other(points: Floats, targets: Floats) -> Floats:
    """The same, but to the nearest that does not stand at the point itself."""
    from scipy.spatial import cKDTree  # noqa: PLC0415 - slow to load

    if not len(targets):
        return np.full(len(points), np.inf)
    two: Floats = cKDTree(targets).query(points, k=2)[0]
    return np.where(two[:, 0] > SAME_KM, two[:, 0], two[:, 1])


def depth(points: Floats, known: Floats, held: Floats) -> Floats:
    """Kilometres by which each of `points` lies behind the line: positive on the first side's ground.

    `known` are points of which it is known who holds them: `held` is 1 for the first side, -1 for the second, 0 where
    it is contested, which is on the line.
    """
    first = nearest(points, known[held >= 0])
    second = nearest(points, known[held <= 0])
    with np.errstate(invalid="ignore"):
        found = (second - first) / 2
    return np.where(np.isnan(found), 0.0, np.clip(found, -1e4, 1e4))


def said_by_line(depths: Floats) -> Floats:
    """Log-odds, a row a place, of first side, contested, second side."""
    held = np.clip(depths, -DEEPEST_KM, DEEPEST_KM) / SCALE_KM
    return np.stack([held, np.zeros_like(held), -held], axis=1)
