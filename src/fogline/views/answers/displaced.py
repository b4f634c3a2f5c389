"""Where people from a contested place are likely to go."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from fogline.errors import Unclear
from fogline.runs import displacement as runs
from fogline.views import knowing
from fogline.views.answers.asked import Query, name
from fogline.views.displacement_shapes import GUESSED, displacement_shape
from fogline.views.knowing import Wanted
from fogline.views.parameters import DATE, TEXT, Parameter, day_after, first_day, text, up_to
from fogline.views.shapes import place_shape

if TYPE_CHECKING:
    from fogline.runs.displacement import Displacement
    from fogline.runs.ledgers import Database
    from fogline.terms.place import Place
    from fogline.views.answers.asked import Asked
    from fogline.views.serving import Holding

# Days that are followed at most: a year takes the model a minute or two.
DAYS = 366
MOST, SEEDS = 10**9 - 1, 10**6


def displacement(asked: Asked) -> dict[str, Any]:
    """Shares by destination with their spread; raises NotThere, Unclear, NotInstalled, Busy."""
    runs.needed()
    given = asked.given
    if (given["total"] is None) != (given["total_source"] is None):
        raise Unclear("total", "total and total_source go together: a number of people is shown with who says it")
    place = asked.placed(given["name"])
    first = date.fromisoformat(given["since"])
    today = date.fromisoformat(asked.holding.today())
    last = date.fromisoformat(given["until"]) - timedelta(days=1) if given["until"] else today
    if not first <= last < first + timedelta(days=DAYS):
        raise Unclear("until", f"from {first} to {last}: give up to {DAYS} days, the last not before the first")
    found = asked.holding.once(asked.database, worked_out, asked.holding, place, (first, last), given["seed"])
    shape = displacement_shape(found, given["total"], given["total_source"])
    shape["not_known"] += [GUESSED]
    days = {"since": first.isoformat(), "until": (last + timedelta(days=1)).isoformat()}
    return {"place": place_shape(place), **days, **shape, "taken": asked.names()}


def worked_out(database: Database, holding: Holding, place: Place, days: tuple[date, date], seed: int) -> Displacement:
    """Displacement from `place` from the first of `days` to the last, which takes minutes; raises NotThere, Busy."""
    span = days[0].toordinal(), days[1].toordinal()
    with holding.alone():
        courses = knowing.estimates(holding, database, Wanted(None, span, hindcast=True))
        spells = knowing.spells(holding, database)
        return runs.of_place(place, courses, days, holding.gazetteer(), runs.How(seed, 1), spells)


PLACE = name("name", "A name of the place in any language, or its id.", "Soledar")
SINCE = Parameter("since", "People leave from this day on.", first_day, DATE, "2023-01-05", "DATE", required=True)
UNTIL = Parameter(
    "until", f"Up to this day; {DAYS} days at most. Today unless given.", day_after, DATE, "2023-03-01", "DATE"
)
TOTAL = Parameter(
    "total",
    "How many have arrived in all, to be parted by the shares; goes with total_source.",
    up_to(MOST),
    {"type": "integer", "minimum": 1, "maximum": MOST},
    "1100",
)
TOTAL_SOURCE = Parameter("total_source", "Who says so; shown with every number.", text, TEXT, "the mayor, 3 September")
SEED = Parameter(
    "seed",
    "Another one draws other runs.",
    up_to(SEEDS),
    {"type": "integer", "minimum": 1, "maximum": SEEDS, "default": 1},
    "2",
    default=1,
)
DISPLACED = (
    Query(
        "displacement",
        "Where people from a contested place are likely to go, as shares by destination with their spread.",
        (
            name("name", "A name of the place in any language, or its id.", "Soledar"),
            SINCE,
            UNTIL,
            TOTAL,
            TOTAL_SOURCE,
            SEED,
        ),
        displacement,
        "Displacement",
    ),
)
