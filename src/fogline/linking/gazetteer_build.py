"""Everything that the base of the gazetteer is made of, in the order of its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fogline.linking import theatre, ukraine, world
from fogline.linking.areas import Area, areas
from fogline.linking.layer import Entry
from fogline.terms.place import Place, Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.linking.index import Tell

STEP = 5_000
BUILDING = "building the gazetteer"


def entries(tell: Tell) -> Iterator[Entry]:
    """Yield every entry of the base."""
    tell(BUILDING, 0, 0)
    table = areas()
    known = world.towns()
    total = len(known) + ukraine.ABOUT
    rest = (*world.countries(table), *world.continents(), *_named(table), *world.units(table, known))
    yield from rest
    abroad = [town for town in known if town.place.country != "UA"]
    for done, town in enumerate(abroad):
        if done % STEP == 0:
            tell(BUILDING, done, total)
        yield Entry(town.place, town.region, town.names)
    at_home = [town for town in known if town.place.country == "UA"]
    oblasts = {entry.place.id: entry for entry in rest if entry.place.country == "UA"}
    for done, entry in enumerate(ukraine.entries(at_home, oblasts, theatre.load().renamed)):
        if done % STEP == 0:
            tell(BUILDING, len(abroad) + done, total)
        yield entry
    tell(BUILDING, total, total)


def _named(table: list[Area]) -> Iterator[Entry]:
    """Seas, rivers and regions of our table."""
    for area in table:
        if area.kind is Precision.AREA:
            country = area.country or None
            identifier = area.id or f"area:{area.name}"
            place = Place(identifier, area.name, area.lat, area.lon, Precision.AREA, country, 0)
            yield Entry(place, area.country, area.names)
