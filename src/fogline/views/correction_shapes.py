"""The JSON of corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fogline.terms.place import Place
from fogline.terms.speaker import Speaker
from fogline.views.shapes import actor_shape, place_shape

if TYPE_CHECKING:
    from fogline.runs.corrected import Corrected


def correction_shape(one: Corrected) -> dict[str, Any]:
    """The JSON object of what a person has said of a claim: what it changes from what to what, or a note."""
    given = one.correction
    return {
        "claim": one.claim,
        "by": given.by,
        "at": given.at,
        "note": given.note or None,
        "event": one.event,
        "changes": [
            {"field": changed.field, "from": _value(changed.was), "to": _value(changed.now)} for changed in one.changed
        ],
    }


def _value(value: object) -> object:
    if isinstance(value, Place):
        return place_shape(value)
    return actor_shape(value) if isinstance(value, Speaker) else value
