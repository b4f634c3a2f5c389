"""Read: what is pasted is read at once, and kept nowhere."""

import pytest
from starlette.testclient import TestClient

from fogline.ledger.opening import open_ledger
from fogline.runs import asking
from fogline.terms.kept import Question
from tests.views.web.conftest import Served
from tests.views.web.looking import words

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
