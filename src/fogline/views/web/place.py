"""Places: what each side says of one, when, and who lives there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from fogline.errors import NotThere, Pending
from fogline.runs import asking as runs
from fogline.runs import naming
from fogline.runs.sides import ukraine
from fogline.terms.actor import Side
from fogline.terms.claim import Voice
from fogline.terms.kept import Question
from fogline.views.web.board import board_of
from fogline.views.web.drawing.area import Tick, area_chart
from fogline.views.web.folk import Folk, folk
from fogline.views.web.foretelling import known
from fogline.views.web.outcomes import Foreseen, distinct, foreseen
from fogline.views.web.page import Asked, Moved, Page, more, place_address
from fogline.views.web.shown import own
from fogline.views.web.spells import SpellRow, bars, spells_of
from fogline.views.web.timeline import OTHER, Drawing, drawing, shape
from fogline.views.web.waterfall import Falls, falls, sides_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup
    from numpy.typing import NDArray

    from fogline.runs.ledgers import Database
    from fogline.terms.counted import KindCount, PlaceCount, Saying, SideCount
    from fogline.terms.estimate import Course
    from fogline.terms.place import Place
    from fogline.views.web.drawing.area import Bar
    from fogline.views.web.telling import Line

LISTED, NEAR_BY = 200, 12
# Claims of a column: of the sides, and of all others below one another.
COLUMN, SHORT = 7, 3
# Of the newest claims so many are looked through for reports' own.
LOOKED_THROUGH = 150
KM, EARTH_KM = 25.0, 6371.0088
# Ticks of a chart; of more claims those of some days are one tick.
TICKS = 240
# Forecasts that are shown.
FORETOLD = 4


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


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A place and what is said of it; `near` are others that are spoken of within KM kilometres.

    `control` is the chart of its estimates with the claims below, where there are any; else `drawn` has the claims.
    `falls` is what the estimate of a day is made of, a day from `span`. `spells` are what it is said to be besides.
    `names` are the sides'.
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
    spells: list[SpellRow]
    folk: Folk
    names: tuple[str, str]
    forecasts: list[Foreseen]
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
    counts = runs.sides(asked.database, question)
    sayings = runs.sayings(asked.database, question)
    course = _course(asked, found)
    spells = spells_of(asked, found.id)
    control = _control(asked, course, found, sayings, bars(spells, asked.tongue))
    facts = PlacePage(
        found,
        sum(one.claims for one in counts),
        runs.MOST,
        _columns(asked, question, counts),
        control,
        _falls(asked, found, course) if course else None,
        _span(course) if course else None,
        None if control else drawing(sayings, sides),
        runs.kinds(asked.database, question),
        spells,
        folk(asked, found, course),
        sides_of(asked),
        _forecasts(asked, found),
        _near(asked, found),
        KM,
    )
    return Page("place.html", own(asked.telling.place_name(found)), facts)


def _course(asked: Asked, place: Place) -> Course | None:
    """The estimates of a place; None where there are none, or none yet."""
    try:
        return board_of(asked).course(place.id)
    except Pending:
        return None


def most_told(database: Database) -> list[PlaceRow]:
    """The places that most is claimed of."""
    return place_rows(database, Question(), LISTED)


def _control(
    asked: Asked, course: Course | None, place: Place, sayings: Sequence[Saying], below: Sequence[Bar]
) -> Markup | None:
    """The chart of a place's estimates; None where there are none."""
    ticks = _ticks(sayings, place) if course else []
    return area_chart(course, ticks, ukraine().sides, asked.tongue, below) if course else None


def _forecasts(asked: Asked, place: Place) -> list[Foreseen]:
    """What is foretold of a place, the newest first."""
    every = known(asked)
    own = distinct(every.of_place.get(place.id, ()) if every else ())
    return [replace(foreseen(asked, one), again=own[one] - 1) for one in islice(own, FORETOLD)]


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


def _ticks(sayings: Sequence[Saying], place: Place) -> list[Tick]:
    """What is said on each day or, of very much, in each run of days, and where the claims stand that say it."""
    days = [date.fromisoformat(one.said[:10]).toordinal() for one in sayings]
    run = 1
    if len(sayings) > TICKS:
        run = -(-(max(days) - min(days) + 1) * len({_row(one) for one in sayings}) // TICKS)
    found: dict[tuple[int, Side | None, str, Side | None], int] = {}
    for day, one in zip(days, sayings, strict=True):
        key = day - day % run, _row(one), shape(one), one.agent if run == 1 or shape(one) != OTHER else None
        found[key] = found.get(key, 0) + one.claims
    return [_tick(key, claims, run, place) for key, claims in found.items()]


def _row(one: Saying) -> Side | None:
    return None if one.voice is Voice.NARRATOR else one.side or Side.UNKNOWN


def _tick(key: tuple[int, Side | None, str, Side | None], claims: int, run: int, place: Place) -> Tick:
    day, row, kind, agent = key
    since, after = (date.fromordinal(one).isoformat() for one in (day, day + run))
    address = more("/search", {}, place=place.id, since=since, until=after)
    return Tick(day, row, kind, agent, claims, address, run)


def place_rows(database: Database, question: Question, most: int) -> list[PlaceRow]:
    """The up to `most` places that most of the claims that meet `question` tell of."""
    found = []
    for told in runs.places(database, question, most):
        known = runs.place(database, told.id)
        if known:
            found.append(PlaceRow(known, told.claims, told.first, told.last))
    return found


def _columns(asked: Asked, question: Question, counted: Sequence[SideCount]) -> list[Column]:
    """A column for each side, then one for those of none, then one for the reports."""
    database, text, sides = asked.database, asked.text_of(), ukraine().sides
    counts = {(one.voice, one.side): one.claims for one in counted}
    columns = []
    for side in (*sides, Side.INDEPENDENT, Side.UNKNOWN):
        of_side = counts.get((Voice.ATTRIBUTED, side), 0)
        if of_side or side in sides:
            limit = COLUMN if side in sides else SHORT
            found = runs.claims(database, Question(places=question.places, side=side, limit=limit))
            columns.append(Column(side, asked.telling.lines(found, text), of_side))
    narrated = (
        [
            one
            for one in runs.claims(database, Question(places=question.places, limit=LOOKED_THROUGH))
            if one.claim.voice is Voice.NARRATOR
        ]
        if any(voice is Voice.NARRATOR for voice, _ in counts)
        else []
    )
    if narrated:
        lines = asked.telling.lines(narrated[:SHORT], text)
        columns.append(Column(None, lines, sum(n for (voice, _), n in counts.items() if voice is Voice.NARRATOR)))
    return columns


def _near(asked: Asked, place: Place) -> list[PlaceRow]:
    """The places that most is claimed of within KM kilometres."""
    if place.lat is None or place.lon is None:
        return []
    every, points = asked.service.once(asked.database, _told)
    ((x, y, z),) = _in_space([(place.lat, place.lon)])
    apart = 2 * EARTH_KM * np.arcsin(np.minimum(1, np.linalg.norm(points - (x, y, z), axis=1) / 2))
    rows = np.flatnonzero(apart <= KM).tolist()
    near = [every[row] for row in rows[: NEAR_BY + 1] if every[row].id != place.id][:NEAR_BY]
    known = ((runs.place(asked.database, one.id), one) for one in near)
    return [PlaceRow(place, one.claims, one.first, one.last) for place, one in known if place]


def _told(database: Database) -> tuple[list[PlaceCount], NDArray[np.float64]]:
    """The places that stand somewhere, those first that most is claimed of, and where they lie on the unit sphere."""
    found = [(count, lat, lon) for count, lat, lon in runs.told(database) if lat is not None and lon is not None]
    return [count for count, _, _ in found], _in_space([(lat, lon) for _, lat, lon in found])


def _in_space(degrees: Sequence[tuple[float, float]]) -> NDArray[np.float64]:
    lat, lon = np.radians(np.array(degrees, np.float64).reshape(-1, 2)).T
    return np.stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=1)
