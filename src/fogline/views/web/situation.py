"""The page of the situation: the map of a day, the slider's data, and the drawer of one place."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from starlette.responses import Response

from fogline.errors import NotThere, Pending
from fogline.runs import asking as runs
from fogline.terms.kept import Question
from fogline.views.web.besides import besides
from fogline.views.web.board import FIRST, board_of
from fogline.views.web.drawing.situation import Drawer, Evidence, SituationPage, standings
from fogline.views.web.page import Page, claim_address
from fogline.views.web.waterfall import sides_of

if TYPE_CHECKING:
    from fogline.terms.place import Place
    from fogline.views.web.board import Board
    from fogline.views.web.page import Asked

# Claims in the drawer.
CLAIMS = 8
# The better first.
CODINGS = ("br", "gzip")
# Browsers ask again after so many seconds.
AGAIN = {"refresh": "10"}


def page(asked: Asked) -> Page:
    """The situation on the day that is asked for, or on the last."""
    try:
        board, code = board_of(asked), asked.tongue.code
    except Pending:
        return Page("pending.html", asked.tongue.say("map.title"), None, headers=AGAIN)
    shown = board.situation(code, partial(_named, asked), _day(asked, board))
    tiles, data = asked.service.tiles, f"/situation/steps?lang={code}&at={board.head[:12]}"
    said = besides(asked, shown.frame, shown.day) if shown.frame else None
    facts = SituationPage(shown, sides_of(asked), data, "/situation/place/", tiles and tiles.template, said)
    return Page("situation.html", asked.tongue.say("map.title"), facts)


def steps(asked: Asked) -> Response:
    """The slider's data, compressed as the browser takes them; 304 where it has them already."""
    board = board_of(asked)
    made = board.steps(asked.tongue.code, partial(_named, asked))
    coding = next((one for one in CODINGS if one in _taken(asked.headers.get("accept-encoding", ""))), None)
    tag = f'"{board.head[:20]}-{asked.tongue.code}-{coding or "plain"}"'
    headers = {"cache-control": "private, no-cache", "etag": tag, "vary": "accept-encoding, accept-language, cookie"}
    if tag in asked.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    body = {"br": made.br, "gzip": made.gzip}.get(coding or "", made.plain)
    # Said also of what is as it is: so that nothing compresses it on the way.
    headers["content-encoding"] = coding or "identity"
    return Response(body, media_type="application/octet-stream", headers=headers)


def _taken(accepted: str) -> set[str]:
    """The codings that an Accept-Encoding header takes."""
    parts = (part.partition(";") for part in accepted.lower().split(","))
    return {name.strip() for name, _, quality in parts if quality.replace(" ", "") not in {"q=0", "q=0.0"}}


def drawer(asked: Asked) -> Page:
    """One place on a day; raises NotThere where there is no estimate of it."""
    board = board_of(asked)
    row = board.row(asked.part)
    if row is None:
        message = f"there is no estimate for a place with the id {asked.part}"
        raise NotThere(message)
    spots = board.spots(asked.tongue.code, partial(_named, asked))
    spot = spots[row]
    day = _day(asked, board)
    until = date.fromordinal(day.toordinal() + 1).isoformat()
    question = Question(places=(spot.place.id,), until=until, limit=CLAIMS)
    lines = asked.telling.lines(runs.claims(asked.database, question), asked.text_of())
    evidence = [
        Evidence(
            line.kept.said[:10],
            line.who or str(asked.tongue.say("voice.report")),
            line.side,
            line.content,
            claim_address(line.kept.claim.id),
        )
        for line in lines
    ]
    shown = board.stand(day)
    found = standings(spots, shown, [row]) if shown.looks[row] else []
    return Page(
        "situation_place.html", spot.name, Drawer(spot, day, found[0] if found else None, sides_of(asked), evidence)
    )


def _day(asked: Asked, board: Board) -> date:
    """The day that is asked for; the last one where none is, or none that a calendar has."""
    last = board.last or FIRST
    try:
        return date.fromisoformat(asked.query.get("day", ""))
    except ValueError:
        return last


def _named(asked: Asked, place: Place) -> str:
    return asked.telling.place_name(place)
