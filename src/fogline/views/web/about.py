"""What Fogline is and is not, and the theatre's lists of words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fogline.errors import NotThere, Pending
from fogline.runs.calibrating import between
from fogline.runs.sides import ukraine
from fogline.views import knowing
from fogline.views.web.drawing.reliability import Bin, reliability_diagram
from fogline.views.web.page import Asked, Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from fogline.runs.calibrating import Scores
    from fogline.terms.actor import Side


@dataclass(frozen=True, slots=True)
class WordList:
    """Loaded words of one side, or of none or both (None), each with its language and what it does."""

    side: Side | None
    judging: bool
    words: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Good:
    """How good this ledger's estimates were: the diagram, and (name, scores) of them and of simple rules."""

    diagram: Markup | None
    rows: list[tuple[str, Scores]]


@dataclass(frozen=True, slots=True)
class About:
    """The theatre's word lists, and how many actors it knows."""

    lists: list[WordList]
    actors: int
    sides: tuple[Side, Side]
    good: Good | None


def about(asked: Asked) -> Page:
    """The page about Fogline."""
    theatre = ukraine()
    lists = []
    for side in (*theatre.sides, None):
        for judging in (False, True):
            words = [
                (one.form, one.language, one.note)
                for one in theatre.framing
                if one.side == side and (one.kind == "judgement") == judging
            ]
            if words:
                lists.append(WordList(side, judging, words))
    return Page(
        "about.html", asked.tongue.say("nav.about"), About(lists, len(theatre.actors), theatre.sides, _good(asked))
    )


def _good(asked: Asked) -> Good | None:
    """How good the estimates were; None where nothing is old enough to tell, or not yet."""
    try:
        found = knowing.calibration(asked.service.holding, asked.database)
    except (NotThere, Pending):
        return None
    bins = [Bin(one.said, one.came, one.chances, *between(one)) for one in found.bins]
    return Good(reliability_diagram(bins, asked.tongue), [("fogline", found.whole), *found.baselines.items()])
