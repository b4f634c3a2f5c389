"""What was claimed of a place when, as marks on a line of days: a row a side."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from fogline.terms.actor import Side
from fogline.terms.claim import Voice
from fogline.terms.event import Stance, TimeFrame
from fogline.terms.states import GIVEN_UP, HELD
from fogline.views.timeline import GAINING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fogline.terms.counted import Saying

# Units of the drawing: its width, a column, a row.
WIDTH, COLUMN, ROW = 960, 12, 44
COLUMNS = WIDTH // COLUMN
# Marks that are drawn over one another in a column of a row.
HIGH = 3
YEAR = 366
NEARLY = 0.8


class Mark(NamedTuple):
    """What most claims of some days say: `shape` is held, gaining, lost, denied or other; `agent` whose it would be."""

    x: int
    y: int
    shape: str
    agent: Side | None
    claims: int
    first: str
    last: str


class Tick(NamedTuple):
    """Where a year or month begins."""

    x: int
    day: date


@dataclass(frozen=True, slots=True)
class Drawing:
    """Rows of marks over an axis; a row is a side's, or None that of reports in their own voice."""

    rows: tuple[tuple[Side | None, tuple[Mark, ...]], ...]
    ticks: tuple[Tick, ...]
    precision: str
    height: int
    width: int
    row: int
    agents: tuple[Side, ...]
    shapes: tuple[str, ...]
    earlier: int


def drawing(sayings: Sequence[Saying], sides: Sequence[Side]) -> Drawing | None:
    """`sayings` drawn, the rows in the order of `sides`; None where there are none.

    Where nearly all are of the last year, the few before are only counted: they would push these into a corner.
    """
    if not sayings:
        return None
    sayings, earlier = _recent(sayings)
    days = [date.fromisoformat(one.said[:10]) for one in sayings]
    first, length = min(days), max(1, (max(days) - min(days)).days + 1)
    found: dict[Side | None, list[tuple[int, date, Saying]]] = defaultdict(list)
    for day, one in zip(days, sayings, strict=True):
        found[_row(one)].append(((day - first).days * COLUMNS // length, day, one))
    order = dict.fromkeys((*sides, Side.INDEPENDENT, Side.UNKNOWN, None))
    rows = tuple((row, tuple(_marks(found[row], at * ROW))) for at, row in enumerate(r for r in order if r in found))
    marks = [mark for _, of_row in rows for mark in of_row]
    precision = "year" if length > 3 * YEAR else "month"
    return Drawing(
        rows,
        tuple(_ticks(first, length, precision)),
        precision,
        len(rows) * ROW,
        *(WIDTH, ROW),
        tuple(side for side in Side if any(mark.agent is side for mark in marks)),
        tuple(shape for shape in SHAPES if any(mark.shape == shape for mark in marks)),
        earlier,
    )


OTHER = "other"
SHAPES = ("held", "gaining", "lost", "denied", OTHER)


def shape(saying: Saying) -> str:
    """What is claimed, as a shape. History and forecasts are not what is claimed to be so now."""
    if saying.time_frame not in {None, TimeFrame.PRESENT} or saying.kind not in HELD | GAINING | GIVEN_UP:
        return "other"
    if saying.stance is Stance.DENIES:
        return "denied"
    if saying.kind in HELD:
        return "held"
    return "gaining" if saying.kind in GAINING else "lost"


def _recent(sayings: Sequence[Saying]) -> tuple[Sequence[Saying], int]:
    """Those to be drawn, and how many claims lie before them."""
    newest = max(date.fromisoformat(one.said[:10]) for one in sayings)
    since = (newest - timedelta(days=YEAR)).isoformat()
    recent = [one for one in sayings if one.said >= since]
    every, drawn = (sum(one.claims for one in some) for some in (sayings, recent))
    return (recent, every - drawn) if drawn >= NEARLY * every else (sayings, 0)


def _row(saying: Saying) -> Side | None:
    return None if saying.voice is Voice.NARRATOR else saying.side or Side.UNKNOWN


def _marks(said: Iterable[tuple[int, date, Saying]], top: int) -> Iterable[Mark]:
    columns: dict[int, Counter[tuple[str, Side | None]]] = defaultdict(Counter)
    spans: dict[int, list[date]] = defaultdict(list)
    for column, day, one in said:
        kind = shape(one)
        columns[column][kind, one.agent if kind != "other" else None] += one.claims
        spans[column].append(day)
    for column, counts in sorted(columns.items()):
        ordered = sorted(counts.items(), key=lambda pair: (pair[0][0] == "other", -pair[1], str(pair[0])))[:HIGH]
        for at, ((kind, agent), claims) in enumerate(ordered):
            y = top + ROW - 14 - at * 12
            days = min(spans[column]).isoformat(), max(spans[column]).isoformat()
            yield Mark(column * COLUMN + COLUMN // 2, y, kind, agent, claims, *days)


def _ticks(first: date, length: int, precision: str) -> Iterable[Tick]:
    """Beginnings of years, or of months as far apart as their names need."""
    step = 12 if precision == "year" else max(1, length // 30 // 8 + 1)
    month = first.year * 12 + first.month - 1
    last = first + timedelta(days=length)
    while (day := date(month // 12, month % 12 + 1, 1)) < last:
        at = max(0, (day - first).days) * WIDTH // length
        if day >= first and (step == 1 or month % step == 0) and at <= WIDTH - 70:
            yield Tick(at, day)
        month += 1
