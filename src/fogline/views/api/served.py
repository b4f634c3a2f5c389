"""The one table of the API: which address is answered by what, and in which form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from fogline.views.answers.peopled import people_hapi, people_hxl
from fogline.views.answers.table import QUERIES
from fogline.views.api.atom import atom
from fogline.views.parameters import LONGEST, Parameter

if TYPE_CHECKING:
    from collections.abc import Callable

    from fogline.views.answers.asked import Asked, Query


def as_json(answer: dict[str, Any], _address: str) -> bytes:
    """An answer as JSON."""
    return msgspec.json.encode(answer)


class Form(NamedTuple):
    """Another form of an answer, a table: what it is called, and what writes it. `format=` of that name asks for it.

    An answer's first form is given to who accepts a table and no JSON.
    """

    name: str
    write: Callable[[Asked], str]


class Served(NamedTuple):
    """An address and the query that it answers; `write` makes bytes of the answer and the address it was asked at.

    A parameter whose name stands in the `path` in braces is taken from there; `of:path` may hold slashes.
    """

    path: str
    query: Query
    media: str = "application/json"
    write: Callable[[dict[str, Any], str], bytes] = as_json
    forms: tuple[Form, ...] = ()

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """What it may be asked with."""
        return (*self.query.parameters, *(_format(self.forms) if self.forms else ()))


def _format(forms: tuple[Form, ...]) -> tuple[Parameter]:
    names = [AS_JSON, *(form.name for form in forms)]
    about = f"In which form: {', '.join(names)}; else as the header Accept has it."
    return (Parameter(FORMAT, about, _one_of(names), {"type": "string", "enum": names}, forms[0].name),)


def _one_of(names: list[str]) -> Callable[[str], str]:
    def parse(written: str) -> str:
        if written not in names:
            message = f"{written[:LONGEST]!r} is none of {', '.join(names)}"
            raise ValueError(message)
        return written

    return parse


ATOM, GEOJSON, CSV = "application/atom+xml", "application/geo+json", "text/csv"
FORMAT, AS_JSON = "format", "json"
SERVED = (
    Served("/claims", QUERIES["claims"]),
    Served("/claims.geojson", QUERIES["claims_on_a_map"], GEOJSON),
    Served("/claims.atom", QUERIES["feed"], ATOM, atom),
    Served("/claims/{id}", QUERIES["claim"]),
    Served("/claims/{id}/origin", QUERIES["claim_origin"]),
    Served("/claims/{id}/trace", QUERIES["claim_trace"]),
    Served("/reports", QUERIES["reports"]),
    Served("/reports/{id}", QUERIES["report"]),
    Served("/reports/{id}/origin", QUERIES["report_origin"]),
    Served("/places", QUERIES["places"]),
    Served("/places/{name:path}/people", QUERIES["people"], forms=(Form("hxl", people_hxl), Form("hapi", people_hapi))),
    Served("/places/{name:path}/displacement", QUERIES["displacement"]),
    Served("/places/{name:path}/states", QUERIES["place_states"]),
    Served("/places/{name:path}", QUERIES["place"]),
    Served("/sources", QUERIES["sources"]),
    Served("/sources/{name:path}", QUERIES["source"]),
    Served("/estimates", QUERIES["estimates"]),
    Served("/estimates.geojson", QUERIES["estimates_on_a_map"], GEOJSON),
    Served("/waterfall", QUERIES["waterfall"]),
    Served("/calibration", QUERIES["calibration"]),
    Served("/records", QUERIES["records"]),
    Served("/records/{name:path}", QUERIES["record"]),
    Served("/contradictions", QUERIES["contradictions"]),
    Served("/states", QUERIES["states"]),
    Served("/forecasts", QUERIES["forecasts"]),
    Served("/forecasts/{id}", QUERIES["forecast"]),
    Served("/scores", QUERIES["scores"]),
    Served("/chains", QUERIES["chains"]),
    Served("/chains/{id}", QUERIES["chain"]),
    Served("/head", QUERIES["head"]),
    Served("/stages", QUERIES["stages"]),
)
