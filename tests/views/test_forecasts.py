"""fogline forecasts and fogline resolve."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from fogline.ledger.opening import open_ledger
from fogline.terms.claim import Manner
from fogline.terms.event import Certainty, EventKind, Stance, TimeFrame
from fogline.views.cli.main import fogline
from tests.ledger.arrivals import put, read

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

SHALL = Manner(Stance.AFFIRMS, Certainty.HEDGED, TimeFrame.FUTURE, endorsed=False)


@pytest.fixture
def where(tmp_path: Path) -> str:
    """A ledger with a forecast that Luhy will be taken, and the news that it was attacked."""
    where = str(tmp_path / "ledger.sqlite")
    database = open_ledger(where, write=True)
    arrival = read("ministry may take Luhy", "a", published="2025-09-01")
    reading = arrival.reading
    assert reading is not None
    events = tuple(replace(event, time=None) for event in reading.claims[0].events)
    claims = tuple(replace(claim, manner=SHALL, events=events) for claim in reading.claims)
    put(database, replace(arrival, reading=replace(reading, claims=claims)))
    put(database, read("ministry struck Luhy", "b", published="2025-09-03", kind=EventKind.STRIKES))
    database.close()
    return where


def ask(where: str, *arguments: str) -> Result:
    return CliRunner().invoke(fogline, ["--ledger", where, *arguments], catch_exceptions=False)


def listed(where: str, *arguments: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in ask(where, "forecasts", "--json", *arguments).stdout.splitlines()]


def test_a_forecast_without_a_deadline_is_vague_and_says_so(where: str) -> None:
    (found,) = listed(where)
    assert (found["state"], found["missing"], found["hedge"]) == ("vague", ["deadline"], "possible")
    assert "vague: no deadline" in ask(where, "forecasts").stdout
    assert listed(where, "--state", "open") == []


def test_a_horizon_is_told_to_be_the_users(where: str) -> None:
    (found,) = listed(where, "--horizon", "captures=10")
    assert (found["deadline"], found["assumed"], found["state"]) == ("2025-09-11", True, "due")
    assert "you set, not the text)" in " ".join(ask(where, "forecasts", "--horizon", "captures=10").stdout.split())
    assert ask(where, "forecasts", "--horizon", "captures").exit_code == 2


def test_a_person_resolves_and_opens_again_and_the_chain_holds(where: str) -> None:
    (before,) = listed(where)
    identifier = str(before["id"])
    said = ask(where, "resolve", identifier[:8], "came", "--why", "both sides say so", "--by", "an editor")
    assert said.exit_code == 0
    (found,) = listed(where, "--state", "resolved")
    assert found["resolution"] == {
        "outcome": "came",
        "by": "an editor",
        "at": found["resolution"]["at"],  # type: ignore[index]
        "reasons": ["both sides say so"],
        "claims": [],
    }
    ask(where, "resolve", identifier, "open", "--why", "too early", "--by", "an editor")
    assert listed(where, "--state", "resolved") == []
    assert ask(where, "verify").exit_code == 0


def test_what_is_no_forecast_cannot_be_resolved(where: str) -> None:
    arguments = ["--ledger", where, "resolve", "zz", "came", "--why", "x", "--by", "y"]
    refused = CliRunner().invoke(fogline, arguments)
    assert refused.exit_code == 1
    assert "no forecast has an id" in str(refused.exception)


def test_scores_are_printed_once_something_is_resolved(where: str) -> None:
    assert "no forecast has been resolved" in ask(where, "forecasts", "--scores").stdout
    ask(where, "resolve", str(listed(where)[0]["id"]), "came", "--why", "it did", "--by", "an editor")
    found = json.loads(ask(where, "forecasts", "--scores", "--json").stdout)
    assert [(one["words"], one["forecasts"]) for one in found["words"]] == [("possible", 1)]
    assert [one["name"] for one in found["sources"]] == ["the ministry"]


def test_a_table_has_a_row_a_forecast(where: str) -> None:
    header, row = ask(where, "forecasts", "--csv").stdout.splitlines()
    assert len(header.split(",")) == len(row.split(","))


def test_a_source_has_its_record_among_all(where: str) -> None:
    ask(where, "resolve", str(listed(where)[0]["id"]), "did_not", "--why", "it did not", "--by", "an editor")
    found = json.loads(ask(where, "source", "the ministry", "--json").stdout)["forecasts"]
    assert (found["forecasts"], found["states"], found["record"]["forecasts"]) == (1, {"resolved": 1}, 1)
    assert "1 forecast: 1 resolved" in ask(where, "source", "the ministry").stdout
