"""Who has earned belief and who contradicts whom: records of sources, and contradictions."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from fogline.runs import asking as runs
from fogline.runs import naming
from fogline.runs.records import Verdict
from fogline.terms.actor import Side
from fogline.terms.kept import Question
from fogline.views import knowing
from fogline.views.answers.asked import LIMIT, PAGED, Query, following, name
from fogline.views.answers.wholes import followed
from fogline.views.contradictions import contradiction_shape
from fogline.views.filters import FILTERS
from fogline.views.parameters import TEXT, Parameter, one_of, text
from fogline.views.records import record_shape

if TYPE_CHECKING:
    from fogline.views.answers.asked import Asked


def records(asked: Asked) -> dict[str, Any]:
    """The records of sides, of kinds of sources and of sources; of the last no more than `limit`."""
    found = knowing.fared(asked.holding, asked.database).records
    side, kind = asked.given["side"], asked.given["kind"]
    wanted = [
        [one for one in some if side in {None, one.side} and kind in {None, one.kind}]
        for some in (found.sides, found.kinds, found.sources)
    ]
    wanted[2] = wanted[2][: asked.given["limit"]]
    return {"items": [record_shape(one) for one in chain(*wanted)]}


def record(asked: Asked) -> dict[str, Any]:
    """The record of a source, and a page of its claims, each with what became of it; raises NotThere."""
    verdict, limit = asked.given["verdict"], int(asked.given["limit"])
    speakers, outlets = naming.voices(asked.database, asked.given["name"], knowing.names(asked.holding, asked.database))
    fared, behind = knowing.fared(asked.holding, asked.database).of((*speakers, *outlets))
    behind = [one for one in behind if verdict is None or one.verdict is verdict]
    wanted = {one.claim for one in behind}
    question = Question(sources=speakers, outlets=outlets)
    kind = f"record {verdict or ''}"
    with closing(runs.claims(asked.database, replace(asked.page(kind, question), limit=None))) as every:
        found = list(islice((kept for kept in every if verdict is None or kept.number in wanted), limit + 1))
    rest = following(kind, question, found[limit - 1].number) if len(found) > limit else None
    return {
        "records": [record_shape(one) for one in fared],
        "claims": list(followed(found[:limit], behind)),
        "next": rest,
    }


def contradictions(asked: Asked) -> dict[str, Any]:
    """The contradictions of which a claim that meets all that is asked is part, the newest first."""
    question = replace(asked.question(), limit=None)
    found = knowing.contradictions(asked.holding, asked.database, question)
    shown = [contradiction_shape(one, runs.place(asked.database, one.place)) for one in found[: asked.given["limit"]]]
    return {"items": shown, "of": len(found), "taken": asked.names()}


SIDE = Parameter(
    "side", "Of this side.", one_of(Side), {"type": "string", "enum": [one.value for one in Side]}, "ua", "SIDE", Side
)
KIND = Parameter("kind", "Of this kind: ministry, staff, unit, channel, mapper, agency ...", text, TEXT, "ministry")
VERDICT = Parameter(
    "verdict",
    "Only claims of which this became: those behind a figure of the record.",
    one_of(Verdict),
    {"type": "string", "enum": [one.value for one in Verdict]},
    "seen",
    "VERDICT",
    Verdict,
)
SOURCE = name("name", "A name of the source, whatever its capitals, or its id.", "ru-mod")
WEIGHED = (
    Query("records", "How sources have fared with what they claimed.", (SIDE, KIND, LIMIT), records, "Records"),
    Query(
        "record",
        "How one source has fared, and the claims behind it.",
        (SOURCE, VERDICT, *PAGED),
        record,
        "WholeRecord",
    ),
    Query(
        "contradictions",
        "What is said of one place and time and cannot be so together, the newest first.",
        (*FILTERS, LIMIT),
        contradictions,
        "Contradictions",
    ),
)
