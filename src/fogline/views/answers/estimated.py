"""Who probably holds what: estimates of control, the same on a map, what one is made of, and how good they were."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from fogline.errors import Unclear
from fogline.runs import asking as runs
from fogline.runs.sides import ukraine
from fogline.runs.waterfall import made_of
from fogline.views import knowing
from fogline.views.answers.asked import Query
from fogline.views.estimate_shapes import calibration_shape, estimate_shapes, waterfall_shape
from fogline.views.knowing import Wanted
from fogline.views.parameters import DATE, TEXT, Parameter, day_after, first_day, text, yes_or_no
from fogline.views.spell_shapes import state_shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fogline.runs.spells import Spell
    from fogline.terms.estimate import Course
    from fogline.views.answers.asked import Asked

# Days of all places at once that an answer has at most; of one place it has all that are asked for.
DAYS = 31


class Span(NamedTuple):
    """The first and the last ordinal of the days that are asked for, None where nothing is said of it."""

    first: int | None
    last: int | None


def estimates(asked: Asked) -> dict[str, Any]:
    """The estimates of one place, or of all on a few days, an object a place and day."""
    sides = ukraine().sides
    found = _courses(asked, _span(asked))
    return {"items": [shape for course in found for shape in estimate_shapes(course, sides)], "taken": asked.names()}


def estimates_on_a_map(asked: Asked) -> dict[str, Any]:
    """The estimates of all places on a day as features of GeoJSON."""
    day = date.fromisoformat(asked.given["day"]).toordinal() if asked.given["day"] else None
    sides = ukraine().sides
    # First what may not be there yet.
    so = _states(asked)
    shapes = [shape for course in _courses(asked, Span(day, day)) for shape in estimate_shapes(course, sides)]
    return {
        "type": "FeatureCollection",
        "features": [_feature(asked, shape, so.get(shape["place"], ())) for shape in shapes],
    }


def waterfall(asked: Asked) -> dict[str, Any]:
    """What the nowcast of a place on a day is made of; raises NotThere where there is none."""
    place = asked.placed(asked.given["place"])
    day = date.fromisoformat(asked.given["day"]).toordinal()
    found = made_of(knowing.weighed(asked.holding, asked.database), place.id, day)
    return waterfall_shape(found, ukraine().sides)


def calibration(asked: Asked) -> dict[str, Any]:
    """How good the nowcasts were; raises NotThere where there is nothing to judge them by."""
    span = _span(asked)
    days = span.first or date.min.toordinal(), span.last or date.max.toordinal()
    found = knowing.calibration(
        asked.holding, asked.database, asked.given["map"], None if span == (None, None) else days
    )
    return calibration_shape(found)


def _span(asked: Asked) -> Span:
    since, until = asked.given["since"], asked.given["until"]
    first = date.fromisoformat(since).toordinal() if since else None
    last = date.fromisoformat(until).toordinal() - 1 if until else None
    if first and last and first > last:
        raise Unclear("since", f"since {since} lies after the last day, {date.fromordinal(last)}")
    return Span(first, last)


def _courses(asked: Asked, span: Span) -> Sequence[Course]:
    newest = knowing.last_day(asked.holding, asked.database)
    if newest is None:
        return ()
    last = newest if span.last is None else span.last
    name = asked.given.get("place")
    if name is None:
        first = last if span.first is None else span.first
        if last - first >= DAYS:
            message = f"of all places at once no more than {DAYS} days are given: ask for fewer, or for one place"
            raise Unclear("since", message)
        return knowing.estimates(asked.holding, asked.database, Wanted(None, (first, last), asked.given["hindcast"]))
    place = asked.placed(name)
    first = date.min.toordinal() if span.first is None else span.first
    return knowing.estimates(asked.holding, asked.database, Wanted(place.id, (first, last), asked.given["hindcast"]))


def _states(asked: Asked) -> dict[str, list[Spell]]:
    """What places are said to be besides somebody's, by their ids; it may not be of the day that is shown."""
    found: dict[str, list[Spell]] = {}
    for one in knowing.spells(asked.holding, asked.database):
        found.setdefault(one.place, []).append(one)
    return found


def _feature(asked: Asked, shape: dict[str, Any], states: Iterable[Spell]) -> dict[str, Any]:
    place = runs.place(asked.database, shape["place"])
    day = date.fromisoformat(shape["date"]).toordinal()
    here = place and place.lat is not None and place.lon is not None
    return {
        "type": "Feature",
        "id": shape["place"],
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]} if place and here else None,
        "properties": {
            "name": place.name if place else None,
            **shape,
            "states": [state_shape(one) for one in states if one.first <= day < one.end],
        },
    }


PLACE = Parameter("place", "Of this place: its name in any language, or an id.", text, TEXT, "Kupiansk", "NAME")
FROM = Parameter("since", "On this day, or in this month or year, or after it.", first_day, DATE, "2025-12-17", "DATE")
TO = Parameter(
    "until",
    "On this day, or in this month or year, or before it; else up to the last day of which anything is known.",
    day_after,
    DATE,
    "2025",
    "DATE",
)
HINDCAST = Parameter(
    "hindcast",
    "Each day from everything that was said, also later; else from what was said up to it.",
    yes_or_no,
    {"type": "boolean", "default": False},
    "true",
    default=False,
)
DAY = Parameter("day", "On this day; else on the last of which anything is known.", first_day, DATE, "2025-12-17")
JUDGE = Parameter("map", "Judged by what this map shows; else by hindsight.", text, TEXT, "Demo Map", "NAME")
ESTIMATED = (
    Query(
        "estimates",
        f"Who probably holds a place, day by day, or all places on a day, or on up to {DAYS}.",
        (PLACE, FROM, TO, HINDCAST),
        estimates,
        "Estimates",
    ),
    Query(
        "estimates_on_a_map",
        "Who probably holds each place on a day, as GeoJSON.",
        (DAY, HINDCAST),
        estimates_on_a_map,
        "EstimateFeatures",
    ),
    Query(
        "waterfall",
        "What the estimate of a place on a day is made of: where it starts, what each origin adds, and why.",
        (PLACE._replace(required=True), DAY._replace(required=True, about="On this day.")),
        waterfall,
        "Waterfall",
    ),
    Query(
        "calibration",
        "How good the estimates were, judged by what came out later, beside simple rules.",
        (JUDGE, FROM, TO),
        calibration,
        "Calibration",
    ),
)
