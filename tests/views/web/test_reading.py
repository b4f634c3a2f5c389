"""Read: what is pasted is read at once, and kept nowhere."""

import pytest
from starlette.testclient import TestClient

from fogline.ledger.opening import open_ledger
from fogline.runs import arriving, asking
from fogline.terms.kept import Question
from tests.sources.conftest import site
from tests.sources.site import PUBLIC, Site, answer, far
from tests.sources.test_fetch import HOSTILE
from tests.views.web.conftest import Served
from tests.views.web.looking import words

__all__ = ["site"]

TEXT = "The ministry said its troops had taken Luhy. Petrenko denied it."


@pytest.fixture
def kept(ledger: str) -> int:
    """How many reports the ledger has."""
    database = open_ledger(ledger, write=False)
    try:
        return asking.count_reports(database, Question())
    finally:
        database.close()


def test_a_text_is_read_at_once_and_not_kept(pages: TestClient, kept: int) -> None:
    answer = pages.post("/read", data={"text": TEXT})
    assert answer.status_code == 200
    said = words(answer.text)
    assert "What it lets others say" in said
    assert "its troops had taken Luhy" in said
    assert "/claim/" not in answer.text
    assert f"Reports{kept}" in words(pages.get("/").text)


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        ({"text": "  "}, 422, "Paste a text"),
        ({"text": "x" * 200_001}, 422, "too long"),
        ({"address": "file:///etc/passwd"}, 422, "has to begin with http"),
        ({"address": "http://127.0.0.1:1/"}, 422, "could not be read"),
        ({"address": "http://[::ffff:10.0.0.1]/"}, 422, "could not be read"),
        ({"address": "http://169.254.169.254/latest/meta-data"}, 422, "could not be read"),
    ],
)
def test_what_cannot_be_read_is_said_so(pages: TestClient, sent: dict[str, str], status: int, said: str) -> None:
    answer = pages.post("/read", data=sent)
    assert answer.status_code == status
    assert said in words(answer.text)


def test_what_is_no_form_or_too_large_is_refused(served: Served) -> None:
    pages = served()
    assert pages.post("/read", content=b"{}", headers={"content-type": "application/json"}).status_code == 415
    assert pages.post("/read", content=b"text=" + b"x" * 2_000_001).status_code == 413
    odd = {"content-type": "application/x-www-form-urlencoded"}
    assert pages.post("/read", content="text=ї".encode(), headers=odd).status_code == 400


def test_no_form_of_an_address_inside_is_read(pages: TestClient, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    fetcher, wire = far(site, [PUBLIC])
    monkeypatch.setattr(arriving, "fetcher", lambda *, private: None if private else fetcher)
    for host in HOSTILE:
        answered = pages.post("/read", data={"address": f"http://{host}/"})
        assert (answered.status_code, wire.connected) == (422, []), host


@pytest.mark.parametrize("names", [["10.0.0.1"], ["::ffff:127.0.0.1"], [PUBLIC, "192.168.1.1"]])
def test_no_name_that_leads_inside_is_read(
    pages: TestClient, site: Site, monkeypatch: pytest.MonkeyPatch, names: list[str]
) -> None:
    fetcher, wire = far(site, names)
    monkeypatch.setattr(arriving, "fetcher", lambda *, private: None if private else fetcher)
    answered = pages.post("/read", data={"address": "http://news.example/"})
    assert (answered.status_code, wire.connected) == (422, [])
    assert "only public addresses" in words(answered.text)


@pytest.mark.parametrize("to", ["http://127.0.0.1/", "http://2130706433/", "http://[::1]/", "file:///etc/passwd"])
def test_no_redirect_leads_inside(pages: TestClient, site: Site, monkeypatch: pytest.MonkeyPatch, to: str) -> None:
    fetcher, wire = far(site, [PUBLIC])
    site.answers["/"] = answer(b"", "302 Found", Location=to)
    monkeypatch.setattr(arriving, "fetcher", lambda *, private: None if private else fetcher)
    answered = pages.post("/read", data={"address": "http://news.example/"})
    assert answered.status_code == 422
    assert set(wire.connected) == {PUBLIC}
