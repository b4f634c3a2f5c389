"""What settlements are said to be besides somebody's, on the map and in the list beside it."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from starlette.responses import Response

from fogline.errors import Pending
from fogline.runs import asking as runs
from fogline.views import knowing
from fogline.views.web.board import FIRST, board_of
from fogline.views.web.drawing.besides import SIGNS, Sign, signs, swatch
from fogline.views.web.drawing.svg import element

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from markupsafe import Markup

    from fogline.runs.ledgers import Database
    from fogline.runs.spells import Condition, Spell
    from fogline.terms.place import Place
    from fogline.views.serving import Holding
    from fogline.views.web.drawing.frame import Frame
    from fogline.views.web.page import Asked

# Places that the list beside the map names.
LISTED = 8


class Named(NamedTuple):
    """A place of the list and what it is said to be."""

    place: Place
    spells: list[Spell]


@dataclass(frozen=True, slots=True)
class Besides:
    """What is said on a day: `drawn` are the signs on the map, `key` those of the legend, `data` the slider's."""

    drawn: Markup
    key: list[tuple[Condition, Markup]]
    rows: list[Named]
    data: str


def besides(asked: Asked, frame: Frame, day: date) -> Besides | None:
    """What is said on `day` of the places of a map in `frame`; None where nothing is said on any day, or not yet."""
    try:
        every = placed(asked.service.holding, asked.database)
    except Pending:
        return None
    if not every:
        return None
    at = day.toordinal()
    of_place: dict[str, Named] = {}
    for place, spell in every:
        if spell.first <= at < spell.end:
            of_place.setdefault(place.id, Named(place, [])).spells.append(spell)
    drawn = [_drawn(one, frame) for one in of_place.values()]
    rows = sorted(of_place.values(), key=lambda one: (-max(spell.first for spell in one.spells), one.place.id))
    key = [(condition, swatch(condition)) for condition in SIGNS]
    data = f"/situation/spells?at={board_of(asked).head[:12]}"
    return Besides(element("g", *drawn, class_="marks", aria_hidden="true"), key, rows[:LISTED], data)


def data(asked: Asked) -> Response:
    """The slider's data: `rows` of x, y in units of the map, the first day and the one after the last, counted from the
    slider's first, the number of the sign, and whether it is disputed. Raises Pending.
    """
    board = board_of(asked)
    shown = board.situation(asked.tongue.code, asked.telling.place_name, board.last or FIRST)
    rows = []
    if shown.frame:
        for place, spell in placed(asked.service.holding, asked.database):
            days = spell.first - shown.first.toordinal(), spell.end - shown.first.toordinal()
            x, y = _at(place, shown.frame)
            rows.append([x, y, *days, SIGNS.index(spell.condition), int(bool(spell.other))])
    tag = f'"{board.head[:20]}-spells"'
    headers = {"cache-control": "private, no-cache", "etag": tag, "vary": "cookie"}
    if tag in asked.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(json.dumps({"rows": rows}), media_type="application/json", headers=headers)


def placed(holding: Holding, database: Database) -> list[tuple[Place, Spell]]:
    """The spells that have a sign, of places that stand somewhere, the newest first; raises Pending."""
    return holding.whole(database, _placed, holding)


def _placed(database: Database, holding: Holding) -> list[tuple[Place, Spell]]:
    found: dict[str, list[Spell]] = defaultdict(list)
    for spell in knowing.spells(holding, database):
        if spell.condition in SIGNS:
            found[spell.place].append(spell)
    known = ((runs.place(database, identifier), of_place) for identifier, of_place in found.items())
    return [(place, spell) for place, of_place in known if place and place.lat is not None for spell in of_place]


def _drawn(one: Named, frame: Frame) -> Markup:
    x, y = _at(one.place, frame)
    return element("g", signs(_signs(one.spells)), transform=f"translate({x} {y})")


def _signs(of: Sequence[Spell]) -> list[Sign]:
    return [Sign(spell.condition, bool(spell.other)) for spell in of]


def _at(place: Place, frame: Frame) -> tuple[float, float]:
    assert place.lon is not None  # noqa: S101 - told to the type checker
    assert place.lat is not None  # noqa: S101 - told to the type checker
    return frame.at(place.lon, place.lat)
