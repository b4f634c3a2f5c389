"""Working out what follows from the whole ledger before anybody asks for it."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from fogline.errors import FoglineError, NotThere
from fogline.runs import asking, verifying
from fogline.terms.kept import Question
from fogline.views import knowing
from fogline.views.serving import Wait
from fogline.views.web import apart
from fogline.views.web.besides import placed
from fogline.views.web.board import FIRST, board
from fogline.views.web.chained import chained
from fogline.views.web.disputes import disputes
from fogline.views.web.foretelling import of_ledger
from fogline.views.web.place import most_told
from fogline.views.web.source import voices
from fogline.views.web.tongue import tongues

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from threading import Event

    from fogline.runs.ledgers import Database
    from fogline.views.serving import Holding
    from fogline.views.web.service import Service

# Seconds between two looks at the ledger: what grows all the time is not worked out at each step.
EVERY = 5.0
# Claims from which on a process of its own is worth its start.
LARGE = 5000


def keep_warm(service: Service, stop: Event) -> None:
    """Have it ready now, and again when the ledger has grown and then stood still, or when another day has come, on
    which forecasts may stand otherwise; returns when `stop` is set."""
    ready = before = _state(service)
    warm(service)
    while not stop.wait(EVERY):
        state = _state(service)
        if state == before != ready:
            warm(service)
            ready = state
        before = state


def warm(service: Service) -> None:
    """Have ready what pages show of the ledger as it is now; what cannot be read is told by the page that needs it."""
    holding = replace(service.holding, wait=Wait.FOR_IT)
    with suppress(FoglineError), holding.ledger() as database, _apart(holding, database) as receive:
        _, head = verifying.head(database)
        for make in (disputes, most_told, voices, chained):
            service.once(database, make)
        _map(service, holding, database)
        service.parts += 1
        receive(database, "spells")
        placed(holding, database)
        receive(database, "foretold")
        of_ledger(holding, database)
        receive(database, "fared")
        knowing.fared(holding, database)
        service.parts += 1
        receive(database, "calibration")
        with suppress(NotThere):
            knowing.calibration(holding, database)
        service.warm = head


@contextmanager
def _apart(holding: Holding, database: Database) -> Iterator[Callable[[Database, str], None]]:
    """What receives parts from a process of their own; of a small ledger, nothing: it is quicker here."""
    if asking.count_claims(database, Question()) < LARGE:
        yield lambda _database, _name: None
    else:
        with apart.begun(holding) as receive:
            yield receive


def _state(service: Service) -> tuple[str | None, str]:
    """The newest hash of the ledger, as far as it can be read, and the day."""
    today = service.holding.today()
    with suppress(FoglineError), service.holding.ledger() as database:
        return verifying.head(database)[1], today
    return None, today


def _map(service: Service, holding: Holding, database: Database) -> None:
    shown = board(holding, database)
    for code in tongues():
        name = partial(service.place_name, code)
        shown.situation(code, name, shown.last or FIRST)
        shown.steps(code, name)
