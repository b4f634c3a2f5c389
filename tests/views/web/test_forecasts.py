"""Forecasts on pages: by state, each with what it leaves open, and an analyst's word on one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.views.foretelling import foretold
from tests.views.web.looking import first, links, words
from tests.views.web.test_admission import FORM
from tests.views.web.test_admission import Served as Everyone

if TYPE_CHECKING:
    from pathlib import Path

    from httpx import Response
    from starlette.testclient import TestClient

    from tests.views.web.conftest import Served


@pytest.fixture
def where(tmp_path: Path) -> str:
    """A ledger with forecasts."""
    where = str(tmp_path / "foretold.sqlite")
    foretold(where)
    return where


@pytest.fixture
def pages(served: Served, where: str) -> TestClient:
    """The pages over it."""
    return served(where)


@pytest.fixture
def everyone(where: str, gazetteer: Path) -> Everyone:
    """The same with accounts."""
    return Everyone(where, gazetteer)


def test_forecasts_are_listed_by_where_they_stand(pages: TestClient) -> None:
    every = words(pages.get("/forecasts").text)
    assert "All 3 Open 0Due 1Resolved 0Vague 2" in every
    vague = words(pages.get("/forecasts?state=vague").text)
    assert "Vague does not say: until when" in vague
    assert "up to 2 Sept 2025" not in vague
    assert "Due up to 2 Sept 2025" in words(pages.get("/forecasts?state=due").text)
    assert "Nothing in the ledger meets all of that." in words(pages.get("/forecasts?state=open").text)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("place=Nyva", 1),
        ("kind=captures", 2),
        ("side=ua", 0),
        ("source=the+ministry", 3),
        ("since=2025-09-02", 1),
        ("until=2025-09-01", 2),
        ("kind=nonsense", 3),
        ("place=Nowhere+at+all", 0),
        ("after=2", 3),
        ("after=-1", 3),
    ],
)
def test_filters_narrow_the_list_down(pages: TestClient, query: str, count: int) -> None:
    answer = pages.get(f"/forecasts?{query}")
    assert answer.status_code == 200
    assert f"All {count} " in words(answer.text)


def test_a_horizon_is_shown_as_the_readers_assumption(pages: TestClient) -> None:
    shown = words(pages.get("/forecasts?horizon=30&place=Luhy").text)
    assert "That is your assumption, not the text's." in shown
    assert "up to 1 Oct 2025 assumed: the text names no day" in shown
    assert "assumed" not in words(pages.get("/forecasts?horizon=31").text).replace("assumed:", "")


def test_a_forecasts_page_says_what_it_foretells_and_what_it_leaves_open(pages: TestClient) -> None:
    address = first(pages.get("/forecasts?state=vague&place=Luhy").text, "/forecast/")
    page = pages.get(address)
    shown = words(page.text)
    assert "Vague, since the text does not say: until when." in shown
    assert "may take Luhy" in shown
    assert {"/place/geonames:1", "/claim/" + address.removeprefix("/forecast/")[:-2]} <= set(links(page.text))
    assert str(pages.get(address[:-2]).url).endswith(address)
    due = first(pages.get("/forecasts?state=due").text, "/forecast/")
    assert "nothing in the ledger says clearly what became of it" in words(pages.get(due).text)


@pytest.mark.parametrize("part", ["nothing", "0" * 24, "0-1-2", "-1", "%2e%2e"])
def test_what_is_no_forecast_is_not_there(pages: TestClient, part: str) -> None:
    assert pages.get(f"/forecast/{part}").status_code == 404


def resolve(pages: TestClient, address: str, **fields: str) -> Response:
    """What sending the form brings."""
    form = FORM.search(pages.get(address).text)
    assert form
    answer: Response = pages.post(f"{address}/resolve", data={"form": form[1], **fields})
    return answer


def test_an_analyst_says_what_became_of_one_and_takes_it_back(everyone: Everyone) -> None:
    pages, reader = everyone.browser("analyst"), everyone.browser("reader")
    address = first(pages.get("/forecasts?state=due").text, "/forecast/")
    answer = resolve(pages, address, outcome="came", why="<b>seen</b> on a map")
    assert (answer.status_code, answer.headers["location"]) == (303, address)
    shown = reader.get(address).text
    assert "Came true by analyst" in words(shown)
    assert "&lt;b&gt;seen&lt;/b&gt; on a map" in shown
    assert "Resolved 1" in words(reader.get("/forecasts").text)
    assert "from 1 forecast" in words(reader.get("/forecasts").text)
    assert resolve(pages, address, outcome="open", why="the map was of another day").status_code == 303
    again = words(reader.get(address).text)
    assert "Came true by" not in again
    assert "the map was of another day" in again
    assert "Resolved 0" in words(reader.get("/forecasts").text)


@pytest.mark.parametrize("fields", [{}, {"outcome": "came"}, {"outcome": "perhaps", "why": "so"}, {"why": "so"}])
def test_a_word_without_an_outcome_or_a_reason_is_not_kept(everyone: Everyone, fields: dict[str, str]) -> None:
    pages = everyone.browser("analyst")
    address = first(pages.get("/forecasts?state=due").text, "/forecast/")
    answer = resolve(pages, address, **fields)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "Nobody has said" in words(everyone.browser("reader").get(address).text)


def test_only_an_analysts_own_form_counts(everyone: Everyone) -> None:
    pages, said = everyone.browser("analyst"), {"outcome": "came", "why": "so"}
    address = first(pages.get("/forecasts?state=due").text, "/forecast/")
    other = FORM.search(everyone.browser("owner").get(address).text)
    assert other
    for form in ({}, {"form": ""}, {"form": other[1]}):
        assert pages.post(f"{address}/resolve", data=said | form).status_code == 403
    assert everyone.browser("reader").post(f"{address}/resolve", data=said).status_code == 403
    assert everyone.browser("without login").post(f"{address}/resolve", data=said).status_code == 401
    assert "/resolve" not in everyone.browser("reader").get(address).text


def test_claims_places_and_sources_lead_to_their_forecasts(pages: TestClient) -> None:
    address = first(pages.get("/forecasts?state=due").text, "/forecast/")
    claim = address.removeprefix("/forecast/")[:-2]
    for page in (f"/claim/{claim}", "/place/geonames:1", "/source?name=the+ministry"):
        assert address in links(pages.get(page).text), page
    assert "How it has foretold Due 1Vague 2" in words(pages.get("/source?name=the+ministry").text)
