"""Contradictions as JSON objects and as rows: what is at issue, and on either side who says what."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from fogline.views.shapes import place_shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fogline.runs.contradicting import Contradiction
    from fogline.terms.place import Place
    from fogline.terms.stated import Stated
    from fogline.views.rows import Cell

CONTRADICTION = (
    "contradiction place_id place what agent start end says claim_id said source_id source side kind event_agent "
    "stance event_start event_end origin"
).split()


def contradiction_shape(one: Contradiction, place: Place | None) -> dict[str, Any]:
    """The JSON object of a contradiction; `place` is where it is."""
    return {
        "place": place_shape(place) or {"id": one.place},
        "what": one.what,
        "agent": one.agent,
        "start": _iso(one.first),
        "end": _iso(one.end),
        "so": stated_shape(one.so),
        "otherwise": stated_shape(one.other),
    }


def contradiction_rows(number: int, one: Contradiction, place: Place | None) -> Iterator[list[Cell]]:
    """Yield the rows of a contradiction, a claim each, as the columns CONTRADICTION have it."""
    head: list[Cell] = [
        number,
        one.place,
        place.name if place else None,
        one.what,
        one.agent,
        _iso(one.first),
        _iso(one.end),
    ]
    for says, rows in (("so", one.so), ("otherwise", one.other)):
        origins = {row.claim: row.id for row in rows}
        for row in rows:
            yield [*head, says, *_cells(row), origins.get(row.origin)]


def origins(rows: Sequence[Stated]) -> int:
    """How many of `rows` repeat no other that is known."""
    return len({row.origin for row in rows})


def stated_shape(rows: Sequence[Stated]) -> dict[str, Any]:
    """The JSON object of statements that say the same, with the number of their origins."""
    ids = {row.claim: row.id for row in rows}
    names = "id said source_id source side kind agent stance start end".split()
    return {
        "origins": origins(rows),
        "claims": [dict(zip(names, _cells(row), strict=True)) | {"origin": ids.get(row.origin)} for row in rows],
    }


def _cells(row: Stated) -> list[Cell]:
    """A claim from its id to the end of its event."""
    return [
        *(row.id, _iso(row.said), row.source or None, row.name or None, row.side),
        *(row.kind, row.agent, row.stance, _iso(row.first), _iso(row.end)),
    ]


def _iso(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()
