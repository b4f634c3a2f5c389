"""What follows from the whole ledger is ready before anybody asks for it."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest

from fogline.ledger.opening import open_ledger
from fogline.runs import control
from fogline.views import knowing
from fogline.views.serving import Holding
from fogline.views.web.service import Service
from fogline.views.web.warming import keep_warm
from tests.ledger.arrivals import NOON, put, read

if TYPE_CHECKING:
    from pathlib import Path

    from fogline.runs.ledgers import Database


class Looks(Event):
    """Stops after so many looks; what comes into the ledger comes before the first."""

    def __init__(self, where: str, looks: int) -> None:
        super().__init__()
        self.where, self.looks = where, looks

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout
        if not self.is_set():
            database = open_ledger(self.where, write=True)
            put(database, read("ministry took Luhy again", "again", published="2025-09-09"))
            database.close()
            self.set()
        self.looks -= 1
        return self.looks < 0


@pytest.mark.parametrize(("looks", "times"), [(0, 1), (1, 1), (2, 2), (5, 2)])
def test_it_is_worked_out_once_for_each_state_that_lasts(
    ledger: str, gazetteer: Path, monkeypatch: pytest.MonkeyPatch, looks: int, times: int
) -> None:
    weighed, weigh = [], control.weigh

    def counted(database: Database, theatre: object) -> object:
        weighed.append(None)
        return weigh(database, theatre)  # type: ignore[arg-type]

    monkeypatch.setattr(control, "weigh", counted)
    service = Service(Holding(ledger, gazetteer), lambda: NOON)
    keep_warm(service, Looks(ledger, looks))
    assert len(weighed) == times
    if looks != 0 and times == 2:
        with service.holding.ledger() as database:
            knowing.fared(service.holding, database)
        assert len(weighed) == times
