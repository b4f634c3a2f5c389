"""Our own table of what the packages lack: countries' points and short names, first-level units, seas, rivers, regions.

Columns of `data/areas.csv`: `name`, GeoNames' main name; `kind`, a Precision; `country`, an ISO code; `seat`, a town by
which the first-level unit's code is found, or `code`, that code; `lat` and `lon`, the centre, empty where the centre of
the unit's towns will do; `id`, where a source has one; `names`, more names in any language, `|` between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from fogline.linking.table import Row, listed, rows
from fogline.terms.place import Precision


@dataclass(frozen=True, slots=True)
class Area:
    """A row of the table."""

    name: str
    kind: Precision
    country: str
    seat: str
    code: str
    lat: float | None
    lon: float | None
    id: str
    names: tuple[str, ...]


TABLE = files("fogline.linking").joinpath("data/areas.csv")


def areas() -> list[Area]:
    """The rows of the table."""
    return rows(TABLE, _area)


def _area(row: Row) -> Area:
    return Area(
        row["name"],
        Precision(row["kind"]),
        row["country"],
        row["seat"],
        row["code"],
        float(row["lat"]) if row["lat"] else None,
        float(row["lon"]) if row["lon"] else None,
        row["id"],
        listed(row["names"]),
    )
