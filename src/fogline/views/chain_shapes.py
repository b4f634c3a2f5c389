"""The JSON of chains of "if"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fogline.runs import chains as runs
from fogline.views.forecast_shapes import interval_shape

if TYPE_CHECKING:
    from fogline.runs.chains import Belief, Chain
    from fogline.runs.joining import Joined


def chain_shape(found: Chain) -> dict[str, Any]:
    """The JSON object of a chain."""
    return {
        "steps": [
            {
                "number": one.number,
                "text": one.text,
                "today": one.today,
                "claims": [kept.claim.id for kept in one.so],
                "odds": one.odds and interval_shape(one.odds),
            }
            for one in found.steps
        ],
        "edges": [
            {"cause": one.cause, "effect": one.effect, "sentences": [told._asdict() for told in one.told]}
            for one in found.edges
        ],
        "ways": [one._asdict() | {"way": list(one.way)} for one in runs.sums(found)],
        "loops": [list(one) for one in runs.loops(found)],
        "contradictions": [list(one) for one in runs.contradictions(found)],
    }


def belief_shape(one: Belief) -> dict[str, Any]:
    """The JSON object of what a way through comes to with a reader's odds."""
    return {"way": list(one.way), "odds": list(one.odds), "by": list(one.by), "product": one.product}


def joined_shape(one: Joined) -> dict[str, Any]:
    """The JSON object of a condition joined to its consequence."""
    return one._asdict()
