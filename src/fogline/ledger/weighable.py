"""The control snapshots that the ledger has to be weighed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.ledger.database import Database


class Area(NamedTuple):
    """A control snapshot: the area as well-known binary in degrees, longitude first."""

    map_name: str
    side: str
    day: str
    area: bytes


def areas(database: Database) -> Iterator[Area]:
    """The control snapshots, in order of their days."""
    for name, side, day, area in database.stream(
        "SELECT map_name, side, day, area FROM snapshot ORDER BY day, map_name, side, seq"
    ):
        assert isinstance(area, bytes)  # noqa: S101 - told to the type checker
        yield Area(str(name), str(side), str(day), area)
