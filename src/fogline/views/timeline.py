"""Who claimed what of a place when, drawn in letters: a row a side, a column a stretch of days."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from fogline.terms.actor import Side
from fogline.terms.claim import Voice
from fogline.terms.event import EventKind, Stance, TimeFrame
from fogline.terms.states import GIVEN_UP, HELD
from fogline.views.words import side_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from fogline.terms.counted import Saying

GAINING = frozenset(
    {
        EventKind.PARTLY_CAPTURES,
        EventKind.ENTERS,
        EventKind.ENCIRCLES,
        EventKind.FIRE_CONTROL,
        EventKind.ADVANCES,
    }
)
LETTERS = {Side.RU: "R", Side.UA: "U", Side.INDEPENDENT: "I", Side.UNKNOWN: "?"}
NOBODYS = "?"
LOST, DENIED, OTHER = "-", "x", "·"
REPORTS = "reports themselves"
# The widest that a column is drawn.
WIDEST = 4


class Unit(NamedTuple):
    """A stretch of days for a column: the number of the one that a day is in, and how the start of one is written."""

    name: str
    number: Callable[[date], int]
    label: Callable[[int], str]


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


UNITS = (
    Unit("day", date.toordinal, lambda number: date.fromordinal(number).isoformat()),
    Unit("week", lambda day: (day.toordinal() - 1) // 7, lambda number: date.fromordinal(number * 7 + 1).isoformat()),
    Unit("month", lambda day: day.year * 12 + day.month - 1, _month),
    Unit("quarter", lambda day: (day.year * 12 + day.month - 1) // 3, lambda number: _month(number * 3)),
    Unit("year", lambda day: day.year, "{:04}".format),
    Unit("decade", lambda day: day.year // 10, lambda number: f"{number * 10:04}"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A side's row: its name, and the signs of each column."""

    name: str
    signs: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Rows of signs over one axis; `unit` is what a column stands for, `legend` says what the signs mean."""

    unit: str
    rows: tuple[Row, ...]
    axis: str
    legend: tuple[str, ...]


def timeline(sayings: Sequence[Saying], width: int) -> Timeline | None:
    """The timeline of `sayings` in at most `width` letters; None where there are none."""
    if not sayings:
        return None
    days = [date.fromisoformat(saying.said[:10]) for saying in sayings]
    unit = next((one for one in UNITS if one.number(max(days)) - one.number(min(days)) < width), UNITS[-1])
    last = unit.number(max(days))
    first = max(unit.number(min(days)), last - width + 1)
    columns = last - first + 1
    wide = max(1, min(WIDEST, width // columns))
    found: dict[str, dict[int, Counter[str]]] = {}
    for saying, day in zip(sayings, days, strict=True):
        of_row = found.setdefault(row_name(saying.voice, saying.side), {})
        of_row.setdefault(unit.number(day) - first, Counter())[sign(saying)] += saying.claims
    # One letter of a column stays empty where it has several, or they would run together.
    drawn = {
        name: [_strongest(counts.get(at), max(1, wide - 1)) for at in range(columns)] for name, counts in found.items()
    }
    rows = tuple(
        Row(name, "".join(signs.ljust(wide) for signs in drawn[name]).rstrip())
        for name in [*map(side_name, Side), REPORTS]
        if name in found
    )
    return Timeline(unit.name, rows, _axis(unit, first, columns, wide), _legend(rows))


def sign(saying: Saying) -> str:
    """What is claimed, as one sign. History and forecasts are not what is claimed to be so now."""
    if saying.time_frame not in {None, TimeFrame.PRESENT}:
        return OTHER
    letter = LETTERS[saying.agent] if saying.agent else NOBODYS
    if saying.kind in HELD | GAINING | GIVEN_UP and saying.stance is Stance.DENIES:
        return DENIED
    if saying.kind in HELD:
        return letter
    if saying.kind in GAINING:
        return letter.lower()
    return LOST if saying.kind in GIVEN_UP else OTHER


def row_name(voice: Voice, side: Side | None) -> str:
    """The name of the row of those who speak in a voice for a side."""
    return REPORTS if voice is Voice.NARRATOR else side_name(side or Side.UNKNOWN)


def _strongest(counts: Counter[str] | None, most: int) -> str:
    """What most claims say, in up to `most` signs; what says nothing of who has the place comes last."""
    if not counts:
        return ""
    return "".join(sorted(counts, key=lambda one: (one == OTHER, -counts[one], one))[:most])


def _axis(unit: Unit, first: int, columns: int, wide: int) -> str:
    """The beginnings of columns, as many as have room."""
    axis = ""
    for at in range(columns):
        label = unit.label(first + at)
        if at * wide >= len(axis) + (2 if axis else 0) and (at * wide + len(label) <= columns * wide or not axis):
            axis = axis.ljust(at * wide) + label
    return axis


def _legend(rows: Iterable[Row]) -> tuple[str, ...]:
    seen = {one for row in rows for one in row.signs}
    told = []
    for side, letter in LETTERS.items():
        whose = f"the {side_name(side)}" if side in {Side.RU, Side.UA} else f"somebody {side.value}"
        if letter in seen:
            told.append(f"{letter} taken or held by {whose}")
        if letter.lower() != letter and letter.lower() in seen:
            told.append(f"{letter.lower()} partly, or closing in, {whose}")
    told += [f"{LOST} lost or left"] if LOST in seen else []
    told += [f"{DENIED} such a thing denied"] if DENIED in seen else []
    return (*told, f"{OTHER} anything else, also history and forecasts") if OTHER in seen else tuple(told)
