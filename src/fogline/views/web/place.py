"""Places: what each side says of one, when, and who lives there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from fogline.errors import NotThere
from fogline.runs import asking as runs
from fogline.runs import naming
from fogline.runs.people import circles
from fogline.runs.sides import ukraine
from fogline.terms.actor import Side
from fogline.terms.claim import Voice
from fogline.terms.kept import Near, Question
from fogline.views.web.board import board_of
from fogline.views.web.drawing.area import Tick, area_chart
from fogline.views.web.page import Asked, Moved, Page, more, place_address
from fogline.views.web.shown import own
from fogline.views.web.timeline import Drawing, drawing, shape
from fogline.views.web.waterfall import Falls, falls, sides_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from fogline.runs.ledgers import Database
    from fogline.terms.counted import KindCount, Saying
    from fogline.terms.estimate import Course
    from fogline.terms.place import Place
    from fogline.views.web.telling import Line

LISTED, NEAR_BY = 200, 12
# Claims of a column: of the sides, and of all others below one another.
COLUMN, SHORT = 7, 3
# Of the newest claims so many are looked through for reports' own.
LOOKED_THROUGH = 150
KM = 25.0
RINGS = (5.0, 10.0, 25.0)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place in a list, with how many claims tell of it and the days of the first and the last."""

    place: Place
    claims: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Column:
    """What one side says, or None: reports themselves; the newest first, and how many there are in all."""

    side: Side | None
    lines: list[Line]
    claims: int


class Ring(NamedTuple):
    """How many people live within so many kilometres, as far as the gazetteer knows."""

    km: float
    people: int


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A place and what is said of it; `near` are others that are spoken of within KM kilometres.

    `control` is the chart of its estimates with the claims below, where there are any; else `drawn` has the claims.
    `falls` is what the estimate of a day is made of, a day from `span`.
    """

    place: Place
    claims: int
    most: int
    columns: list[Column]
    control: Markup | None
    falls: Falls | None
    span: tuple[str, str] | None
    drawn: Drawing | None
    kinds: list[KindCount]
    people: list[Ring]
    near: list[PlaceRow]
    km: float


@dataclass(frozen=True, slots=True)
class Places:
    """The places that most is claimed of."""

    rows: list[PlaceRow]


def places(asked: Asked) -> Page | Moved:
    """The list of places; of a name that was asked for, the place."""
    name = asked.query.get("name", "").strip()
    if name:
        return Moved(place_address(naming.place(asked.database, name, asked.service.holding.gazetteer).place.id))
    rows = asked.service.once(asked.database, most_told)
    return Page("places.html", asked.tongue.say("nav.places"), Places(rows))


def place(asked: Asked) -> Page:
    """One place; raises NotThere where no claim tells of it."""
    found = runs.place(asked.database, asked.part)
    if found is None:
        message = f"no claim in the ledger tells of a place with the id {asked.part}"
        raise NotThere(message)
    question = Question(places=(found.id,))
    sides = ukraine().sides
    sayings = runs.sayings(asked.database, question)
    course = board_of(asked).course(found.id)
    control = _control(asked, course, found, sayings)
    facts = PlacePage(
        found,
        runs.count_claims(asked.database, question),
        runs.MOST,
        _columns(asked, question, sides),
        control,
        _falls(asked, found, course) if course else None,
        _span(course) if course else None,
        None if control else drawing(sayings, sides),
        runs.kinds(asked.database, question),
        _people(asked, found),
        _near(asked.database, found),
        KM,
    )
    return Page("place.html", own(asked.telling.place_name(found)), facts)


def most_told(database: Database) -> list[PlaceRow]:
    """The places that most is claimed of."""
    return place_rows(database, Question(), LISTED)


def _control(asked: Asked, course: Course | None, place: Place, sayings: Sequence[Saying]) -> Markup | None:
    """The chart of a place's estimates; None where there are none."""
    ticks = [_tick(one, place) for one in sayings] if course else []
    return area_chart(course, ticks, ukraine().sides, asked.tongue) if course else None


def _falls(asked: Asked, place: Place, course: Course) -> Falls:
    """The waterfall of the day that is asked for, or of the last one; what is no day is not asked for."""
    _, last = _span(course)
    try:
        day = date.fromisoformat(asked.query.get("day", ""))
    except ValueError:
        day = date.fromisoformat(last)
    return falls(asked, place, day, sides_of(asked))


def _span(course: Course) -> tuple[str, str]:
    days = course.first, course.first + len(course.p) - 1
    first, last = (date.fromordinal(day).isoformat() for day in days)
    return first, last


def _tick(one: Saying, place: Place) -> Tick:
    """What is said on a day, and where the claims stand that say it."""
    day = date.fromisoformat(one.said[:10])
    row = None if one.voice is Voice.NARRATOR else one.side or Side.UNKNOWN
    after = (day + timedelta(days=1)).isoformat()
    address = more("/search", {}, place=place.id, since=day.isoformat(), until=after)
    return Tick(day.toordinal(), row, shape(one), one.agent, one.claims, address)


def place_rows(database: Database, question: Question, most: int) -> list[PlaceRow]:
    """The up to `most` places that most of the claims that meet `question` tell of."""
    found = []
    for told in runs.places(database, question, most):
        known = runs.place(database, told.id)
        if known:
            found.append(PlaceRow(known, told.claims, told.first, told.last))
    return found


def _columns(asked: Asked, question: Question, sides: tuple[Side, Side]) -> list[Column]:
    """A column for each side, then one for those of none, then one for the reports."""
    database, text = asked.database, asked.text_of()
    counts = {(one.voice, one.side): one.claims for one in runs.sides(database, question)}
    columns = []
    for side in (*sides, Side.INDEPENDENT, Side.UNKNOWN):
        of_side = counts.get((Voice.ATTRIBUTED, side), 0)
        if of_side or side in sides:
            limit = COLUMN if side in sides else SHORT
            found = runs.claims(database, Question(places=question.places, side=side, limit=limit))
            columns.append(Column(side, asked.telling.lines(found, text), of_side))
    narrated = [
        one
        for one in runs.claims(database, Question(places=question.places, limit=LOOKED_THROUGH))
        if one.claim.voice is Voice.NARRATOR
    ]
    if narrated:
        lines = asked.telling.lines(narrated[:SHORT], text)
        columns.append(Column(None, lines, sum(n for (voice, _), n in counts.items() if voice is Voice.NARRATOR)))
    return columns


def _near(database: Database, place: Place) -> list[PlaceRow]:
    if place.lat is None or place.lon is None:
        return []
    rows = place_rows(database, Question(near=Near(place.lat, place.lon, KM)), NEAR_BY + 1)
    return [row for row in rows if row.place.id != place.id][:NEAR_BY]


def _people(asked: Asked, place: Place) -> list[Ring]:
    """Who lives around a place; nothing of one that stands nowhere."""
    (near,) = circles([place], asked.service.holding.gazetteer(), RINGS)
    return [Ring(circle.km, circle.people) for circle in near]
