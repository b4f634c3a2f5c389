"""Forecasts, people and states over HTTP."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from fogline.ledger.opening import open_ledger
from fogline.terms.actor import Side
from fogline.terms.capture import Capture, Item, Way
from fogline.terms.claim import Manner
from fogline.terms.event import Certainty, EventKind, Stance, TimeFrame
from tests.ledger.arrivals import NOON, put, read

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from fogline.ledger.keeping import Arrival
    from tests.views.conftest import Ask

SHALL = Manner(Stance.AFFIRMS, Certainty.HEDGED, TimeFrame.FUTURE, endorsed=False)


def foretold(arrival: Arrival) -> Arrival:
    """The same told as what will be so, on no day."""
    assert arrival.reading is not None
    claims = tuple(
        replace(claim, manner=SHALL, events=tuple(replace(event, time=None) for event in claim.events))
        for claim in arrival.reading.claims
    )
    return replace(arrival, reading=replace(arrival.reading, claims=claims))


@pytest.fixture
def ahead(ledger: str, client: TestClient) -> TestClient:
    """The API over a ledger with forecasts, people who left, and a village that is said to be cut off."""
    database = open_ledger(ledger, write=True)
    put(database, foretold(read("ministry may take Luhy", "a", published="2025-09-06")))
    put(database, foretold(read("staff may hold Luhy", "b", published="2025-09-07", kind=EventKind.HOLDS)))
    put(database, read("mayor says people left", "c", kind=EventKind.DISPLACEMENT, side=Side.UA, speaker="Mayor"))
    put(database, read("ministry has Luhy surrounded", "d", kind=EventKind.ENCIRCLES))
    database.close()
    return client


def get(client: TestClient, path: str) -> dict[str, Any]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def printed(ask: Ask, *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ask(*arguments, "--json").stdout.splitlines()]


@pytest.mark.parametrize(
    ("asked", "arguments"),
    [
        ("", []),
        ("?source=the%20ministry", ["--source", "the ministry"]),
        ("?state=vague&kind=holds", ["--state", "vague", "--kind", "holds"]),
        ("?horizon=captures=10&state=due", ["--horizon", "captures=10", "--state", "due"]),
        ("?since=2025-09-07", ["--since", "2025-09-07"]),
        ("?standing=disputed", ["--standing", "disputed"]),
    ],
)
def test_forecasts_are_those_of_the_command(ahead: TestClient, ask: Ask, asked: str, arguments: list[str]) -> None:
    assert get(ahead, f"/forecasts{asked}")["items"] == printed(ask, "forecasts", *arguments)


def test_pages_of_forecasts_hold_each_once(ahead: TestClient) -> None:
    expected = [one["id"] for one in get(ahead, "/forecasts?state=vague")["items"]]
    assert len(expected) == 2
    found, path = list[str](), "/forecasts?state=vague&limit=1"
    while path:
        answer = get(ahead, path)
        found += [one["id"] for one in answer["items"]]
        path = f"/forecasts?state=vague&limit=1&cursor={answer['next']}" if answer["next"] else ""
    assert found == expected
    first = get(ahead, "/forecasts?state=vague&limit=1")["next"]
    assert ahead.get(f"/forecasts?state=open&cursor={first}").json()["error"]["where"] == "cursor"


def test_one_forecast_has_all_that_people_said_of_it(ahead: TestClient, ask: Ask) -> None:
    identifier = get(ahead, "/forecasts?kind=captures&limit=1")["items"][0]["id"]
    tag = ahead.get(f"/forecasts/{identifier}").headers["etag"]
    for outcome, why in (("came", "both say so"), ("open", "too early")):
        assert ask("resolve", identifier, outcome, "--why", why, "--by", "Desk").exit_code == 0
    answer = ahead.get(f"/forecasts/{identifier}", headers={"if-none-match": tag})
    assert answer.status_code == 200
    found = answer.json()
    assert [(one["outcome"], one["reason"], one["by"]) for one in found["history"]] == [
        ("came", "both say so", "Desk"),
        ("open", "too early", "Desk"),
    ]
    assert (found["state"], found["resolution"]) == ("vague", None)
    claim, _, number = identifier.partition("-")
    assert get(ahead, f"/forecasts/{claim[:12]}-{number}") == found
    assert ahead.get(f"/forecasts/{claim}-9").status_code == 404


def test_a_source_has_the_record_of_its_forecasts(ahead: TestClient, ask: Ask) -> None:
    identifier = get(ahead, "/forecasts?kind=captures&limit=1")["items"][0]["id"]
    ask("resolve", identifier, "came", "--why", "both say so", "--by", "Desk")
    own = get(ahead, "/sources/the%20ministry")["forecasts"]
    assert own["states"]["resolved"] == own["record"]["forecasts"] == 1
    assert own == printed(ask, "source", "the ministry")[0]["forecasts"]
    assert [one["name"] for one in get(ahead, "/scores")["sources"]] == ["the ministry"]
    assert "1 resolved" in ask("source", "the ministry").stdout


def test_people_are_those_of_the_command_in_each_form(ahead: TestClient, ask: Ask) -> None:
    path, command = (
        "/places/geonames:1/people?km=10&until=2025-09",
        ("people", "geonames:1", "--km", "10", "--until", "2025-09"),
    )
    answer = get(ahead, path)
    assert answer.pop("taken") == []
    assert [answer] == printed(ask, *command)
    table = ahead.get(path, headers={"accept": "text/csv"})
    assert table.text == ask(*command, "--hxl").stdout
    assert table.headers["content-type"].startswith("text/csv")
    assert ahead.get(f"{path}&format=hxl").text == table.text
    assert ahead.get(f"{path}&format=hapi").text == ask(*command, "--hapi").stdout
    assert ahead.get(path, headers={"accept": "text/csv, */*"}).json()["place"]["name"] == "Luhy"
    assert table.headers["etag"] != ahead.get(path).headers["etag"]
    assert ahead.get(f"{path}&format=xls").json()["error"]["where"] == "format"


def test_a_place_has_its_states_with_who_says_so(ahead: TestClient) -> None:
    (spell,) = get(ahead, "/places/Luhy/states?condition=cut_off")["items"]
    assert (spell["agent"], spell["start"], spell["end"], spell["ended"]) == ("ru", "2025-09-02", "2025-10-03", False)
    assert [claim["source"] for claim in spell["so"]["claims"]] == ["the ministry"]
    assert get(ahead, "/places/Luhy/states?condition=cut_off&until=2025-09-01")["items"] == []
    every = get(ahead, "/states?condition=cut_off")
    assert (every["items"], every["of"]) == ([spell], 1)
    (shown,) = [
        one["properties"]["states"]
        for one in get(ahead, "/estimates.geojson?day=2025-09-05")["features"]
        if one["id"] == "geonames:1"
    ]
    assert {"condition": "cut_off", "agent": "ru", "standing": spell["standing"]} in shown


def test_no_answer_tells_in_which_folder_a_file_lies(client: TestClient, ledger: str) -> None:
    folder = "/home/somebody/secret"
    database = open_ledger(ledger, write=True)
    arrival = foretold(read("envoy may take Nyva", "e", published="2025-09-08"))
    capture = Capture(f"{folder}/envoy.txt", Way.FILE, NOON)
    put(database, replace(arrival, item=Item(arrival.item.data, capture)))
    database.close()
    (claim,) = get(client, "/claims?words=envoy")["items"]
    assert claim["report"]["address"] == "envoy.txt"
    report = claim["report"]["report_id"]
    paths = [
        *("/claims", "/claims.geojson", "/claims.atom", "/reports", "/forecasts", "/sources", "/scores", "/chains"),
        *(
            f"/claims/{claim['id']}",
            f"/claims/{claim['id']}/trace",
            f"/reports/{report}",
            f"/forecasts/{claim['id']}-1",
        ),
        *("/contradictions", "/states", "/records", f"/chains/{report}", f"/chains{folder}/envoy.txt"),
    ]
    for path in paths:
        assert folder not in client.get(path).text.replace(f"/chains{folder}", ""), path
