"""How sources have fared, on the command line, over the ledger of `conftest`."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from fogline.ledger.opening import open_ledger
from fogline.terms.actor import Side
from fogline.terms.claim import Voice
from fogline.terms.event import EventKind
from fogline.views.records import RECORD, outcome_words
from fogline.weighing.outcomes import Outcome, Verdict
from tests.ledger.arrivals import put, read
from tests.weighing.statements import states

if TYPE_CHECKING:
    from tests.views.conftest import Ask


def test_sides_kinds_and_sources_are_listed(ask: Ask) -> None:
    found = [json.loads(line) for line in ask("sources", "--json").stdout.splitlines()]
    assert {one["side"] for one in found if one["of"] == "side"} >= {"ru", "ua"}
    (ministry,) = (one for one in found if one["source_id"] == "the ministry")
    assert (ministry["of"], ministry["name"], ministry["kind"], ministry["side"]) == (
        *("source", "the ministry", "ministry", "ru"),
    )
    assert ministry["copied"]["of"] == 2
    assert ministry["copied"]["low"] <= ministry["copied"]["share"] <= ministry["copied"]["high"]
    shown = ask("sources").stdout
    assert "the ministry" in shown
    assert "Russian side" in shown


def test_they_can_be_of_one_side_or_kind(ask: Ask) -> None:
    wanted = ("sources", "--side", "ru", "--kind", "ministry", "--json")
    found = [json.loads(line) for line in ask(*wanted).stdout.splitlines()]
    assert {one["of"] for one in found} == {"kind", "source"}
    assert {(one["kind"], one["side"]) for one in found} == {("ministry", "ru")}
    assert "no source in the ledger is of that side and kind" in ask("sources", "--kind", "nothing").stdout


def test_the_table_has_a_row_for_each(ask: Ask) -> None:
    rows = list(csv.reader(io.StringIO(ask("sources", "--csv").stdout)))
    assert rows[0] == RECORD
    assert {len(row) for row in rows} == {len(RECORD)}


def test_a_source_is_shown_with_what_became_of_its_claims(ask: Ask) -> None:
    shown = ask("source", "the ministry").stdout
    assert "what became of it" in shown
    assert "too early to say" in shown
    found = json.loads(ask("source", "the ministry", "--json").stdout)
    (record,) = found["records"]
    assert record["open"] + record["untold"] == len(found["claims"]) == 2


def test_a_figure_opens_into_the_claims_behind_it(ask: Ask) -> None:
    def behind(*arguments: str) -> int:
        return len(json.loads(ask("source", "the ministry", "--json", *arguments).stdout)["claims"])

    record = json.loads(ask("source", "the ministry", "--json").stdout)["records"][0]
    assert behind("--claims", "open") == record["open"]
    assert behind("--claims", "copied") == record["copied"]["claims"] == 0
    assert ask("source", "the ministry", "--claims", "copied").stdout.rstrip().endswith("0 claims")
    (told,) = json.loads(ask("source", "the ministry", "--json", "--claims", "open", "--limit", "1").stdout)["claims"]
    assert {one["verdict"] for one in told["became"]} == {"open"}


def test_an_outlet_is_a_source_too(ask: Ask, ledger: str) -> None:
    database = open_ledger(ledger, write=True)
    told = read("Luhy is taken they say", "own")
    assert told.reading
    (claim,) = told.reading.claims
    own = replace(claim, voice=Voice.NARRATOR, source=None, speaker=None)
    report = replace(told.reading.report, outlet="Harbour Post")
    put(database, replace(told, reading=replace(told.reading, report=report, claims=(own,))))
    database.close()
    shown = ask("source", "harbour post").stdout
    assert "Harbour Post · an outlet, in its reports’ own voice" in shown
    assert "1 claim" in shown
    found = json.loads(ask("source", "Harbour Post", "--json").stdout)
    assert (found["sources"], found["outlets"], found["records"][0]["name"]) == ([], ["Harbour Post"], "Harbour Post")


def test_what_became_of_a_claim_in_words() -> None:
    said = states("ministry", Side.RU, EventKind.CAPTURES, Side.RU, 3)
    words = {
        outcome_words(Outcome(said, Verdict.SEEN, 17)),
        outcome_words(Outcome(said, Verdict.SEEN, -1)),
        outcome_words(Outcome(said, Verdict.SEEN, 0)),
        outcome_words(Outcome(said, Verdict.SEEN, None, before=True)),
        outcome_words(Outcome(said, Verdict.NOT_SEEN, 300)),
    }
    assert words == {
        "seen 17 days later",
        "so for 1 day already",
        "seen on the same day",
        "so before anything is known of the place",
        "not seen within 180 days",
    }
