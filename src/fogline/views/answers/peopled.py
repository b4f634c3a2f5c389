"""Who lives at a place and what is claimed of them, and over which days it is said to be cut off or contested."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO
from typing import TYPE_CHECKING, Any

from fogline.errors import Unclear
from fogline.runs import people as runs
from fogline.views import knowing
from fogline.views.answers.asked import Query, name
from fogline.views.filters import SINCE, UNTIL
from fogline.views.knowing import Wanted
from fogline.views.parameters import Parameter, kilometres
from fogline.views.people_shapes import people_shape
from fogline.views.people_tables import hapi, hxl
from fogline.views.people_words import USUAL, WIDEST

if TYPE_CHECKING:
    from fogline.runs.people import People, Scope
    from fogline.views.answers.asked import Asked


def people(asked: Asked) -> dict[str, Any]:
    """The people of a place; raises NotThere."""
    found, scope = _people(asked)
    return people_shape(found, scope) | {"taken": asked.names()}


def people_hxl(asked: Asked) -> str:
    """The same as a table with HXL hashtags."""
    found, scope = _people(asked)
    stream = StringIO()
    hxl([found], scope, stream)
    return stream.getvalue()


def people_hapi(asked: Asked) -> str:
    """The numbers of these people in the columns of HDX HAPI."""
    found, scope = _people(asked)
    stream = StringIO()
    hapi([found], scope, stream)
    return stream.getvalue()


def _people(asked: Asked) -> tuple[People, Scope]:
    given, place = asked.given, asked.placed(asked.given["name"])
    scope = runs.Scope(given["since"], given["until"], tuple(sorted(given["km"])) or USUAL)
    last = (
        date.fromisoformat(scope.until) - timedelta(days=1)
        if scope.until
        else date.fromisoformat(asked.holding.today())
    )
    first = date.fromisoformat(scope.since) if scope.since else date.min
    if first > last:
        raise Unclear("since", f"since {first} lies after the last day, {last}")
    wanted = Wanted(place.id, (first.toordinal(), last.toordinal()), hindcast=True)
    courses = knowing.estimates(asked.holding, asked.database, wanted)
    (found,) = runs.people(asked.database, [place], asked.holding.gazetteer(), scope, courses)
    return found, scope


def _near(written: str) -> float:
    km = kilometres(written)
    if km > WIDEST:
        message = f"{written!r} is too wide: give up to {WIDEST} kilometres"
        raise ValueError(message)
    return km


PLACE = name("name", "A name of the place in any language, or its id.", "geonames:703656")
KM = Parameter(
    "km",
    "People within so many kilometres; may be given several times. 5, 10 and 25 unless said otherwise.",
    _near,
    {"type": "number", "exclusiveMinimum": 0, "maximum": WIDEST},
    "10",
    "KM",
    many=True,
)
PEOPLED = (
    Query(
        "people",
        "Who lives at a place and around it, what is claimed of them, who disputes it, what is said to be cut off.",
        (PLACE, SINCE, UNTIL, KM),
        people,
        "WholePeople",
    ),
)
