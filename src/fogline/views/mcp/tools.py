"""The questions as tools: what each takes, and its answer with the sentences that it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from fogline.errors import NotThere, Unclear, Unreadable
from fogline.runs import asking, quoting
from fogline.runs import reading as runs
from fogline.terms.reading import Failure
from fogline.views.answers.asked import LIMIT, Asked
from fogline.views.answers.table import QUERIES
from fogline.views.mcp import resting
from fogline.views.parameters import parsed
from fogline.views.published import named, published
from fogline.views.shapes import reading_shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fogline.runs.ledgers import Database
    from fogline.terms.kept import KeptClaim
    from fogline.views.parameters import Parameter
    from fogline.views.serving import Holding

Schema = dict[str, Any]
# Fewer than a program gets: whoever asks reads them all.
SOME = 10
LONGEST = 1_000_000
FEW = LIMIT._replace(default=SOME, schema={**LIMIT.schema, "default": SOME})
READ = "read"
NAMES = (
    *("claims", "reports", "places", "sources", "claim", "claim_origin", "claim_trace"),
    *("report", "report_origin", "place", "source", "head", "stages"),
    *("estimates", "waterfall", "calibration", "records", "record", "contradictions"),
    *("forecasts", "forecast", "scores", "chains", "chain", "people", "place_states", "states", "displacement"),
)


class Tool(NamedTuple):
    """A tool: its name, what it is for, and the JSON Schema of what it takes."""

    name: str
    about: str
    takes: Schema


def tools() -> list[Tool]:
    """All tools: the questions, and the reading of a text."""
    text = {"type": "string", "minLength": 1, "maxLength": LONGEST, "description": "The text of a report."}
    read = Tool(READ, "Read a text: who says what, on whose word. It is not kept.", _object({"text": text}, ["text"]))
    return [*(Tool(name, QUERIES[name].about, _takes(_parameters(name))) for name in NAMES), read]


def answered(holding: Holding, name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The answer of the tool called `name`, with `rests_on`: for each claim in it the sentences that it stands in.

    Raises NotThere, Unclear, Unreadable, BrokenLedger, BrokenModel.
    """
    if name == READ:
        return _read(holding, given)
    if name not in NAMES:
        message = f"there is no tool called {name!r}: there are {', '.join((*NAMES, READ))}"
        raise NotThere(message)
    values = parsed(_parameters(name), _written(given))
    with holding.ledger() as database:
        answer = published(QUERIES[name].answer(Asked(holding, database, values)))
        # The text stands there whole already.
        answer.pop("marked", None)
        ids = list(dict.fromkeys(resting.claims(answer)))
        kept = [asking.claim(database, identifier) for identifier in ids]
        return {**answer, "rests_on": [*_rests_on(database, kept), *resting.sentences(answer)]}


def _parameters(name: str) -> tuple[Parameter, ...]:
    return tuple(FEW if one.name == LIMIT.name else one for one in QUERIES[name].parameters)


def _takes(parameters: tuple[Parameter, ...]) -> Schema:
    fields = {}
    for one in parameters:
        schema = {"type": "array", "items": one.schema} if one.many else one.schema
        fields[one.name] = schema | {"description": one.about}
    return _object(fields, [one.name for one in parameters if one.required])


def _object(fields: Mapping[str, Schema], required: list[str]) -> Schema:
    return {"type": "object", "properties": dict(fields), "required": required, "additionalProperties": False}


def _written(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is given, as one would write it in an address."""
    for name, value in given.items():
        for one in value if isinstance(value, list) else [value]:
            if one is not None:
                yield name, str(one)


def _rests_on(database: Database, claims: list[KeptClaim]) -> list[dict[str, Any]]:
    return [
        {
            "claim": kept.claim.id,
            "sentence": sentence,
            "said": kept.said,
            "report_id": kept.report.id,
            "address": named(kept.report.capture.address),
        }
        for kept, sentence in zip(claims, quoting.quoted(database, claims), strict=True)
    ]


def _read(holding: Holding, given: Mapping[str, Any]) -> dict[str, Any]:
    text = given.get("text")
    if set(given) != {"text"} or not isinstance(text, str) or len(text) > LONGEST:
        raise Unclear("text", f"give the text, and nothing else, in up to {LONGEST:,} letters")
    outcome = runs.read_text(holding.reader(), text, "text")
    if isinstance(outcome, Failure):
        raise Unreadable(outcome.path, outcome.reason)
    language = outcome.report.language
    sentences = [{"claim": one.id, "sentence": quoting.quote(text, language, one)} for one in outcome.claims]
    return reading_shape(outcome) | {"rests_on": sentences}
