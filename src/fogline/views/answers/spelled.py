"""States of places besides control: over which days each is said to be under fire, cut off, restricted, contested."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fogline.runs import asking
from fogline.runs import spells as runs
from fogline.runs.spells import Condition
from fogline.terms.stated import Standing
from fogline.views import knowing
from fogline.views.answers.asked import LIMIT, Query, name
from fogline.views.parameters import DATE, Parameter, day_after, first_day, one_of
from fogline.views.spell_shapes import spell_shape, within

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fogline.runs.spells import Spell
    from fogline.views.answers.asked import Asked


def place_states(asked: Asked) -> dict[str, Any]:
    """The states of one place, the newest first; raises NotThere."""
    place = asked.placed(asked.given["name"])
    found = _wanted(asked, runs.spells(asked.database, [place.id], knowing.of_places(asked.holding, asked.database)))
    return {"items": [spell_shape(one, place) for one in found], "taken": asked.names()}


def states(asked: Asked) -> dict[str, Any]:
    """The states of all places, the newest first."""
    found = _wanted(asked, knowing.spells(asked.holding, asked.database))
    shown = found[: asked.given["limit"]]
    return {"items": [spell_shape(one, asking.place(asked.database, one.place)) for one in shown], "of": len(found)}


def _wanted(asked: Asked, found: Iterable[Spell]) -> list[Spell]:
    given = asked.given
    return [
        one
        for one in within(found, given["since"], given["until"])
        if (not given["condition"] or one.condition in given["condition"])
        and (not given["standing"] or one.standing in given["standing"])
    ]


PLACE = name("name", "A name of the place in any language, or its id.", "geonames:703656")
FROM = Parameter("since", "So on this day, or in this month or year, or after it.", first_day, DATE, "2025-11", "DATE")
TO = Parameter("until", "So on this day, or in this month or year, or before it.", day_after, DATE, "2025", "DATE")
CONDITION = Parameter(
    "condition",
    "Of this kind; may be given several times.",
    one_of(Condition),
    {"type": "string", "enum": [one.value for one in Condition]},
    "cut_off",
    "CONDITION",
    Condition,
    many=True,
)
STANDING = Parameter(
    "standing",
    "Where it stands beside all that is said of the place; may be given several times.",
    one_of(Standing),
    {"type": "string", "enum": [one.value for one in Standing]},
    "disputed",
    "STANDING",
    Standing,
    many=True,
)
ASKED = (FROM, TO, CONDITION, STANDING)
SPELLED = (
    Query(
        "place_states",
        "Over which days a place is said to be under fire, cut off, restricted or contested, and who says so.",
        (PLACE, *ASKED),
        place_states,
        "PlaceStates",
    ),
    Query("states", "The same of all places, the newest first.", (*ASKED, LIMIT), states, "States"),
)
