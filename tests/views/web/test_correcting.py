"""Correct: an analyst's form, and what the claim's page says of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from fogline.runs import asking, ledgers
from fogline.runs.verifying import head
from fogline.terms.kept import Question
from tests.ledger.arrivals import NYVA
from tests.views.web.looking import words
from tests.views.web.test_admission import FORM, Served, everyone

if TYPE_CHECKING:
    from httpx import Response
    from starlette.testclient import TestClient

__all__ = ["everyone"]


@pytest.fixture
def claim(ledger: str, everyone: Served) -> str:
    """The id of the one claim about Nyva, in a ledger with accounts."""
    assert everyone
    with ledgers.opened(ledger, write=False) as database:
        return next(asking.claims(database, Question(places=(NYVA.id,)))).claim.id


def send(pages: TestClient, claim: str, **fields: str) -> Response:
    """What sending the form brings."""
    form = FORM.search(pages.get(f"/claim/{claim}/correct").text)
    assert form
    answer: Response = pages.post(f"/claim/{claim}/correct", data={"form": form[1], **fields})
    return answer


def test_what_an_analyst_corrects_is_shown_with_the_name(everyone: Served, claim: str) -> None:
    pages = everyone.browser("analyst")
    assert f'href="/claim/{claim}/correct"' in pages.get(f"/claim/{claim}").text
    answer = send(pages, claim, kind="enters", place="Luhy", stance="denies", note="<b>a slip</b>")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/claim/{claim}")
    for reader in (pages, everyone.browser("reader")):
        page = reader.get(f"/claim/{claim}").text
        said = re.sub(r"\s+", " ", words(page))
        assert "· analyst" in said
        assert re.search(r"instead of capture; Where: Luhy", said), said
        assert "&lt;b&gt;a slip" in page


def test_only_a_form_made_for_this_analyst_is_taken(everyone: Served, claim: str, ledger: str) -> None:
    with ledgers.opened(ledger, write=False) as database:
        before = head(database)
    pages = everyone.browser("analyst")
    form = FORM.search(everyone.browser("owner").get(f"/claim/{claim}/correct").text)
    assert form
    for sent in ({"note": "x"}, {"note": "x", "form": ""}, {"note": "x", "form": form[1]}):
        assert pages.post(f"/claim/{claim}/correct", data=sent).status_code == 403
    assert everyone.browser("reader").post(f"/claim/{claim}/correct", data={"note": "x"}).status_code == 403
    assert everyone.browser("without login").post(f"/claim/{claim}/correct", data={"note": "x"}).status_code == 401
    with ledgers.opened(ledger, write=False) as database:
        assert head(database) == before


@pytest.mark.parametrize(
    "fields", [{}, {"kind": "conquers"}, {"agent": "independent"}, {"place": "Nowhere at all"}, {"note": "x" * 2001}]
)
def test_what_cannot_be_meant_is_told_and_nothing_is_lost(everyone: Served, claim: str, fields: dict[str, str]) -> None:
    answer = send(everyone.browser("analyst"), claim, **({"speaker": ""} | fields))
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    for field in fields.keys() & {"place", "note"}:
        assert fields[field] in answer.text


def test_readers_are_offered_no_form(everyone: Served, claim: str) -> None:
    assert "/correct" not in everyone.browser("reader").get(f"/claim/{claim}").text
