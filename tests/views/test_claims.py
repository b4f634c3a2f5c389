"""Listing claims and reports."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from fogline.errors import BrokenLedger, NotThere
from fogline.ledger.opening import open_ledger
from fogline.views.cli.main import fogline
from fogline.views.rows import CLAIM, REPORT
from tests.ledger.arrivals import put, read

if TYPE_CHECKING:
    from pathlib import Path

    from tests.views.conftest import Ask


def lines(ask: Ask, *arguments: str) -> list[dict[str, Any]]:
    done = ask(*arguments, "--json")
    assert done.exception is None, done.exception
    return [json.loads(line) for line in done.stdout.splitlines()]


def addresses(ask: Ask, *arguments: str) -> list[str]:
    return [claim["report"]["address"] for claim in lines(ask, "claims", *arguments)]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--place", "Nyva"], ["nyva"]),
        (["--place", "geonames:2"], ["nyva"]),
        (["--near", "50.4,30.6", "--within", "20"], ["nyva"]),
        (["--near", "Nyva", "--within", "1"], ["nyva"]),
        (["--source", "STAFF"], ["holds"]),
        (["--source", "the Ministry"], ["nyva", "took"]),
        (["--kind", "holds", "--kind", "enters"], ["holds", "luhy.txt"]),
        (["--side", "ua", "--stance", "affirms"], ["holds"]),
        (["--stance", "denies"], ["luhy.txt"]),
        (["--time-frame", "future"], ["luhy.txt"]),
        (["--since", "2025-09-04", "--until", "2025-09-05", "--side", "ru"], ["nyva", "luhy.txt"]),
        (["--since", "2025-09-05", "--side", "ua"], ["holds"]),
        (["--until", "2025-09-03", "--limit", "1"], ["took"]),
        (["--until", "2025-08"], []),
        (["--until", "2025", "--source", "staff"], ["holds"]),
        (["--words", '"took Nyva"'], ["nyva"]),
        (["--language", "uk"], []),
    ],
)
def test_claims_are_found_by_what_a_user_writes(ask: Ask, arguments: list[str], expected: list[str]) -> None:
    assert addresses(ask, *arguments) == expected


def test_a_source_is_found_by_any_name_of_the_actor(ask: Ask) -> None:
    (found,) = lines(ask, "claims", "--source", "минобороны РФ")
    assert found["source"]["actor"]["id"] == "ru-mod"


def test_a_claim_has_the_shape_that_read_gives_it_and_where_it_stands(ask: Ask) -> None:
    (found,) = lines(ask, "claims", "--source", "staff")
    assert found["events"][0]["place"]["name"] == "Luhy"
    assert found["said"] == "2025-09-05"
    assert found["made_by"] == {"stage": "read", "version": "1"}
    assert (found["copies"], found["origin"]) == (0, None)
    assert found["report"]["report_id"].startswith("sha256:")


def test_reports_are_those_that_hold_such_a_claim(ask: Ask) -> None:
    assert [report["address"] for report in lines(ask, "reports", "--place", "Luhy")] == ["holds", "luhy.txt", "took"]
    assert [report["address"] for report in lines(ask, "reports", "--words", "still")] == ["holds"]


def test_csv_has_a_row_an_event_under_a_header_that_stays(ask: Ask) -> None:
    header, *rows = csv.reader(ask("claims", "--csv").stdout.splitlines())
    assert header == CLAIM
    assert {len(row) for row in rows} == {len(CLAIM)}
    first = dict(zip(header, rows[0], strict=True))
    assert (first["kind"], first["place"], first["share"], first["evidence"]) == ("holds", "Luhy", "0.5", "video_uav")
    header, *rows = csv.reader(ask("reports", "--csv").stdout.splitlines())
    assert header == REPORT
    assert len(rows) == 4


def test_a_terminal_gets_a_screen_and_is_told_of_the_rest(ask: Ask) -> None:
    shown = ask("claims", "--limit", "2").stdout
    assert "Ukrainian side holds Luhy" in shown
    assert "the newest 2 of 8 claims: --limit for more of them" in shown
    assert "8 claims" in ask("claims").stdout.splitlines()[-1]
    assert ask("claims", "--words", "nothing").stdout == "no claim in the ledger meets all of that\n"
    assert "4 reports" in ask("reports").stdout


def test_a_name_of_several_places_is_said_to_be_taken_for_one(ask: Ask) -> None:
    done = ask("claims", "--place", "Luhy", "--json")
    assert "“Luhy” is taken for Luhy (UA) = geonames:1: 7 claims" in done.stderr
    assert "geonames:3: 0" in done.stderr
    assert ask("claims", "--place", "geonames:1").stderr == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["claims", "--place", "Nowhere"], "neither the gazetteer nor the ledger knows a place called “Nowhere”"),
        (["claims", "--place", "geonames:9"], "no claim in the ledger tells of a place with the id geonames:9"),
        (["claims", "--source", "stranger"], "nobody called “stranger” has claimed anything in the ledger"),
        (["claims", "--source", "minis"], "like it: “Ministry of Defence of the Russian Federation”, “the ministry”"),
        (["show", "ffffffffff"], "no claim or report in the ledger"),
        (["trace", "luhy.txt"], "no claim in the ledger"),
        (["source", "nobody"], "nobody called “nobody”"),
    ],
)
def test_what_is_not_there_is_one_sentence(ask: Ask, arguments: list[str], said: str) -> None:
    done = ask(*arguments)
    assert done.exit_code == 1
    assert isinstance(done.exception, NotThere)
    assert said in str(done.exception)


def test_whoever_reads_the_output_may_go_away(ledger: str) -> None:
    database = open_ledger(ledger, write=True)
    for number in range(200):
        put(database, read(f"ministry took {number} villages {'and more ' * 300}", str(number)))
    database.close()
    command = [sys.executable, "-m", "fogline", "--ledger", ledger, "claims", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline().startswith(b'{"id"')
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.parametrize("command", ["claims", "reports", "stages"])
def test_a_missing_ledger_is_one_sentence(command: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(fogline, ["--ledger", str(tmp_path / "none"), command])
    assert isinstance(done.exception, BrokenLedger)
    assert "fogline add" in str(done.exception)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--near", "Luhy"],
        ["--within", "3"],
        ["--near", "200,0", "--within", "3"],
        ["--since", "2025-13"],
        ["--until", "soon"],
    ],
)
def test_what_cannot_be_meant_is_refused(ask: Ask, arguments: list[str]) -> None:
    assert ask("claims", *arguments).exit_code == 2
