"""What FLEE is given: locations, routes, closures and the days on which places are contested, in its files."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, NamedTuple

from fogline.errors import FoglineError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

CAMP, TOWN = "camp", "town"
LOCATIONS, ROUTES, CLOSURES, CONFLICTS = "locations.csv", "routes.csv", "closures.csv", "conflicts.csv"


class BadSetting(FoglineError):
    """A file of a setting is missing or not as it should be: which, and what is wrong."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}; FLEE's documentation says what its {path.name} holds")


class Location(NamedTuple):
    """A place that people leave, pass or reach; `kind` is one of FLEE's, such as town or camp.

    `more` are columns that stand behind, as they are.
    """

    name: str
    region: str
    country: str
    lat: float
    lon: float
    kind: str
    contested_from: str
    people: int
    more: tuple[str, ...] = ()


class Route(NamedTuple):
    """A way between two locations; `more` are columns that stand behind its length, as they are."""

    one: str
    other: str
    km: float
    more: tuple[str, ...] = ()


class Setting(NamedTuple):
    """All that FLEE is given. The first location's country is home. `closures` are rows as FLEE has them.

    `contested` has for each location's name a number a day: 1 where it is contested on that day, 0 where not. `closed`
    has for each day the ends of the routes that nobody can go on it, both ways; it stands in none of the files.
    """

    locations: tuple[Location, ...]
    routes: tuple[Route, ...]
    closures: tuple[tuple[str, ...], ...]
    contested: dict[str, tuple[float, ...]]
    closed: tuple[frozenset[tuple[str, str]], ...] = ()

    @property
    def days(self) -> int:
        """For how many days it is known where it is contested."""
        return min(map(len, self.contested.values()), default=0)

    @property
    def camps(self) -> tuple[str, ...]:
        """Locations where people stay: the destinations."""
        return tuple(one.name for one in self.locations if CAMP in one.kind.lower())


def load(folder: Path) -> Setting:
    """The setting whose files are in `folder`; raises BadSetting."""
    head, *days = _rows(folder / CONFLICTS, comments=False)
    names = [name.strip() for name in head[1:] if name.strip()]
    try:
        columns = list(zip(*(map(float, row[1 : len(names) + 1]) for row in days), strict=True))
        contested = dict(zip(names, columns, strict=True))
    except ValueError as error:
        raise BadSetting(folder / CONFLICTS, f"is no table of numbers ({error})") from None
    locations = tuple(_location(folder / LOCATIONS, row) for row in _rows(folder / LOCATIONS))
    routes = tuple(_route(folder / ROUTES, row) for row in _rows(folder / ROUTES))
    known = {one.name for one in locations}
    # A place that is never contested may be named among those that are and be nowhere else, as in FLEE's own examples.
    named = {name for route in routes for name in route[:2]} | {name for name, days in contested.items() if any(days)}
    strange = sorted(named - known)
    if strange:
        raise BadSetting(folder / LOCATIONS, f"has no location called {strange[0]!r}, which another file names")
    closures = _rows(folder / CLOSURES) if (folder / CLOSURES).exists() else []
    return Setting(locations, routes, tuple(map(tuple, closures)), contested)


def save(setting: Setting, folder: Path) -> None:
    """Write the files of `setting` to `folder`, all but which routes are closed by day."""
    names = list(setting.contested)
    _write(folder / LOCATIONS, ["#name"], ([*one[:7], str(one.people), *one.more] for one in setting.locations))
    _write(folder / ROUTES, ["#name1"], ([*one[:3], *one.more] for one in setting.routes))
    _write(folder / CLOSURES, ["#closure_type"], setting.closures)
    days = zip(*setting.contested.values(), strict=True)
    _write(folder / CONFLICTS, ["#Day", *names], ([day, *row] for day, row in enumerate(days)))


def _rows(path: Path, *, comments: bool = True) -> list[list[str]]:
    """The rows of a table; those that begin with # are left out if they are `comments`."""
    try:
        with path.open(newline="", encoding="utf-8") as stream:
            rows = [row for row in csv.reader(stream) if row]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadSetting(path, f"cannot be read ({error})") from None
    found = [row for row in rows if not (comments and row[0].startswith("#"))]
    if not found and path.name != CLOSURES:
        raise BadSetting(path, "holds nothing")
    return found


def _write(path: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


def _location(path: Path, row: list[str]) -> Location:
    try:
        name, region, country, lat, lon, kind, since, people, *more = row
        return Location(
            *(name, region, country, float(lat or 0), float(lon or 0), kind),
            *(since or "0", int(people or 0), tuple(more)),
        )
    except ValueError as error:
        raise BadSetting(path, f"the row of {row[0]!r} is not as it should be ({error})") from None


def _route(path: Path, row: list[str]) -> Route:
    try:
        return Route(row[0], row[1], float(row[2]), tuple(row[3:]))
    except (ValueError, IndexError) as error:
        raise BadSetting(path, f"the row of {row[0]!r} is not as it should be ({error})") from None
