"""Sources: who speaks in the ledger, how much, of what and of where."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from fogline.errors import NotThere
from fogline.runs import asking as runs
from fogline.runs import naming
from fogline.terms.kept import Question
from fogline.views import knowing
from fogline.views.web.outcomes import Foretelling, foretelling
from fogline.views.web.page import Asked, Page
from fogline.views.web.place import PlaceRow, place_rows
from fogline.views.web.records import Fared, fared
from fogline.views.web.shown import own
from fogline.views.web.timeline import Drawing, drawing

if TYPE_CHECKING:
    from fogline.runs.ledgers import Database
    from fogline.terms.counted import KindCount, SideCount, SourceCount
    from fogline.terms.kept import KeptClaim
    from fogline.views.web.telling import Line

LISTED, NEWEST, PLACES, NAMES = 200, 20, 12, 10


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A source and what it has claimed; `names` are all names and sides under which it stands in the ledger."""

    names: list[SourceCount]
    asked: str
    claims: int
    reports: int
    most: int
    kinds: list[KindCount]
    places: list[PlaceRow]
    drawn: Drawing | None
    newest: list[Line]
    fared: Fared
    foretelling: Foretelling | None


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources that have claimed most."""

    rows: list[SourceCount]


def sources(asked: Asked) -> Page:
    """The list of sources."""
    rows = asked.service.once(asked.database, _most_heard)
    return Page("sources.html", asked.tongue.say("nav.sources"), Sources(rows))


def source(asked: Asked) -> Page:
    """One source, by its id or any of its names; raises NotThere where nobody is called so."""
    name = asked.query.get("name", "")
    database = asked.database
    question = Question(sources=naming.source(database, name, knowing.names(asked.service.holding, database)))
    found = runs.sources(database, question, NAMES)
    if not found:
        message = f"“{name}” has claimed nothing in the ledger"
        raise NotThere(message)
    how = fared(asked, name)
    facts = SourcePage(
        found,
        name,
        runs.count_claims(database, question),
        runs.count_reports(database, question),
        runs.MOST,
        runs.kinds(database, question),
        place_rows(database, question, PLACES),
        drawing(runs.sayings(database, question), [found[0].side]),
        asked.telling.lines(_shown(database, question.sources, how), asked.text_of()),
        how,
        foretelling(asked, question.sources),
    )
    return Page("source.html", own(found[0].name), facts)


def _shown(database: Database, sources: tuple[str, ...], how: Fared) -> list[KeptClaim]:
    """The newest claims of a source, or of those behind a figure of its record."""
    with closing(runs.claims(database, Question(sources=sources))) as every:
        return list(islice((one for one in every if how.verdict is None or one.number in how.behind), NEWEST))


def _most_heard(database: Database) -> list[SourceCount]:
    return runs.sources(database, Question(), LISTED)


def voices(database: Database) -> list[SideCount]:
    """How much each side says, the most first, and reports in their own voice last."""
    return sorted(runs.sides(database, Question()), key=lambda one: (one.side is None, -one.claims))
