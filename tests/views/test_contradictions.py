"""Contradictions and standing on the command line, over the ledger of `conftest`."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from fogline.ledger.opening import open_ledger
from fogline.terms.actor import Side
from fogline.terms.event import EventKind
from fogline.views.contradictions import origins
from fogline.weighing.contradictions import contradictions
from tests.ledger.arrivals import put, read
from tests.weighing.statements import SIDES, states

if TYPE_CHECKING:
    from tests.views.conftest import Ask


def test_both_sides_are_listed_with_their_claims(ask: Ask, ledger: str) -> None:
    done = ask("contradictions", "--source", "staff").stdout
    assert "Luhy, from 2 September 2025 to 4 September 2025" in done
    assert "held by the Russian side: 1 claim of 1 origin" in done
    assert "the ministry (Russian side), 2025-09-03" in done
    assert "held by the Ukrainian side: 2 claims of 2 origins" in done
    database = open_ledger(ledger, write=True)
    late = read(
        "brigade holds it", "late", kind=EventKind.HOLDS, side=Side.UA, speaker="Brigade", published="2025-12-01"
    )
    put(database, late)
    database.close()
    assert "held by the Ukrainian side: 3 claims of 3 origins" in ask("contradictions", "--source", "staff").stdout
    none = "no contradiction in the ledger has a claim that meets all of that\n"
    assert ask("contradictions", "--since", "2026").stdout == none


def test_copies_are_counted_with_their_origin() -> None:
    first = states("ministry", Side.RU, EventKind.CAPTURES, Side.RU, 3)
    flood = [states(f"channel {n}", Side.RU, EventKind.CAPTURES, Side.RU, 4, origin=first) for n in range(200)]
    denied = states("staff", Side.UA, EventKind.LOSES, Side.UA, 4, denies=True)
    (found,) = contradictions([first, *flood, denied], SIDES)
    assert (len(found.other), origins(found.other), origins(found.so)) == (201, 1, 1)


def test_json_and_csv_have_the_claims_of_both(ask: Ask) -> None:
    (found,) = map(json.loads, ask("contradictions", "--place", "geonames:1", "--json").stdout.splitlines())
    camps = {name: {one["source"] for one in found[name]["claims"]} for name in ("so", "otherwise")}
    assert (found["place"]["name"], found["what"]) == ("Luhy", "has")
    assert {"the ministry"} in camps.values()
    rows = list(csv.DictReader(io.StringIO(ask("contradictions", "--place", "geonames:1", "--csv").stdout)))
    assert {(row["says"], row["source"]) for row in rows} == {
        (name, source) for name, sources in camps.items() for source in sources
    }
    assert all(row["origin"] == row["claim_id"] for row in rows)


def test_claims_and_reports_are_asked_for_by_standing(ask: Ask) -> None:
    disputed = [json.loads(line) for line in ask("claims", "--standing", "disputed", "--json").stdout.splitlines()]
    assert {one["report"]["address"] for one in disputed} == {"took", "holds", "luhy.txt"}
    assert {one["standing"] for one in disputed} == {"disputed"}
    assert "3 reports" in ask("reports", "--standing", "disputed").stdout
    every = [json.loads(line) for line in ask("claims", "--standing", "any", "--json").stdout.splitlines()]
    assert {one["standing"] for one in every} >= {"disputed", "single_side"}
    assert json.loads(ask("claims", "--limit", "1", "--json").stdout)["standing"] is None
    assert "the newest 1; there are more: --limit" in ask("claims", "--standing", "disputed", "--limit", "1").stdout


def test_a_claim_is_shown_with_its_standing(ask: Ask) -> None:
    (claim, *_) = map(json.loads, ask("claims", "--standing", "disputed", "--json").stdout.splitlines())
    assert json.loads(ask("show", claim["id"], "--json").stdout)["standing"] == "disputed"
    assert "can't be so together with it" in ask("show", claim["id"]).stdout
