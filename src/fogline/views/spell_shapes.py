"""The JSON and the rows of states of places besides control."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from fogline.runs.spells import Condition
from fogline.views.contradictions import origins, stated_shape
from fogline.views.shapes import place_shape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fogline.runs.spells import Spell
    from fogline.terms.place import Place
    from fogline.views.rows import Cell


CONDITIONS = {
    Condition.UNDER_FIRE: "under fire control",
    Condition.CUT_OFF: "cut off",
    Condition.RESTRICTED: "movement restricted",
    Condition.CONTESTED: "contested",
}
SPELL = (
    "place_id place condition agent start end ended standing claims origins otherwise claim_ids otherwise_ids"
).split()


def spell_shape(one: Spell, place: Place | None) -> dict[str, Any]:
    """The JSON object of days over which a place is said to be in a state; `place` is where it is."""
    return {
        "place": place_shape(place) or {"id": one.place},
        "condition": one.condition.value,
        "agent": one.agent and one.agent.value,
        "start": date.fromordinal(one.first).isoformat(),
        "end": date.fromordinal(one.end).isoformat(),
        "ended": one.ended,
        "standing": one.standing.value,
        "so": stated_shape(one.so),
        "otherwise": stated_shape(one.other),
    }


def spell_row(one: Spell, place: Place | None) -> list[Cell]:
    """The row of such days, as the columns SPELL have it."""
    return [
        *(one.place, place.name if place else None, one.condition.value, one.agent and one.agent.value),
        *(date.fromordinal(day).isoformat() for day in (one.first, one.end)),
        *(str(one.ended).lower(), one.standing.value, len(one.so), origins(one.so), len(one.other)),
        *("|".join(dict.fromkeys(row.id for row in rows)) for rows in (one.so, one.other)),
    ]


def within(found: Iterable[Spell], since: str | None, until: str | None) -> list[Spell]:
    """Those that are on a day from `since` up to, not including, `until`, ISO dates."""
    first = date.fromisoformat(since).toordinal() if since else date.min.toordinal()
    end = date.fromisoformat(until).toordinal() if until else date.max.toordinal()
    return [one for one in found if one.first < end and first < one.end]


def state_shape(one: Spell) -> dict[str, Any]:
    """The JSON object of a state that a place is in on a day."""
    return {"condition": one.condition.value, "agent": one.agent and one.agent.value, "standing": one.standing.value}
