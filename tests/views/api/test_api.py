"""Asking over HTTP."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest

from fogline.ledger.opening import open_ledger
from fogline.views.api.openapi import examples
from fogline.views.api.served import ATOM, SERVED
from fogline.views.api.troubles import TROUBLES
from fogline.views.filters import FILTERS
from fogline.views.schema import ref
from fogline.views.schemas import SCHEMAS
from tests.ledger.arrivals import put, read

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from tests.views.conftest import Ask

NOBODY = "ffffffffff"
# Objects whose names are not known beforehand.
FREE = (
    *("kinds", "rows", "stale", "reasons", "facts"),
    *("p", "weight", "quantiles", "baselines", "by_side", "by_kind", "by_month", "states"),
)


def items(client: TestClient, path: str) -> list[dict[str, Any]]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def printed(ask: Ask, *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ask(*arguments, "--json").stdout.splitlines()]


@pytest.mark.parametrize(
    ("asked", "arguments"),
    [
        ("", []),
        ("?place=Nyva", ["--place", "Nyva"]),
        ("?near=50.4,30.6&within=20", ["--near", "50.4,30.6", "--within", "20"]),
        ("?near=Nyva&within=1", ["--near", "Nyva", "--within", "1"]),
        ("?source=STAFF", ["--source", "STAFF"]),
        ("?kind=holds&kind=enters", ["--kind", "holds", "--kind", "enters"]),
        ("?side=ua&stance=affirms", ["--side", "ua", "--stance", "affirms"]),
        ("?time_frame=future", ["--time-frame", "future"]),
        ("?since=2025-09-04&until=2025-09", ["--since", "2025-09-04", "--until", "2025-09"]),
        ("?words=%22took%20Nyva%22&limit=1", ["--words", '"took Nyva"', "--limit", "1"]),
        ("?language=uk", ["--language", "uk"]),
    ],
)
def test_the_filters_and_the_answers_are_those_of_the_commands(
    client: TestClient, ask: Ask, asked: str, arguments: list[str]
) -> None:
    assert items(client, f"/claims{asked}") == printed(ask, "claims", *arguments)
    assert items(client, f"/reports{asked}") == printed(ask, "reports", *arguments)


def test_one_thing_is_answered_as_its_command_does(client: TestClient, ask: Ask) -> None:
    first = items(client, "/claims?source=staff")[0]
    report = first["report"]["report_id"]
    assert ask("correct", first["id"], "--by", "Ada", "--kind", "enters", "--note", "a slip").exit_code == 0
    first = items(client, "/claims?source=staff")[0]
    assert client.get(f"/claims/{first['id']}").json() == printed(ask, "show", first["id"])[0]
    assert client.get(f"/claims/{first['id'][:12]}/trace").json() == printed(ask, "trace", first["id"])[0]
    assert client.get(f"/claims/{first['id']}/origin").json()["trees"] == printed(ask, "origin", first["id"])
    assert client.get(f"/reports/{report}/origin").json()["trees"] == printed(ask, "origin", report)
    assert items(client, "/stages") == printed(ask, "stages")
    for path, command in (("/places/Luhy", ["place", "Luhy"]), ("/sources/staff", ["source", "staff"])):
        answer = client.get(path).json()
        assert answer.pop("next") is None
        assert answer == printed(ask, *command)[0]


def test_a_report_has_its_text_whole_and_cut_where_marks_begin_and_end(client: TestClient, ask: Ask) -> None:
    report = next(one for one in items(client, "/reports") if one["address"] == "luhy.txt")
    answer = client.get(f"/reports/{report['report_id']}").json()
    marked = answer.pop("marked")
    assert "".join(part["text"] for part in marked) == answer["text"]
    assert {"content", "source", "cue"} <= {mark["role"] for part in marked for mark in part["marks"]}
    ids = {claim["id"] for claim in answer["claims"]}
    assert {mark["of"] for part in marked for mark in part["marks"] if mark["role"] == "content"} <= ids
    assert answer | {"text": None} == printed(ask, "show", report["report_id"])[0]


def test_places_are_found_by_name_in_three_scripts_and_by_how_much_is_said(client: TestClient) -> None:
    assert [one["place"]["id"] for one in items(client, "/places")] == ["geonames:1", "geonames:2"]
    found = items(client, "/places?name=Luhy")
    assert [(one["place"]["id"], one["claims"]) for one in found] == [("geonames:1", 7), ("geonames:3", 0)]
    assert items(client, "/places?name=Луги") == items(client, "/places?name=ЛУГЫ") == found
    assert items(client, "/places?name=Nowhere") == []
    assert [one["claims"] for one in items(client, "/places?kind=holds")] == [1]


def test_what_a_name_was_taken_for_is_told(client: TestClient) -> None:
    (taken,) = client.get("/claims?place=Luhy").json()["taken"]
    assert (taken["place"]["id"], [other["place"]["id"] for other in taken["others"]]) == ("geonames:1", ["geonames:3"])
    assert client.get("/claims?place=geonames:1").json()["taken"] == []


def test_pages_hold_everything_once_whatever_is_added_meanwhile(client: TestClient, ledger: str) -> None:
    expected = [one["id"] for one in items(client, "/claims?side=ru")]
    found, path = [], "/claims?side=ru&limit=1"
    for number in range(len(expected)):
        answer = client.get(path).json()
        found += [one["id"] for one in answer["items"]]
        path = f"/claims?side=ru&limit=1&cursor={answer['next']}"
        database = open_ledger(ledger, write=True)
        put(database, read(f"ministry took Luhy, part {number}", f"late {number}", published="2025-09-06"))
        database.close()
    assert answer["next"] is None
    assert found == expected


def test_a_cursor_goes_with_its_own_question(client: TestClient) -> None:
    cursor = client.get("/claims?limit=1").json()["next"]
    assert client.get(f"/claims?limit=2&cursor={cursor}").status_code == 200
    for other in (f"/claims?side=ru&cursor={cursor}", f"/reports?cursor={cursor}"):
        assert client.get(other).json()["error"]["where"] == "cursor"
    on_a_map = client.get(f"/claims.geojson?limit=2&cursor={cursor}").json()
    assert on_a_map["features"]


def test_the_same_answer_is_not_sent_twice_until_the_ledger_grows(client: TestClient, ledger: str) -> None:
    tag = client.get("/claims?side=ru").headers["etag"]
    again = client.get("/claims?side=ru", headers={"if-none-match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get("/claims?side=ua", headers={"if-none-match": tag}).status_code == 200
    database = open_ledger(ledger, write=True)
    put(database, read("ministry took more", "more"))
    database.close()
    assert client.get("/claims?side=ru", headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "code", "where", "said"),
    [
        ("/claims?since=soon", 400, "unclear", "since", "since 'soon' is no date: write 2025-09-03, 2025-09 or 2025"),
        ("/claims?limit=1001", 400, "unclear", "limit", "limit '1001' is no number from 1 to 1,000"),
        ("/claims?within=99999&near=Luhy", 400, "unclear", "within", "kilometres, above 0 and up to 20,037"),
        ("/claims?near=Luhy", 400, "unclear", "within", "near and within go together"),
        ("/claims?near=200,0&within=3", 400, "unclear", "near", "latitude, then longitude"),
        ("/claims?kind=conquers", 400, "unclear", "kind", "'conquers' is none of captures,"),
        ("/claims?side=ru&side=ua", 400, "unclear", "side", "side is given twice"),
        ("/claims?sides=ru", 400, "unclear", "sides", "'sides' is nothing that can be asked with here"),
        ("/claims?words=", 400, "unclear", "words", "words is empty"),
        ("/claims?words=a%00b", 400, "unclear", "words", "words has signs that no text has"),
        ("/claims?place=%ED%A0%80", 404, "not_there", None, "knows a place called"),
        (f"/claims?words={'a' * 501}", 400, "unclear", "words", "words has 501 letters"),
        ("/claims?cursor=abc", 400, "unclear", "cursor", "is no cursor"),
        ("/claims?place=Nowhere", 404, "not_there", None, "a place called “Nowhere”"),
        (f"/claims/{NOBODY}", 404, "not_there", None, "no claim in the ledger"),
        ("/claims/..%2F..%2Fetc%2Fpasswd", 404, "no_address", None, "no such address"),
        ("/claims/'%20OR%201=1", 404, "not_there", None, "no claim in the ledger"),
        ("/reports/luhy.txt", 404, "not_there", None, "no report in the ledger"),
        ("/claims/a%0Ab", 404, "not_there", None, "no claim in the ledger"),
        ("/places/a%0Ab", 404, "no_address", None, "no such address"),
        ("/places/name:a%2Fb", 404, "not_there", None, "id name:a/b"),
        ("/places/", 400, "unclear", "name", "name is empty"),
        ("/sources/nobody/at/all", 404, "not_there", None, "nobody called “nobody/at/all”"),
        ("/head?limit=1", 400, "unclear", "limit", "there are none"),
        ("/nothing", 404, "no_address", None, "no such address"),
        ("/claims/", 404, "no_address", None, "no such address"),
    ],
)
def test_trouble_is_told_in_one_shape(
    client: TestClient, path: str, status: int, code: str, where: str | None, said: str
) -> None:
    answer = client.get(path)
    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["where"]) == (status, code, where)
    assert said in error["message"]
    assert set(answer.json()) == {"error"}
    assert set(error) == {"code", "message", "where"}


def test_an_address_asked_in_another_way_says_in_which(client: TestClient) -> None:
    answer = client.delete("/claims")
    assert (answer.status_code, answer.json()["error"]["code"]) == (405, "not_so")
    assert "GET" in answer.headers["allow"]
    assert client.head("/claims").status_code == 200


def test_a_ledger_that_is_gone_is_told_without_where_it_was(client: TestClient, ledger: str, tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").unlink()
    answer = client.get("/claims")
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "ledger")
    assert ledger not in answer.text


def test_what_nobody_thought_of_keeps_the_shape(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("fogline.runs.verifying.head", broken)
    answer = client.get("/head")
    assert (answer.status_code, answer.json()["error"]["code"]) == (500, "fault")
    assert "ZeroDivision" not in answer.text


def test_many_may_ask_at_once(client: TestClient) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: client.get("/claims?words=took&place=Luhy").content, range(32)))
    assert len(set(answers)) == 1


def _names(shape: object) -> set[str]:
    if isinstance(shape, dict):
        return set(shape).union(*map(_names, shape.values()))
    return set[str]().union(*map(_names, shape)) if isinstance(shape, list) else set()


def _described(schema: object) -> set[str]:
    if isinstance(schema, dict):
        own = set(schema.get("properties", {}))
        return own.union(*map(_described, schema.values()))
    return set[str]().union(*map(_described, schema)) if isinstance(schema, list) else set()


@pytest.mark.parametrize("served", [one for one in SERVED if one.media != ATOM], ids=lambda one: one.query.name)
def test_every_answer_has_what_is_promised_and_nothing_that_is_not(client: TestClient, served: Any) -> None:
    claim = items(client, "/claims?source=staff")[0]
    of = {"claims": claim["id"], "reports": claim["report"]["report_id"], "places": "Luhy", "sources": "staff"}
    of["records"] = "staff"
    of["forecasts"] = items(client, "/forecasts")[0]["id"]
    of["chains"] = of["reports"]
    asked = {"waterfall": "?place=Luhy&day=2025-09-05", "displacement": "?since=2025-09-01&until=2025-09-05"}
    parts = served.path.split("/")
    path = "/".join(of[parts[1]] if part.startswith("{") else part for part in parts) + asked.get(served.query.name, "")
    whole = {**ref(served.query.shape), "components": {"schemas": SCHEMAS}}
    given = client.get(path)
    # Nothing of so small a ledger is old enough to be judged, the report has no "if", and FLEE may not be installed.
    lacking = given.status_code == 404 and served.query.name in {"calibration", "chain", "displacement"}
    for answer in ([] if lacking else [given.json()]) + [examples()[served.query.name]]:
        jsonschema_rs.validate(whole, answer)
        free = {name for part in FREE for name in _inside(answer, part)}
        assert _names(answer) - free <= _described(SCHEMAS)


def test_every_address_and_every_code_is_documented() -> None:
    told = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
    for served in SERVED:
        assert f"| `{served.path.replace(':path', '')}` |" in told
    for trouble in TROUBLES:
        assert f"| {trouble.status} | `{trouble.code}` |" in told
    for parameter in FILTERS:
        assert f"`{parameter.name}`" in told


def test_estimates_records_and_contradictions_are_those_of_the_commands(client: TestClient, ask: Ask) -> None:
    whole = items(client, "/estimates?place=Luhy&until=2025-09-05")
    assert whole
    assert whole == printed(ask, "control", "--place", "geonames:1", "--until", "2025-09-05")
    back = items(client, "/estimates?place=Luhy&until=2025-09-05&hindcast=true")
    assert back == printed(ask, "control", "--place", "geonames:1", "--until", "2025-09-05", "--hindcast")
    assert items(client, "/records") == printed(ask, "sources")
    assert items(client, "/contradictions?place=Luhy") == printed(ask, "contradictions", "--place", "Luhy")


def test_a_waterfall_ends_where_the_estimate_is(client: TestClient) -> None:
    (there,) = items(client, "/estimates?place=Luhy&since=2025-09-05&until=2025-09-05")
    made = client.get("/waterfall?place=Luhy&day=2025-09-05").json()
    assert made["p"] == pytest.approx(there["p"])
    assert made["origins"][-1]["p"] == made["p"]
    assert client.get("/waterfall?place=Luhy&day=1999-01-01").status_code == 404


def test_all_places_on_a_day_are_features(client: TestClient) -> None:
    shown = client.get("/estimates.geojson?day=2025-09-05").json()["features"]
    assert {one["properties"]["place"]: one["properties"]["p"] for one in shown} == {
        one["place"]: one["p"] for one in items(client, "/estimates?since=2025-09-05&until=2025-09-05")
    }
    assert client.get("/estimates?since=2025-01&until=2025-09").json()["error"]["where"] == "since"


def test_a_record_has_the_claims_behind_each_figure(client: TestClient) -> None:
    whole = client.get("/records/staff").json()
    became = [verdict["verdict"] for claim in whole["claims"] for verdict in claim["became"]]
    assert became
    for verdict in set(became):
        behind = client.get(f"/records/staff?verdict={verdict}").json()["claims"]
        assert all(one["became"] for one in behind)
        assert {one["verdict"] for claim in behind for one in claim["became"]} == {verdict}


def _inside(shape: object, name: str) -> set[str]:
    """The names in every object that is called `name`."""
    if isinstance(shape, dict):
        own = set(shape[name]) if isinstance(shape.get(name), dict) else set()
        return own.union(*(_inside(value, name) for value in shape.values()))
    return set[str]().union(*(_inside(value, name) for value in shape)) if isinstance(shape, list) else set()
