"""Working out what follows from the whole ledger before anybody asks for it."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from fogline.errors import FoglineError, NotThere
from fogline.runs import verifying
from fogline.views import knowing
from fogline.views.web.board import FIRST, board
from fogline.views.web.disputes import disputes
from fogline.views.web.place import most_told
from fogline.views.web.source import voices
from fogline.views.web.tongue import tongues

if TYPE_CHECKING:
    from threading import Event

    from fogline.runs.ledgers import Database
    from fogline.views.web.service import Service

# Seconds between two looks at the ledger: what grows all the time is not worked out at each step.
EVERY = 5.0


def keep_warm(service: Service, stop: Event) -> None:
    """Have it ready now, and again when the ledger has grown and then stood still; returns when `stop` is set."""
    warm(service)
    ready = before = _head(service)
    while not stop.wait(EVERY):
        head = _head(service)
        if head == before != ready:
            warm(service)
            ready = head
        before = head


def warm(service: Service) -> None:
    """Have ready what pages show of the ledger as it is now; what cannot be read is told by the page that needs it."""
    with suppress(FoglineError), service.holding.ledger() as database:
        # The map last: it waits for the gazetteer, which may have to be built.
        for make in (disputes, most_told, voices):
            service.once(database, make)
        knowing.fared(service.holding, database)
        with suppress(NotThere):
            knowing.calibration(service.holding, database)
        _map(service, database)


def _head(service: Service) -> str | None:
    with suppress(FoglineError), service.holding.ledger() as database:
        return verifying.head(database)[1]
    return None


def _map(service: Service, database: Database) -> None:
    shown = board(service, database)
    for code in tongues():
        name = partial(service.place_name, code)
        shown.situation(code, name, shown.last or FIRST)
        shown.steps(code, name)
