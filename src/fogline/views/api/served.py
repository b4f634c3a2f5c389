"""The one table of the API: which address is answered by what, and in which form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from fogline.views.answers.table import QUERIES
from fogline.views.api.atom import atom

if TYPE_CHECKING:
    from collections.abc import Callable

    from fogline.views.answers.asked import Query


def as_json(answer: dict[str, Any], _address: str) -> bytes:
    """An answer as JSON."""
    return msgspec.json.encode(answer)


class Served(NamedTuple):
    """An address and the query that it answers; `write` makes bytes of the answer and the address it was asked at.

    A parameter whose name stands in the `path` in braces is taken from there; `of:path` may hold slashes.
    """

    path: str
    query: Query
    media: str = "application/json"
    write: Callable[[dict[str, Any], str], bytes] = as_json


ATOM, GEOJSON = "application/atom+xml", "application/geo+json"
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
    Served("/head", QUERIES["head"]),
    Served("/stages", QUERIES["stages"]),
)
