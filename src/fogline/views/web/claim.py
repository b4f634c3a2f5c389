"""A claim: in its text, how it travelled, who says otherwise, and the way back to the bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fogline.runs import asking as runs
from fogline.runs.origins import claim_trees
from fogline.views import knowing
from fogline.views.excerpt import excerpt
from fogline.views.speakers import name_of
from fogline.views.web import kinship
from fogline.views.web.article import Part, marked
from fogline.views.web.chained import Joined, joined_by
from fogline.views.web.correcting import Corrected, history
from fogline.views.web.demonstration import is_marked
from fogline.views.web.foretelling import known
from fogline.views.web.outcomes import Foreseen, foreseen
from fogline.views.web.page import Asked, Moved, Page, claim_address, clip
from fogline.views.web.shown import own, quoted, where
from fogline.views.web.standings import Clash, clashes, standings
from fogline.views.web.travel import Node, of_claim

if TYPE_CHECKING:
    from markupsafe import Markup

    from fogline.terms.counted import Trace
    from fogline.terms.kept import KeptClaim
    from fogline.terms.stated import Standing
    from fogline.views.web.telling import Line

# Claims that are set beside one.
BESIDE = 12


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim of the ledger; `otherwise` are those that cannot be right together with it, `beside` the rest.

    `clashes` are the contradictions that it is part of, each with all claims on both sides.
    """

    line: Line
    kept: KeptClaim
    parts: tuple[Part, ...]
    trees: list[Node]
    standing: Standing | None
    clashes: list[Clash]
    otherwise: list[Line]
    beside: list[Line]
    more: tuple[int, int]
    trace: Trace
    days: int
    citation: Markup
    demo: bool
    forecasts: list[Foreseen]
    chains: list[Joined]
    corrections: list[Corrected]
    said: list[kinship.Said]
    may_correct: bool


def claim(asked: Asked) -> Page | Moved:
    """One claim, by its id; the beginning of an id leads to it. Raises NotThere."""
    kept = runs.claim(asked.database, asked.part)
    if kept.claim.id != asked.part:
        return Moved(claim_address(kept.claim.id))
    text, telling = asked.text_of(), asked.telling
    reading = runs.reading(asked.database, kept.report.number)
    others = runs.others(asked.database, kept, knowing.of_places(asked.service.holding, asked.database), BESIDE)
    trees = (of_claim(tree, kept.claim.id) for tree in claim_trees(asked.database, kept))
    line = telling.line(kept, text)
    every = known(asked)
    facts = ClaimPage(
        line,
        kept,
        marked(excerpt(reading, kept.claim), telling),
        [tree for tree in trees if tree],
        standings(asked, [kept]).get(kept.claim.id),
        clashes(asked, kept),
        telling.lines(others.otherwise, text),
        telling.lines(others.same, text),
        others.more,
        runs.trace(asked.database, kept),
        runs.AROUND,
        _citation(asked, kept),
        is_marked(reading.report.text),
        [foreseen(asked, one) for one in (every.of_claim.get(kept.claim.id, ()) if every else ())],
        joined_by(reading, kept.claim),
        history(asked, kept),
        kinship.history(asked, kept),
        may_correct=asked.visitor.account is not None and asked.visitor.adds,
    )
    title = line.told[0].what.striptags() if line.told else line.content
    return Page("claim.html", title, facts)


def _citation(asked: Asked, kept: KeptClaim) -> Markup:
    """The claim as one would cite it: who, what, where it stands, and by which ids it can be found again."""
    report = kept.report
    return asked.tongue.say(
        "claim.citation",
        who=own(clip(name_of(kept.claim)) or asked.tongue.say("voice.report")),
        words=quoted(clip(kept.claim.content.text)),
        outlet=own(clip(report.outlet or report.facts.forwarded_from or where(report.capture))),
        title=own(clip(report.title or where(report.capture))),
        day=asked.tongue.day(kept.said),
        claim=kept.claim.id,
        report=report.id,
    )
