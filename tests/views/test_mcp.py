"""The questions as tools."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import anyio
import pytest
from click.testing import CliRunner
from mcp.client import Client

from fogline.errors import BrokenLedger
from fogline.linking.index import found
from fogline.linking.layer import Entry
from fogline.views.cli.main import fogline
from fogline.views.mcp.server import server
from fogline.views.mcp.tools import answered, tools
from fogline.views.serving import Holding
from tests.ledger.arrivals import LUHY, NYVA

if TYPE_CHECKING:
    from pathlib import Path

    from mcp_types import CallToolResult


@pytest.fixture
def holding(ledger: str, tmp_path: Path) -> Holding:
    folder = tmp_path / "gazetteer"
    found(folder, [Entry(LUHY, "UA.07"), Entry(NYVA, "UA.12")], "two villages")
    return Holding(ledger, folder)


def call(holding: Holding, name: str, given: dict[str, Any]) -> CallToolResult:
    """What a client gets that is connected to the server."""

    async def ask() -> CallToolResult:
        async with Client(server(holding)) as client:
            listed = await client.list_tools()
            assert [one.name for one in listed.tools] == [one.name for one in tools()]
            return await client.call_tool(name, given)

    return anyio.run(ask)


def test_an_answer_has_the_sentences_it_rests_on(holding: Holding) -> None:
    result = call(
        holding, "claims", {"source": "staff", "kind": ["holds"], "near": "49.5,37.5", "within": 20, "limit": 1}
    )
    assert not result.is_error
    (claim,) = result.structured_content["items"]
    (rests,) = result.structured_content["rests_on"]
    assert (rests["claim"], rests["sentence"]) == (claim["id"], "staff holds Luhy still")
    assert rests["address"] == "holds"


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("claims", {"since": "soon"}, "since 'soon' is no date"),
        ("claims", {"limit": "many"}, "limit 'many' is no number"),
        ("claim", {}, "id is missing"),
        ("claim", {"id": "ffff"}, "no claim in the ledger"),
        ("read", {"text": " "}, "nothing to read"),
        ("read", {"words": "a"}, "give the text"),
        ("conquer", {}, "there is no tool called 'conquer'"),
    ],
)
def test_what_goes_wrong_is_told_as_a_sentence(holding: Holding, name: str, given: dict[str, Any], said: str) -> None:
    result = call(holding, name, given)
    assert result.is_error
    assert said in result.content[0].text


# Tools whose answer over the small ledger rests on one claim of the staff.
RESTING = {"claim", "claim_origin", "claim_trace", "report", "place", "source", "waterfall", "record", "contradictions"}
# Nothing of so small a ledger is old enough to be judged, none of its reports has an "if", and FLEE is an extra.
EMPTY = {"calibration", "chain", "displacement"}


def test_every_tool_answers(holding: Holding) -> None:
    (claim,) = answered(holding, "claims", {"source": "staff"})["items"]
    forecast = answered(holding, "forecasts", {})["items"][0]
    of = {"forecast": forecast["id"], "people": "Luhy", "place_states": "Luhy"}
    of |= {"claim": claim["id"], "report": claim["report"]["report_id"], "place": "Luhy", "source": "staff"}
    values = {"day": "2025-09-05", "place": "Luhy", "text": "staff holds Luhy."}
    for tool in tools():
        if tool.name in EMPTY:
            continue
        known = values | {"id": of.get(tool.name.partition("_")[0]), "name": of.get(tool.name, "staff")}
        answer = answered(holding, tool.name, {name: known[name] for name in tool.takes["required"]})
        assert "rests_on" in answer
        if tool.name in RESTING:
            assert "staff holds Luhy still" in [one["sentence"] for one in answer["rests_on"]], tool.name


def test_a_ledger_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    done = CliRunner().invoke(fogline, ["--ledger", str(tmp_path / "none"), "mcp"])
    assert isinstance(done.exception, BrokenLedger)


def test_without_the_extra_it_is_told_what_to_install(ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fogline.views.mcp.server", None)
    done = CliRunner().invoke(fogline, ["--ledger", ledger, "mcp"])
    assert "pip install 'fogline[mcp]'" in str(done.exception)
