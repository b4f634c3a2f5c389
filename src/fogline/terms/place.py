"""A place: a settlement, a unit of administration, a country, or a stretch of land or water with a name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Precision(StrEnum):
    """How large the thing is that `lat` and `lon` stand for, small to large; `area` is a sea, river or world region."""

    SETTLEMENT = "settlement"
    HROMADA = "hromada"
    RAION = "raion"
    OBLAST = "oblast"
    COUNTRY = "country"
    AREA = "area"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Place:
    """One place. `name` is GeoNames' main name, `country` a two-letter ISO code, `population` 0 where unknown.

    `id` is `geonames:` and a number, `katottg:` and a code of Ukraine's codifier, or `area:` and a name of our own.
    A village known only to the codifier stands at the centre of its hromada, with that precision. A name that no
    gazetteer has is a place too: its id is `name:` and the name, its precision unknown, and it stands nowhere.
    """

    id: str
    name: str
    lat: float | None
    lon: float | None
    precision: Precision
    country: str | None
    population: int
