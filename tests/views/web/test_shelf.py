"""Answers that are ready are given again, until the ledger grows."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from fogline.ledger.opening import open_ledger
from fogline.views.api.app import routes
from fogline.views.serving import Holding
from fogline.views.web import app as web
from fogline.views.web.app import application
from fogline.views.web.service import Service
from fogline.views.web.shelf import LARGEST, MOST, Answer, Kept, Shelf
from tests.ledger.arrivals import NOON, put, read

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.types import Message, Receive, Scope, Send


@pytest.fixture
def asked(ledger: str, gazetteer: Path) -> TestClient:
    holding = Holding(ledger, gazetteer)
    return TestClient(application(Service(holding, lambda: NOON), routes(holding)), base_url="http://localhost")


@pytest.mark.parametrize("path", ["/", "/place/geonames:1", "/api/v1/claims", "/search?q=Luhy"])
def test_the_same_is_not_answered_twice(asked: TestClient, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    first = asked.get(path)
    monkeypatch.setattr(web, "answer", None)
    again = asked.get(path)
    assert (again.status_code, again.content, again.headers) == (200, first.content, first.headers)
    known = asked.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (known.status_code, known.content) == (304, b"")
    assert known.headers["etag"] == first.headers["etag"]


def test_what_comes_into_the_ledger_is_answered_at_once(asked: TestClient, ledger: str) -> None:
    for number in range(3):
        before = asked.get("/api/v1/head").json()["entries"]
        database = open_ledger(ledger, write=True)
        put(database, read(f"ministry took Luhy again {number}", f"again{number}", published="2025-09-09"))
        database.close()
        assert asked.get("/api/v1/head").json()["entries"] > before
        assert f"took Luhy again {number}" in asked.get("/search?q=again").text


def test_languages_and_hosts_have_answers_of_their_own(asked: TestClient) -> None:
    texts = {asked.get("/", headers={"accept-language": code}).text for code in ("en", "uk", "ru")}
    assert len(texts) == 3
    assert asked.get("/?lang=uk").headers["set-cookie"]
    assert asked.get("/?lang=uk").headers["set-cookie"]
    feeds = {asked.get("/api/v1/claims.atom", headers={"host": host}).text for host in ("localhost", "127.0.0.1")}
    assert len(feeds) == 2


def test_what_is_not_there_is_looked_for_again(asked: TestClient) -> None:
    assert [asked.get("/place/geonames:99").status_code for _ in range(2)] == [404, 404]


def test_no_more_is_kept_than_memory_is_meant_for() -> None:
    kept, large = Kept(), b"x" * (LARGEST - 1000)
    kept.find("state", ())
    for number in range(MOST // LARGEST + 10):
        kept.keep("state", (number,), Answer([], large))
    assert kept.find("state", (0,)) is None
    assert kept.find("state", (MOST // LARGEST + 9,)) is not None
    kept.keep("state", ("too large",), Answer([], b"x" * LARGEST))
    assert kept.find("state", ("too large",)) is None
    assert kept.find("another", (MOST // LARGEST + 9,)) is None


def test_who_asks_the_same_meanwhile_waits_for_the_one_answer(ledger: str, gazetteer: Path) -> None:
    made = []

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        made.append(None)
        for _ in range(5):
            await asyncio.sleep(0)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"once"})

    async def received() -> Message:
        raise NotImplementedError

    async def ask(sent: list[Message]) -> None:
        async def send(message: Message) -> None:
            sent.append(message)

        await shelf({"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []}, received, send)

    async def together(answers: list[list[Message]]) -> None:
        await asyncio.gather(*map(ask, answers))

    shelf = Shelf(app, service=Service(Holding(ledger, gazetteer), lambda: NOON))
    shelf.service.stands()
    answers: list[list[Message]] = [[] for _ in range(4)]
    asyncio.run(together(answers))
    assert [answer[1]["body"] for answer in answers] == [b"once"] * 4
    assert len(made) == 1
