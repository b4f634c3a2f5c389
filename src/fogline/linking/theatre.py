"""A theatre's data: sides, actors, offices, loaded words, named events and renamed places, read from its CSV files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

from fogline.errors import FoglineError
from fogline.linking.table import BrokenTable, Item, Row, columns_of, listed, rows
from fogline.terms.actor import Actor, Side

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.resources.abc import Traversable


@dataclass(frozen=True, slots=True)
class Pair:
    """A word form that names the first side, and the one that would stand in its place for the second."""

    language: str
    forms: tuple[str, str]


@dataclass(frozen=True, slots=True)
class SideWord:
    """A word form that denotes a side without a mirror."""

    language: str
    form: str
    side: Side


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of an actor."""

    language: str
    form: str
    actor: Actor


@dataclass(frozen=True, slots=True)
class Office:
    """Words of a phrase that decide its side: `*` ends a stem, `…` stands for up to four words."""

    language: str
    pattern: str
    side: Side
    kind: str


@dataclass(frozen=True, slots=True)
class KindWord:
    """Words by which a source that is no known actor is of a kind; `pattern` as in `Office`."""

    language: str
    pattern: str
    kind: str


@dataclass(frozen=True, slots=True)
class LoadedWord:
    """A word of one side's language, or one that judges. `side` is None where both use it.

    In `form`, `*` ends a stem, and `=` before it asks for these very capitals.
    """

    language: str
    form: str
    side: Side | None
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class NamedEvent:
    """An event that texts date others by; ISO dates, `end` included. `names` are (language, form), `*` ends a stem."""

    id: str
    name: str
    start: str
    end: str
    source: str
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class KnownMap:
    """A control map that publishes files: what their names begin with, who draws it, and whose area they show."""

    file: str
    name: str
    drawn_by: Side
    shows: Side


@dataclass(frozen=True, slots=True)
class LinePoint:
    """Who held a point on an ISO day, as far as is publicly known: a side, or None where it was contested."""

    day: str
    lat: float
    lon: float
    holder: Side | None
    source: str


CONTESTED = "contested"
LANGUAGES = ("en", "ru", "uk")


@dataclass(frozen=True)
class Theatre:
    """The data in `folder`; each piece is parsed when first asked for."""

    name: str
    folder: Traversable

    @cached_property
    def sides(self) -> tuple[Side, Side]:
        """The two sides, in the order of the columns of `sides.csv`."""
        table = self.folder.joinpath("sides.csv")
        try:
            _, first, second = columns_of(table)
            return Side(first), Side(second)
        except ValueError as error:
            raise BrokenTable(table, 1, f"expected the columns language and two sides: {error}") from None

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The rows of `sides.csv`."""
        first, second = self.sides
        return self._rows("sides", lambda row: Pair(row["language"], (_full(row[first]), _full(row[second]))))

    @cached_property
    def side_words(self) -> tuple[SideWord, ...]:
        """The rows of `side_words.csv`."""
        return self._rows("side_words", lambda row: SideWord(row["language"], _full(row["form"]), Side(row["side"])))

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """The actors by id."""
        return {actor.id: actor for actor, _ in self._cast}

    @cached_property
    def aliases(self) -> tuple[Alias, ...]:
        """Every name of every actor; its main name is an English one."""
        return tuple(
            Alias(language, form, actor)
            for actor, names in self._cast
            for language, form in dict.fromkeys([("en", actor.name), *names])
        )

    @cached_property
    def offices(self) -> tuple[Office, ...]:
        """The rows of `offices.csv`."""
        return self._rows(
            "offices", lambda row: Office(row["language"], _full(row["pattern"]), Side(row["side"]), row["kind"])
        )

    @cached_property
    def kinds(self) -> tuple[KindWord, ...]:
        """The rows of `kinds.csv`; of several that fit the first counts."""
        return self._rows("kinds", lambda row: KindWord(row["language"], _full(row["pattern"]), _full(row["kind"])))

    @cached_property
    def framing(self) -> tuple[LoadedWord, ...]:
        """The rows of `framing.csv`."""
        return self._rows("framing", _loaded_word)

    @cached_property
    def calendar(self) -> tuple[NamedEvent, ...]:
        """The rows of `calendar.csv`."""
        return self._rows("calendar", _named_event)

    @cached_property
    def maps(self) -> tuple[KnownMap, ...]:
        """The rows of `maps.csv`."""
        return self._rows(
            "maps", lambda row: KnownMap(row["file"], row["name"], Side(row["drawn_by"]), Side(row["shows"]))
        )

    @cached_property
    def renamed(self) -> dict[str, tuple[str, ...]]:
        """The other names of renamed places, by GeoNames' main name."""
        return dict(self._rows("renamed", lambda row: (row["place"], listed(row["names"]))))

    @cached_property
    def countries(self) -> dict[str, float]:
        """The countries that a place without further word is likelier to lie in, each with a weight up to 1."""
        return dict(self._rows("countries", lambda row: (row["country"], float(row["weight"]))))

    @cached_property
    def grounds(self) -> dict[str, Side]:
        """Whose internationally recognised ground a country is, where a side's."""
        told = self._rows("countries", lambda row: (row["country"], row["side"]))
        return {country: Side(side) for country, side in told if side}

    @cached_property
    def line(self) -> tuple[LinePoint, ...]:
        """The points of which it is known who held them when; none where the theatre has no `line.csv`."""
        return self._rows("line", _line_point) if self.folder.joinpath("line.csv").is_file() else ()

    @cached_property
    def _cast(self) -> tuple[tuple[Actor, tuple[tuple[str, str], ...]], ...]:
        return self._rows("actors", lambda row: (_actor(row), _named(row)))

    def _rows(self, table: str, make: Callable[[Row], Item]) -> tuple[Item, ...]:
        return tuple(rows(self.folder.joinpath(f"{table}.csv"), make))


def load(name: str = "ukraine") -> Theatre:
    """The theatre called `name`."""
    folder = files("fogline").joinpath("theatres", name)
    if not folder.joinpath("sides.csv").is_file():
        message = f"no theatre is called {name!r}: {folder} has no sides.csv"
        raise FoglineError(message)
    return Theatre(name, folder)


def _actor(row: Row) -> Actor:
    speaks_for, wikidata = row["speaks_for"] or None, row["wikidata"] or None
    return Actor(_full(row["id"]), _full(row["name"]), row["kind"], Side(row["side"]), speaks_for, wikidata)


def _named(row: Row) -> tuple[tuple[str, str], ...]:
    """The (language, name) pairs of a row that has a column a language."""
    return tuple((language, form) for language in LANGUAGES for form in listed(row[language]))


def _loaded_word(row: Row) -> LoadedWord:
    side = Side(row["side"]) if row["side"] else None
    return LoadedWord(row["language"], _full(row["form"]), side, row["kind"], row["note"])


def _named_event(row: Row) -> NamedEvent:
    start, end = (date.fromisoformat(row[column]).isoformat() for column in ("start", "end"))
    if end < start:
        message = f"the end, {end}, lies before the start, {start}"
        raise ValueError(message)
    return NamedEvent(row["id"], row["name"], start, end, row["source"], _named(row))


def _line_point(row: Row) -> LinePoint:
    holder = None if row["holder"] == CONTESTED else Side(row["holder"])
    day = date.fromisoformat(row["day"]).isoformat()
    return LinePoint(day, float(row["lat"]), float(row["lon"]), holder, _full(row["source"]))


def _full(cell: str) -> str:
    if not cell:
        message = "a cell is empty that should not be"
        raise ValueError(message)
    return cell
