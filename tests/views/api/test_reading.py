"""Reading a text that is sent."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Any

import pytest

import fogline
from fogline.terms.reading import Failure
from fogline.views.api import reading

if TYPE_CHECKING:
    from starlette.testclient import TestClient

TEXT = "The town has fallen, the ministry said on Friday."


def test_a_text_is_read_as_the_command_reads_it_and_not_kept(client: TestClient) -> None:
    before = client.get("/head").json()
    answer = client.post("/read", json={"text": TEXT})
    assert answer.status_code == 200
    assert answer.json() == fogline.read(TEXT).as_dict()
    assert [claim["cue"]["text"] for claim in answer.json()["claims"]] == ["said"]
    assert client.get("/head").json() == before


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ({"json": {"text": " \n"}}, 422, "unreadable"),
        ({"json": {"words": TEXT}}, 400, "unclear"),
        ({"json": {"text": TEXT, "more": 1}}, 400, "unclear"),
        ({"json": [TEXT]}, 400, "unclear"),
        ({"content": b'{"text": "\xff"}', "headers": {"content-type": "application/json"}}, 400, "unclear"),
        ({"content": b'{"text": "\\ud800"}', "headers": {"content-type": "application/json"}}, 400, "unclear"),
        ({"content": b"[" * 100_000, "headers": {"content-type": "application/json"}}, 400, "unclear"),
        ({"content": TEXT.encode(), "headers": {"content-type": "text/plain"}}, 415, "no_json"),
        ({"json": {"text": "a" * reading.LARGEST}}, 413, "too_large"),
    ],
)
def test_what_cannot_be_read_is_refused(client: TestClient, sent: dict[str, Any], status: int, code: str) -> None:
    answer = client.post("/read", **sent)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert answer.json()["error"]["where"] == "body"


def test_a_text_that_takes_too_long_is_given_up(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    end = Event()

    def endless(*_: object) -> Failure:
        end.wait(10)
        return Failure("text", "never asked for")

    monkeypatch.setattr("fogline.runs.reading.read_text", endless)
    monkeypatch.setattr(reading, "PATIENCE", 0.1)
    try:
        answer = client.post("/read", json={"text": TEXT})
    finally:
        end.set()
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "busy")
    assert answer.headers["retry-after"]
