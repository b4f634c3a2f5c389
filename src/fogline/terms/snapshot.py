"""A control snapshot: what one map shows as held by one side on one day."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The area that `map_name` shows as held by `side` on `day`, an ISO date.

    `area` is well-known binary of a valid polygon or multipolygon in degrees, longitude first; `km2` its size on a
    sphere, right to about half a percent. `notes` are for the user: what was mended or left out.
    """

    map_name: str
    side: str
    day: str
    area: bytes
    km2: float
    notes: tuple[str, ...] = ()
