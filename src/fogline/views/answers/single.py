"""One thing asked for by its id or name: a claim, a report, a place, a source, and where a claim or report is from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fogline.runs import asking as runs
from fogline.runs import forecasts, kinship, naming, origins
from fogline.terms.kept import Question
from fogline.views import knowing
from fogline.views.answers.asked import PAGED, Query, name
from fogline.views.answers.listed import page_of_claims
from fogline.views.answers.wholes import followed, marked, whole_claim, whole_report, whole_source, whole_tree
from fogline.views.filters import SINCE, UNTIL
from fogline.views.forecast_shapes import foretold_shape
from fogline.views.kept_shapes import kept_claim_shape, saying_shape, taken_shape, trace_shape
from fogline.views.kinship import kinship_shapes
from fogline.views.records import record_shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fogline.terms.kept import KeptClaim, KeptReport
    from fogline.views.answers.asked import Asked


def claim(asked: Asked) -> dict[str, Any]:
    """One claim with all that the ledger has of it, and who says otherwise."""
    kept = runs.claim(asked.database, asked.given["id"])
    return whole_claim(asked.database, kept, knowing.of_places(asked.holding, asked.database))


def claim_origin(asked: Asked) -> dict[str, Any]:
    """The ways that the events of a claim came."""
    kept = runs.claim(asked.database, asked.given["id"])
    return _origin(asked, kept, origins.claim_trees(asked.database, kept))


def claim_trace(asked: Asked) -> dict[str, Any]:
    """The way back from a claim to the bytes."""
    return trace_shape(runs.trace(asked.database, runs.claim(asked.database, asked.given["id"])))


def report(asked: Asked) -> dict[str, Any]:
    """One report as it was read last, with its text, and the same cut where marks begin and end."""
    kept = runs.report(asked.database, asked.given["id"])
    reading = runs.reading(asked.database, kept.number)
    return whole_report(asked.database, kept, reading) | {"text": reading.report.text, "marked": marked(reading)}


def report_origin(asked: Asked) -> dict[str, Any]:
    """The families of copies that a report belongs to."""
    kept = runs.report(asked.database, asked.given["id"])
    return _origin(asked, kept, origins.report_trees(asked.database, kept))


def _origin(
    asked: Asked, kept: KeptClaim | KeptReport, trees: Sequence[origins.ClaimTree | origins.ReportTree]
) -> dict[str, Any]:
    said = kinship_shapes(kinship.history(asked.database, kept))
    return {"trees": [whole_tree(tree) for tree in trees], "said": said}


def place(asked: Asked) -> dict[str, Any]:
    """A place, what is claimed of it day by day, and a page of those claims."""
    taken = naming.place(asked.database, asked.given["name"], asked.holding.gazetteer)
    question = _between(asked, Question(places=(taken.place.id,)))
    found, rest = page_of_claims(asked, question)
    days = [saying_shape(saying) for saying in runs.sayings(asked.database, question)]
    return taken_shape(taken) | {"timeline": days, "claims": [kept_claim_shape(kept) for kept in found], "next": rest}


def source(asked: Asked) -> dict[str, Any]:
    """A source, how much it claims of what and where, its record, and a page of those claims with what became of them.

    The record, and that of its forecasts, is of the whole ledger, whatever the days that are asked for.
    """
    speakers, outlets = naming.voices(asked.database, asked.given["name"], knowing.names(asked.holding, asked.database))
    question = _between(asked, Question(sources=speakers, outlets=outlets))
    found, rest = page_of_claims(asked, question)
    records, behind = knowing.fared(asked.holding, asked.database).of((*speakers, *outlets))
    foretold = forecasts.record_among(knowing.foretold(asked.holding, asked.database), (*speakers, *outlets))
    head = whole_source(asked.database, question) | {
        "records": [record_shape(one) for one in records],
        "forecasts": foretold_shape(*foretold),
    }
    return head | {"claims": list(followed(found, behind)), "next": rest}


def _between(asked: Asked, question: Question) -> Question:
    given = asked.given
    return replace(question, since=given["since"], until=given["until"], limit=given["limit"])


CLAIM_ID = name("id", "The id of a claim, or as much of it as tells it from others.", "0b1d9af9cbbf6d77b2a0fc4d")
REPORT_ID = name("id", "The id of a report, or as much of it as tells it from others.", "sha256:5f")
PLACE = name("name", "A name of the place in any language, or its id.", "geonames:703656")
SOURCE = name("name", "A name of the source, whatever its capitals, or its id.", "ru-mod")
DAYS = (SINCE, UNTIL, *PAGED)
SINGLE = (
    Query("claim", "One claim, where it was found, and who says otherwise.", (CLAIM_ID,), claim, "WholeClaim"),
    Query("claim_origin", "Who said a claim first, and who has it from whom.", (CLAIM_ID,), claim_origin, "Origin"),
    Query("claim_trace", "The way back from a claim to the bytes it was read from.", (CLAIM_ID,), claim_trace, "Trace"),
    Query("report", "One report with its marked text and all its claims.", (REPORT_ID,), report, "WholeReport"),
    Query("report_origin", "Which reports retell which.", (REPORT_ID,), report_origin, "Origin"),
    Query("place", "What is claimed of a place, day by day.", (PLACE, *DAYS), place, "WholePlace"),
    Query("source", "What a source claims, how much, of which places.", (SOURCE, *DAYS), source, "WholeSource"),
)
