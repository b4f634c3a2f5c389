"""A report: the article, marked; what is copied from where; where its bytes were found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fogline.errors import NotThere
from fogline.runs import asking as runs
from fogline.runs.origins import report_trees
from fogline.terms.kept import KeptClaim
from fogline.views.web import kinship
from fogline.views.web.article import Article, article
from fogline.views.web.chained import Joined, joined_in
from fogline.views.web.correcting import Corrected, waiting
from fogline.views.web.demonstration import is_marked
from fogline.views.web.page import Asked, Moved, Page, claim_address
from fogline.views.web.shown import own, where
from fogline.views.web.standings import standings
from fogline.views.web.travel import Node, of_report

if TYPE_CHECKING:
    from fogline.terms.counted import Found
    from fogline.terms.kept import KeptReport
    from fogline.terms.stated import Standing


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report of the ledger: `trees` are the families of copies that it is in, `replaced` why it counts no more.

    `standings` are those of its claims by their ids; `waiting` is what people have corrected of none of its claims.
    """

    kept: KeptReport
    article: Article
    standings: dict[str, Standing]
    trees: list[Node]
    found: tuple[Found, ...]
    replaced: str | None
    chains: list[Joined]
    demo: bool
    said: list[kinship.Said]
    waiting: list[Corrected]
    may_correct: bool


def report(asked: Asked) -> Page | Moved:
    """One report, by its id or the beginning of it; raises NotThere."""
    kept = runs.claim_or_report(asked.database, _whole(asked.part))
    if isinstance(kept, KeptClaim):
        return Moved(claim_address(kept.claim.id))
    reading = runs.reading(asked.database, kept.number)
    trees = (of_report(tree, kept.id) for tree in report_trees(asked.database, kept))
    facts = ReportPage(
        kept,
        article(reading, asked.telling),
        standings(asked, runs.claims_of(asked.database, kept)),
        [tree for tree in trees if tree],
        runs.found(asked.database, kept),
        runs.replaced(asked.database, kept),
        joined_in(reading),
        is_marked(reading.report.text),
        kinship.history(asked, kept),
        waiting(asked, kept),
        may_correct=asked.visitor.account is not None and asked.visitor.adds,
    )
    return Page("report.html", own(kept.title or where(kept.capture)), facts)


def _whole(part: str) -> str:
    """An id as the ledger has it; an address could be a path, and says what files there are."""
    if not runs.HEX.fullmatch(part):
        message = f"no report has an id that begins with {part!r}"
        raise NotThere(message)
    return f"sha256:{part}" if len(part) > 24 else part  # noqa: PLR2004 - letters of a claim's id
