"""What stands between other sites and the pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from fogline.views.api.app import routes
from fogline.views.serving import Holding
from fogline.views.web.app import application
from fogline.views.web.service import Service
from fogline.views.web.tiles import tiles
from tests.ledger.arrivals import NOON

if TYPE_CHECKING:
    from pathlib import Path

    from tests.views.web.conftest import Served

OURS = {"origin": "http://localhost", "sec-fetch-site": "same-origin"}


def test_a_page_may_load_nothing_from_elsewhere(pages: TestClient) -> None:
    for path in ("/", "/about", "/missing", "/search?q=luhy"):
        answer = pages.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert not re.search(r"<(script|link|img)[^>]+(?:src|href)=.(?!/)", answer.text)
        assert not re.search(r"<[^>]+\s(?:style|on\w+)=", answer.text), path
        assert "<style" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "cross-site"}, {"origin": "http://elsewhere.example"}, {"origin": "null"}],
)
def test_what_another_site_sends_is_refused(served: Served, headers: dict[str, str]) -> None:
    answer = served().post("/", headers=headers)
    assert answer.status_code == 403
    assert "content-security-policy" in answer.headers


def test_at_home_it_answers_to_its_own_names_only(served: Served) -> None:
    assert served(at_home=True).get("/", headers={"host": "rebound.example"}).status_code == 400
    assert served(at_home=True).get("/", headers={"host": "localhost:8017"}).status_code == 200
    assert served(at_home=True).get("/", headers={"host": "[::1]:8017"}).status_code == 200
    assert served().get("/", headers={"host": "fogline.example"}).status_code == 200


def test_tiles_widen_what_may_be_loaded_by_their_host_and_nothing_else(
    ledger: str, gazetteer: Path, pages: TestClient
) -> None:
    own = Service(Holding(ledger, gazetteer), lambda: NOON, tiles=tiles("https://Tiles.example:8443/{z}/{x}/{y}.png"))
    with TestClient(application(own), base_url="http://localhost") as client:
        answer = client.get("/situation")
    plain = pages.get("/situation")
    assert 'data-tiles="https://Tiles.example:8443/{z}/{x}/{y}.png"' in answer.text
    assert 'data-tiles=""' in plain.text
    policy, usual = (one.headers["content-security-policy"] for one in (answer, plain))
    assert policy == usual.replace("img-src 'self' data:", "img-src 'self' data: https://tiles.example:8443")


def test_the_api_refuses_what_another_site_sends_in_its_own_shape(ledger: str, gazetteer: Path) -> None:
    holding = Holding(ledger, gazetteer)
    app = application(Service(holding, lambda: NOON, at_home=True), routes(holding))
    client = TestClient(app, base_url="http://localhost")
    sent = client.post("/api/v1/read", json={"text": "a"}, headers={"origin": "https://evil.example"})
    assert (sent.status_code, sent.json()["error"]["code"]) == (403, "not_allowed")
    led = client.get("/api/v1/head", headers={"host": "evil.example"})
    assert (led.status_code, led.json()["error"]["code"]) == (400, "unclear")


@pytest.mark.parametrize(
    "template",
    [
        "http://tiles.example/{z}/{x}/{y}.png",
        "https://*/{z}/{x}/{y}.png",
        "https://*.example/{z}/{x}/{y}.png",
        "https://a.example; script-src *.example/{z}/{x}/{y}.png",
        "https://a.example b.example/{z}/{x}/{y}.png",
        "https://user@a.example/{z}/{x}/{y}.png",
        "https://{s}.example/{z}/{x}/{y}.png",
        "https://a.example/{z}/{x}.png",
        "https:///{z}/{x}/{y}.png",
        "tiles",
    ],
)
def test_what_is_no_address_of_tiles_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match="no address of tiles"):
        tiles(template)
