"""What follows from the whole ledger is ready before anybody asks for it."""

from __future__ import annotations

from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from fogline.ledger.opening import open_ledger
from fogline.runs import control
from fogline.views import knowing
from fogline.views.api.app import routes
from fogline.views.serving import Holding, Wait
from fogline.views.web.app import application
from fogline.views.web.service import Service
from fogline.views.web.warming import keep_warm, warm
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


def test_what_is_foretold_is_worked_out_again_when_another_day_comes(ledger: str, gazetteer: Path) -> None:
    now = ["2025-09-04T12:00:00Z"]
    holding = Holding(ledger, gazetteer, clock=lambda: now[0])

    class Night(Event):
        """Stops when a night has passed and the new day was seen twice."""

        looks = 0

        def wait(self, timeout: float | None = None) -> bool:
            assert timeout
            now[0] = "2025-09-05T00:00:01Z"
            self.looks += 1
            return self.looks > 2

    keep_warm(Service(holding, lambda: NOON), Night())
    with holding.ledger() as database:
        assert knowing.foretold(replace(holding, wait=Wait.NOT), database) is not None


def test_no_page_waits_for_what_is_being_worked_out(ledger: str, gazetteer: Path) -> None:
    holding = Holding(ledger, gazetteer, wait=Wait.NOT_IF_FORMER)
    service = Service(holding, lambda: NOON)
    given = TestClient(application(service, routes(replace(holding, wait=Wait.NOT))), base_url="http://localhost")

    assert "being worked out" in given.get("/situation").text
    assert given.get("/situation").headers["refresh"]
    for path in ("/", "/place/geonames:1", "/source?name=the ministry", "/about"):
        assert (given.get(path).status_code, "is being worked out" in given.get(path).text) == (200, True)
    answer = given.get("/api/v1/estimates?place=geonames:1")
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "busy")
    assert answer.headers["retry-after"]

    warm(service)
    page = given.get("/situation").text
    assert "data-steps" in page
    assert "being worked out" not in page
    assert given.get("/api/v1/estimates?place=geonames:1").status_code == 200

    database = open_ledger(ledger, write=True)
    put(database, read("ministry took Luhy again", "again", published="2025-09-09"))
    database.close()
    page = given.get("/situation").text
    assert "data-steps" in page
    assert "is being worked out" in page
    assert given.get("/api/v1/estimates?place=geonames:1").status_code == 503
