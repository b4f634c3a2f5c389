"""Merge and split: an analyst's form, a program's address, and what the pages say of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from fogline.runs import asking, ledgers
from fogline.runs.verifying import head
from fogline.terms.kept import Question
from tests.views.web.looking import words
from tests.views.web.test_admission import FORM, NOBODY, Served, everyone
from tests.views.web.test_hostile_pages import faults

if TYPE_CHECKING:
    from httpx import Response

__all__ = ["everyone"]


@pytest.fixture
def two(ledger: str, everyone: Served) -> list[str]:
    """The ids of two claims of two reports, in a ledger with accounts."""
    assert everyone
    with ledgers.opened(ledger, write=False) as database:
        found = {kept.report.id: kept.claim.id for kept in asking.claims(database, Question())}
    return list(found.values())[:2]


def send(pages: TestClient, address: str, **fields: str) -> Response:
    """What sending the form brings."""
    form = FORM.search(pages.get(address).text)
    assert form
    answer: Response = pages.post(address, data={"form": form[1], **fields})
    return answer


def program(everyone: Served, who: str, sent: object, **headers: str) -> Response:
    """What the API answers to whoever has that token."""
    client = TestClient(everyone.app(reading_open=False), base_url="http://localhost")
    token = {"authorization": f"Bearer {everyone.tokens[who]}"} if everyone.tokens[who] else {}
    answer: Response = client.post("/api/v1/kinship", json=sent, headers=token | headers)
    return answer


def test_what_an_analyst_says_of_two_claims_is_shown_with_the_name(everyone: Served, two: list[str]) -> None:
    one, other = two
    pages = everyone.browser("analyst")
    assert f'href="/claim/{one}/kin"' in pages.get(f"/claim/{one}").text
    note = "<b>one statement</b>"
    answer = send(pages, f"/claim/{one}/kin", kin="merged", pasted=f"http://localhost/claim/{other}?lang=uk", note=note)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/claim/{one}")
    page = everyone.browser("reader").get(f"/claim/{one}").text
    said = re.sub(r"\s+", " ", words(page))
    assert re.search(rf"analyst ?Of one origin with ?{other[:12]}", said), said
    assert "an analyst says so" in said  # the tree of its travel
    assert "&lt;b&gt;one statement" in page
    assert "/kin" not in page
    assert not faults(page)
    form = pages.get(f"/claim/{one}/kin").text
    assert not faults(form.replace("<optgroup", "<select").replace("</optgroup", "</select"))
    assert f'value="{other}"' in form  # offered as tied to it now
    assert send(pages, f"/claim/{other}/kin", kin="open", other=one).status_code == 303
    assert "an analyst says so" not in pages.get(f"/claim/{one}").text


def test_reports_are_merged_and_split_on_their_pages(everyone: Served, ledger: str) -> None:
    with ledgers.opened(ledger, write=False) as database:
        one, other = [kept.id.removeprefix("sha256:") for kept in asking.reports(database, Question())][:2]
    pages = everyone.browser("analyst")
    assert send(pages, f"/report/{one}/kin", kin="merged", pasted=other[:20]).headers["location"] == f"/report/{one}"
    assert "an analyst says so" in words(pages.get(f"/report/{other}").text)
    assert send(pages, f"/report/{other}/kin", kin="split", pasted=f"sha256:{one}").status_code == 303
    assert "an analyst says so" not in words(pages.get(f"/report/{other}").text)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"kin": "married", "pasted": "OTHER"},
        {"kin": "merged", "pasted": "ffffffffffff"},
        {"kin": "merged", "pasted": "/etc/passwd"},
        {"kin": "open", "pasted": "OTHER"},
        {"kin": "merged", "pasted": "OTHER", "note": "x" * 2001},
    ],
)
def test_what_cannot_be_meant_is_told(everyone: Served, two: list[str], fields: dict[str, str]) -> None:
    fields = {name: two[1] if value == "OTHER" else value for name, value in fields.items()}
    answer = send(everyone.browser("analyst"), f"/claim/{two[0]}/kin", **fields)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_only_a_form_made_for_this_analyst_is_taken(everyone: Served, two: list[str], ledger: str) -> None:
    with ledgers.opened(ledger, write=False) as database:
        before = head(database)
    address = f"/claim/{two[0]}/kin"
    form = FORM.search(everyone.browser("owner").get(address).text)
    assert form
    for sent in ({}, {"form": ""}, {"form": form[1]}):
        given = {"kin": "merged", "pasted": two[1], **sent}
        assert everyone.browser("analyst").post(address, data=given).status_code == 403
    with ledgers.opened(ledger, write=False) as database:
        assert head(database) == before


def test_a_program_says_so_with_an_analysts_token(everyone: Served, two: list[str]) -> None:
    sent = {"one": two[0], "other": two[1], "kin": "merged", "note": "one statement"}
    for who in NOBODY:
        assert program(everyone, who, sent).status_code == 401
    assert program(everyone, "reader", sent).status_code == 403
    answer = program(everyone, "analyst", sent)
    assert answer.status_code == 201
    (said,) = answer.json()["said"]
    told = {"other": two[1], "kin": "merged", "by": "analyst", "note": "one statement", "aside": False}
    assert {name: said[name] for name in told} == told
    again = program(everyone, "owner", sent)
    assert (again.status_code, again.json()["error"]["code"]) == (409, "said_already")
    client = everyone.browser("reader")
    assert client.get(f"/api/v1/claims/{two[0]}/origin").json()["said"] == answer.json()["said"]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"kin": "open"}, 409),
        ({"other": "ffffffffffff"}, 404),
        ({"other": "sha256:ffff"}, 404),
        ({"other": "/etc/passwd"}, 404),
        ({"kin": "married"}, 400),
        ({"more": 1}, 400),
        ({"note": "x" * 2001}, 400),
        ({"note": "x" * 70_000}, 413),
    ],
)
def test_what_a_program_cannot_mean_is_refused(
    everyone: Served, two: list[str], sent: dict[str, object], status: int
) -> None:
    whole = {"one": two[0], "other": two[1], "kin": "merged"} | sent
    assert program(everyone, "analyst", whole).status_code == status


def test_a_session_is_no_token_for_what_is_written(everyone: Served, two: list[str]) -> None:
    sent = {"one": two[0], "other": two[1], "kin": "merged"}
    answer = everyone.browser("analyst").post("/api/v1/kinship", json=sent)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "not_allowed")
    assert program(everyone, "analyst", sent, **{"content-type": "text/plain"}).status_code == 415
