"""The ledger itself: the newest entry of its chain, and the stages that made what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fogline.runs import stages as runs
from fogline.runs import verifying
from fogline.views.answers.asked import Query
from fogline.views.kept_shapes import stage_shape

if TYPE_CHECKING:
    from fogline.views.answers.asked import Asked


def head(asked: Asked) -> dict[str, Any]:
    """Number and hash of the newest entry."""
    number, newest = verifying.head(asked.database)
    return {"entries": number, "hash": newest}


def stages(asked: Asked) -> dict[str, Any]:
    """The stages of the work, with how much the ledger has of each."""
    return {"items": [stage_shape(one) for one in runs.standing(asked.database)]}


HOLDINGS = (
    Query("head", "How many entries the chain has, and the hash that vouches for all of them.", (), head, "Head"),
    Query("stages", "The stages of the work, and what the ledger has of each.", (), stages, "Stages"),
)
