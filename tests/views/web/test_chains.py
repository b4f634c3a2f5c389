"""Chains of "if" on pages: the list, and one drawn step by step with its arithmetic."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fogline.runs.chains import Chain, Edge, Step
from fogline.views.web.chains import Shown, _strands
from fogline.views.web.drawing.graph import RADIUS, graph
from tests.views.foretelling import foretold
from tests.views.web.looking import first, links, words

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

    from tests.views.web.conftest import Served

pairs = st.tuples(st.integers(1, 7), st.integers(1, 7)).filter(lambda pair: pair[0] != pair[1])
edges = st.lists(pairs, min_size=1, max_size=12, unique=True)


@pytest.fixture
def pages(served: Served, tmp_path: Path) -> TestClient:
    """The pages over a ledger with a chain of two steps."""
    where = str(tmp_path / "foretold.sqlite")
    foretold(where)
    return served(where)


def test_reports_that_join_something_are_listed(pages: TestClient) -> None:
    shown = words(pages.get("/chains").text)
    assert "the ministry takes Luhy →leads to the staff could leave Nyva" in shown
    assert pages.get("/chains?after=20").status_code == 200


def test_a_chain_opens_into_sentences_states_and_arithmetic(pages: TestClient) -> None:
    address = first(pages.get("/chains").text, "/chain/")
    page = pages.get(address)
    shown = words(page.text)
    assert "recommends nothing" in shown
    assert "If the ministry takes Luhy, the staff could leave Nyva." in shown
    assert "nobody says that it has happened Russian side withdraws at Nyva" in shown
    assert "2 steps: one in 4" in shown
    assert address.replace("/chain/", "/report/") in links(page.text)
    assert str(pages.get(address[:40]).url).endswith(address)


def test_without_script_the_server_works_out_a_readers_odds(pages: TestClient) -> None:
    address = first(pages.get("/chains").text, "/chain/")
    assert "With your oddsone in 10" in words(pages.get(f"{address}?s1=20&s2=50").text)
    assert "With your oddsnever" in words(pages.get(f"{address}?s1=0").text)
    assert "With your odds50%" in words(pages.get(f"{address}?s1=100").text)
    for wrong in ("s1=101", "s1=-3", "s1=x", "s1=" + "9" * 5000, "s1=%C2%B2"):
        assert "With your oddsone in 4" in words(pages.get(f"{address}?{wrong}").text)


def test_claims_reports_and_forecasts_lead_to_their_chain(pages: TestClient) -> None:
    report = first(pages.get("/chains").text, "/report/")
    assert report.replace("/report/", "/chain/") in links(pages.get(report).text)
    forecast = first(pages.get("/forecasts?place=Nyva").text, "/forecast/")
    chain = "/chain/" + forecast.removeprefix("/forecast/")[:-2]
    assert chain in links(pages.get(forecast).text)
    assert chain in links(pages.get(chain.replace("/chain/", "/claim/")).text)
    assert pages.get(chain).status_code == 200


@pytest.mark.parametrize("part", ["nothing", "0" * 24, "0" * 64, "-"])
def test_what_is_no_chain_is_not_there(pages: TestClient, part: str) -> None:
    assert pages.get(f"/chain/{part}").status_code == 404


def test_a_report_that_joins_nothing_says_so(pages: TestClient) -> None:
    claim = first(pages.get("/search?q=struck").text, "/claim/")
    assert pages.get(claim.replace("/claim/", "/chain/")).status_code == 404


@given(edges)
def test_every_step_and_every_edge_stands_there_once(found: list[tuple[int, int]]) -> None:
    numbers = sorted({number for pair in found for number in pair})
    steps = tuple(Step(number, str(number), "", None) for number in numbers)
    made = Chain(steps, tuple(Edge(*pair, ()) for pair in found), ())
    strands = _strands(made, {step.number: Shown(step, None, (), [], 50) for step in steps})
    items = [item for strand in strands for item in strand]
    assert sorted(item.shown.step.number for item in items if not item.again) == numbers
    assert sorted((item.edge.cause, item.edge.effect) for item in items if item.edge) == sorted(found)
    for strand in strands:
        for before, after in itertools.pairwise(strand):
            assert after.edge
            assert (after.edge.cause, after.edge.effect) == (before.shown.step.number, after.shown.step.number)


@given(edges)
def test_a_graph_keeps_within_its_picture_and_steps_apart(found: list[tuple[int, int]]) -> None:
    numbers = sorted({number for pair in found for number in pair})
    picture = graph(found, [], dict.fromkeys(numbers, "open"))
    circles = [part.split('"') for part in str(picture.drawn).split("<circle")[1:]]
    at = {(int(part[1]), int(part[3])) for part in circles}
    assert len(at) == len(numbers)
    for x, y in at:
        assert RADIUS <= x <= picture.width - RADIUS
        assert RADIUS <= y <= picture.height - RADIUS
