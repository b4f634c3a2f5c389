"""The newest claims as a feed has them: a title, a summary, who says so, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fogline.runs import asking as runs
from fogline.terms.claim import Voice
from fogline.views.answers.asked import LIMIT, Query
from fogline.views.card import NOBODY, REPORT, events_of
from fogline.views.filters import FILTERS
from fogline.views.speakers import name_of, side_of, unnamed
from fogline.views.words import clipped, side_name

if TYPE_CHECKING:
    from fogline.runs.ledgers import Database
    from fogline.terms.kept import KeptClaim
    from fogline.views.answers.asked import Asked

# Letters of what is said, in a title without events and in a summary.
TITLE, SUMMARY = 110, 500
# When nothing was ever said.
NEVER = "1970-01-01"


def feed(asked: Asked) -> dict[str, Any]:
    """The newest claims that meet all that is asked; the title names the place, the source, the words."""
    found = list(runs.claims(asked.database, asked.question()))
    return {
        "title": _title(asked),
        "updated": found[0].said if found else NEVER,
        "entries": [_entry(asked.database, kept) for kept in found],
    }


def _title(asked: Asked) -> str:
    given = {name: value for name, value in asked.given.items() if value and name != LIMIT.name}
    if "place" in given:
        given["place"] = asked.placed(given["place"]).name
    told = [f"{name.replace('_', ' ')}: {_written(value)}" for name, value in given.items()]
    return " · ".join(("Fogline", *(told or ["all claims"])))


def _written(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _entry(database: Database, kept: KeptClaim) -> dict[str, Any]:
    events = "; ".join(map(str, events_of(kept.claim, runs.text(database, kept.report.number))))
    report = kept.report
    return {
        "id": kept.claim.id,
        "title": events or f"“{clipped(kept.claim.content.text, TITLE)}”",
        "summary": f"“{clipped(kept.claim.content.text, SUMMARY)}”",
        "by": _by(kept),
        "said": kept.said,
        "report": " · ".join(part for part in (report.outlet or report.author, report.title) if part),
    }


def _by(kept: KeptClaim) -> str:
    if kept.claim.voice is Voice.NARRATOR:
        return kept.report.outlet or kept.report.author or REPORT
    name = NOBODY if unnamed(kept.claim) else name_of(kept.claim)
    return f"{name} ({side_name(side_of(kept.claim))})"


FEED = Query("feed", "The newest claims of a place, a source or a search, as a feed.", (*FILTERS, LIMIT), feed, "Feed")
