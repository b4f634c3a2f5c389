"""Showing one claim or report, and tracing it back."""

from __future__ import annotations

import csv
import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fogline.ledger.opening import open_ledger
from fogline.ledger.verifying import head
from fogline.terms.capture import Facts
from tests.ledger.arrivals import LUHY, NYVA, put, read

if TYPE_CHECKING:
    from tests.views.conftest import Ask


def claim(ask: Ask, *arguments: str) -> str:
    return str(json.loads(ask("claims", *arguments, "--json").stdout.splitlines()[0])["id"])


def shown(ask: Ask, *arguments: str) -> dict[str, Any]:
    (line,) = ask(*arguments, "--json").stdout.splitlines()
    found = json.loads(line)
    assert isinstance(found, dict)
    return found


def test_a_claim_is_shown_in_its_text_with_who_says_it(ask: Ask) -> None:
    text = ask("show", claim(ask, "--source", "ru-mod")[:8]).stdout
    assert "[Moscow's ministry] <said> {its troops had taken half of ‹Luhy›}, and released drone footage." in text
    assert "Ministry of Defence of the Russian Federation (Russian side) says so" in text
    assert "drone video, of Moscow's ministry “drone footage”" in text
    assert "affirms, asserted, present" in text
    assert "file, taken 2025-09-04T12:00:00Z; entry 1" in text


def test_a_claim_of_the_reports_own_is_marked_too(ask: Ask) -> None:
    text = ask("show", claim(ask, "--kind", "enters")).stdout
    assert "{the flag flies over ‹Luhy›}" in text
    assert "the report itself says so" in text


def test_who_says_otherwise_stands_beside_a_claim(ask: Ask) -> None:
    found = shown(ask, "show", claim(ask, "--source", "the ministry", "--place", "Luhy"))
    # The one says that another side has it, the other denies that this one took it.
    assert [other["report"]["address"] for other in found["otherwise"]] == ["holds", "luhy.txt"]
    text = ask("show", found["id"]).stdout
    assert "who says otherwise of that place and time: 2 claims" in text
    assert "Ukrainian side holds Luhy" in text


def test_where_nobody_says_otherwise_that_is_said(ask: Ask) -> None:
    text = ask("show", claim(ask, "--place", "Nyva")).stdout
    assert "who says otherwise of that place and time: nobody in this ledger" in text


def test_a_report_is_shown_as_read_shows_it(ask: Ask) -> None:
    text = ask("show", "luhy.txt").stdout
    assert "5 statements: 3 attributed to 2 sources (1 to nobody named), 2 in the report's own voice" in text
    assert "in the report's own voice" in text
    found = shown(ask, "show", "luhy.txt")
    assert len(found["claims"]) == 5
    assert [place["address"] for place in found["found"]] == ["luhy.txt"]
    assert text == ask("show", found["report"]["report_id"][:20]).stdout
    assert len(list(csv.reader(ask("show", "luhy.txt", "--csv").stdout.splitlines()))) == 6


def test_what_a_container_tells_of_a_message_stands_with_where_it_was_found(ask: Ask, ledger: str) -> None:
    arrival = read("ministry took it back", "telegram:channel7/5")
    facts = Facts(forwarded_from="A channel", edited="2025-09-03T11:00:00Z", attachments=("photo", "video 0:34"))
    with closing(open_ledger(ledger, write=True)) as database:
        put(database, replace(arrival, item=replace(arrival.item, facts=facts)))
    told = ask("show", "telegram:channel7/5").stdout
    assert "forwarded from A channel; edited 2025-09-03T11:00:00Z; with photo, video 0:34" in told


def test_a_claim_of_a_page_that_has_changed_says_so(ask: Ask, ledger: str) -> None:
    old = claim(ask, "--place", "Nyva")
    database = open_ledger(ledger, write=True)
    put(database, read("ministry took nothing", "nyva", published="2025-09-04"))
    database.close()
    assert ask("claims", "--place", "geonames:2", "--json").stdout == ""
    assert "this reading counts no more: a later version of the address" in ask("show", old).stdout
    assert shown(ask, "trace", old)["reading"]["replaced"] == "a later version of the address"


def test_others_stand_beside_a_claim_that_counts_no_more_too(ask: Ask, ledger: str) -> None:
    old = claim(ask, "--source", "staff")
    against = [other["id"] for other in shown(ask, "show", old)["otherwise"]]
    database = open_ledger(ledger, write=True)
    put(database, read("staff holds nothing", "holds", published="2025-09-05", place=NYVA))
    database.close()
    assert [other["id"] for other in shown(ask, "show", old)["otherwise"]] == against != []


def test_trace_walks_back_to_the_bytes_and_the_chain(ask: Ask, ledger: str) -> None:
    traced = shown(ask, "trace", claim(ask, "--place", "Nyva"))
    database = open_ledger(ledger, write=False)
    number, newest = head(database)
    database.close()
    assert traced["bytes"]["size"] == len("ministry took Nyva")
    assert traced["reading"]["stage"] == "read"
    assert traced["reading"]["replaced"] is None
    (capture,) = traced["captures"]
    assert (capture["address"], capture["way"], capture["taken"]) == ("nyva", "file", "2025-09-04T12:00:00Z")
    assert (capture["entry"]["number"], capture["entry"]["hash"]) == (number, newest)


def test_trace_names_each_entry_in_full_once(ask: Ask) -> None:
    text = ask("trace", claim(ask, "--place", "Nyva")).stdout
    assert text.count("the one before") == 1
    assert text.count("vouched for by entry 4") == 3
    header, row = csv.reader(ask("trace", claim(ask, "--place", "Nyva"), "--csv").stdout.splitlines())
    assert dict(zip(header, row, strict=True))["address"] == "nyva"


def test_what_a_report_says_reaches_the_terminal_without_control_signs(ask: Ask, ledger: str) -> None:
    database = open_ledger(ledger, write=True)
    put(database, read("staff \x1b[31mtook Luhy", "a\x1b[2J", place=LUHY, speaker="st\x1baff"))
    database.close()
    for command in (["claims"], ["reports"], ["place", "geonames:1"], ["show", claim(ask)], ["trace", claim(ask)]):
        assert "\x1b" not in ask(*command).stdout


def test_every_field_of_what_is_printed_is_documented(ask: Ask) -> None:
    docs = Path(__file__).parents[2] / "docs"
    described = (docs / "commands.md").read_text("utf-8") + (docs / "json.md").read_text("utf-8")
    first = claim(ask, "--source", "ru-mod")
    for command in (
        *(["claims"], ["reports"], ["show", first], ["show", "luhy.txt"], ["place", "geonames:1"]),
        *(["source", "ru-mod"], ["stages"], ["trace", first]),
    ):
        for line in ask(*command, "--json").stdout.splitlines():
            for name in json.loads(line):
                assert f"`{name}`" in described, (command, name)
