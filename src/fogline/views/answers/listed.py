"""Claims, reports, places and sources as they are listed, a page at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from fogline.errors import NotThere
from fogline.runs import asking as runs
from fogline.runs import naming
from fogline.views.answers.asked import LIMIT, PAGED, Query, following
from fogline.views.features import features
from fogline.views.filters import FILTERS
from fogline.views.kept_shapes import kept_claim_shape, kept_report_shape, source_shape, told_place_shape
from fogline.views.parameters import TEXT, Parameter, text
from fogline.views.shapes import place_shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fogline.runs.ledgers import Database
    from fogline.terms.kept import KeptClaim, KeptReport, Question
    from fogline.views.answers.asked import Asked

CLAIMS, REPORTS = "claims", "reports"
Kept = TypeVar("Kept", "KeptClaim", "KeptReport")


def page_of_claims(asked: Asked, question: Question) -> tuple[list[KeptClaim], str | None]:
    """The claims of the page that is wanted, and the cursor of the next one, if there is one."""
    return _page(asked, CLAIMS, question, runs.claims)


def _page(
    asked: Asked, kind: str, question: Question, ask: Callable[[Database, Question], Iterator[Kept]]
) -> tuple[list[Kept], str | None]:
    limit = question.limit or 1
    # One more than is wanted tells whether there is more.
    found = list(ask(asked.database, replace(asked.page(kind, question), limit=limit + 1)))
    rest = following(kind, question, found[limit - 1].number) if len(found) > limit else None
    return found[:limit], rest


def claims(asked: Asked) -> dict[str, Any]:
    """The claims that meet all that is asked, the newest first."""
    found, rest = page_of_claims(asked, asked.question())
    return {"items": [kept_claim_shape(kept) for kept in found], "next": rest, "taken": asked.names()}


def claims_on_a_map(asked: Asked) -> dict[str, Any]:
    """The same as features of GeoJSON, one an event that has a place."""
    found, rest = page_of_claims(asked, asked.question())
    shown = [feature for kept in found for feature in features(kept)]
    return {"type": "FeatureCollection", "features": shown, "next": rest, "taken": asked.names()}


def reports(asked: Asked) -> dict[str, Any]:
    """The reports that hold such a claim, the newest first."""
    found, rest = _page(asked, REPORTS, asked.question(), runs.reports)
    return {"items": [kept_report_shape(kept) for kept in found], "next": rest, "taken": asked.names()}


def places(asked: Asked) -> dict[str, Any]:
    """The places that a name may mean, or else those of which most is claimed."""
    question, limit = asked.question(), int(asked.given["limit"])
    called = asked.given["name"]
    if called is None:
        counts = runs.places(asked.database, question, limit)
        shown = [told_place_shape(runs.place(asked.database, one.id), one) for one in counts]
        return {"items": shown, "taken": asked.names()}
    try:
        taken = naming.place(asked.database, called, asked.holding.gazetteer)
    except NotThere:
        return {"items": [], "taken": asked.names()}
    known = [taken.place, *(place for place, _ in taken.others)][:limit]
    told = runs.places(asked.database, replace(question, places=tuple(one.id for one in known)), len(known))
    counted = {one.id: one for one in told}
    untold = {"claims": 0, "first": None, "last": None}
    shown = [
        told_place_shape(one, counted[one.id]) if one.id in counted else {"place": place_shape(one), **untold}
        for one in known
    ]
    return {"items": shown, "taken": asked.names()}


def sources(asked: Asked) -> dict[str, Any]:
    """The sources that have made most of the claims that meet all that is asked."""
    found = runs.sources(asked.database, asked.question(), asked.given["limit"])
    return {"items": [source_shape(one) for one in found], "taken": asked.names()}


NAMED = Parameter(
    "name",
    "Called so in English, Ukrainian or Russian; without it those most claimed of.",
    text,
    TEXT,
    "Харків",
)
BUT_PLACE = tuple(one for one in FILTERS if one.name != "place")
LISTS = (
    Query("claims", "Claims that meet all that is asked, the newest first.", (*FILTERS, *PAGED), claims, "Claims"),
    Query(
        "claims_on_a_map",
        "The events of those claims that have a place, as GeoJSON.",
        (*FILTERS, *PAGED),
        claims_on_a_map,
        "Features",
    ),
    Query("reports", "Reports that hold a claim that meets all that is asked.", (*FILTERS, *PAGED), reports, "Reports"),
    Query("places", "Places by name, or those of which most is claimed.", (NAMED, *BUT_PLACE, LIMIT), places, "Places"),
    Query("sources", "Sources, those that claim most first.", (*FILTERS, LIMIT), sources, "Sources"),
)
