"""The front page: what is new, what is disputed, and where most is claimed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fogline.errors import Pending
from fogline.runs import asking as runs
from fogline.runs.sides import ukraine
from fogline.terms.event import EventKind, TimeFrame
from fogline.terms.kept import Question
from fogline.views.web.board import board_of
from fogline.views.web.disputes import Dispute, disputes
from fogline.views.web.page import Asked, Page
from fogline.views.web.place import PlaceRow, most_told
from fogline.views.web.source import voices
from fogline.views.web.waterfall import sides_of

if TYPE_CHECKING:
    from fogline.runs.ledgers import Database
    from fogline.terms.actor import Side
    from fogline.terms.counted import SideCount
    from fogline.terms.kept import KeptClaim
    from fogline.views.web.drawing.situation import Situation
    from fogline.views.web.telling import Line

NEWEST, DISPUTED, PLACES = 14, 6, 16
# Of one report no more stands there, and so many claims are looked through.
OF_ONE, LOOKED_THROUGH = 2, 300
KINDS = tuple(kind for kind in EventKind if kind is not EventKind.OTHER)


@dataclass(frozen=True, slots=True)
class Front:
    """What stands on the front page; counts go up to `most`, beyond which they are many.

    `situation` is that of the last day, None where there is no estimate; `names` are the sides'.
    """

    reports: int
    claims: int
    most: int
    sides: tuple[Side, Side]
    voices: list[SideCount]
    situation: Situation | None
    names: tuple[str, str]
    newest: list[Line]
    disputed: list[Dispute]
    places: list[PlaceRow]


def front(asked: Asked) -> Page:
    """The front page."""
    database, service = asked.database, asked.service
    facts = Front(
        *service.once(database, _counts),
        runs.MOST,
        ukraine().sides,
        service.once(database, voices),
        _situation(asked),
        sides_of(asked),
        asked.telling.lines(service.once(database, _newest), asked.text_of()),
        service.once(database, disputes)[:DISPUTED],
        service.once(database, most_told)[:PLACES],
    )
    return Page("front.html", asked.tongue.say("site.motto"), facts)


def _situation(asked: Asked) -> Situation | None:
    try:
        board = board_of(asked)
    except Pending:
        return None
    return board.situation(asked.tongue.code, asked.telling.place_name, board.last) if board.last else None


def _counts(database: Database) -> tuple[int, int]:
    return runs.count_reports(database, Question()), runs.count_claims(database, Question())


def _newest(database: Database) -> list[KeptClaim]:
    """The newest claims of news, of reports that tell their day, so that none fills the page alone."""
    found: list[KeptClaim] = []
    of: Counter[str] = Counter()
    for kept in runs.claims(database, Question(kinds=KINDS, time_frame=TimeFrame.PRESENT, limit=LOOKED_THROUGH)):
        of[kept.report.id] += 1
        if kept.report.published and of[kept.report.id] <= OF_ONE:
            found.append(kept)
    return found[:NEWEST]
