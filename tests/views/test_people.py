"""The people of a place, as they are shown."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from fogline.ledger.opening import open_ledger
from fogline.terms.actor import Side
from fogline.terms.event import EventKind, Stance
from tests.ledger.arrivals import NYVA, put, read

if TYPE_CHECKING:
    from fogline.ledger.keeping import Arrival
    from tests.views.conftest import Ask


def numbered(arrival: Arrival, count: float | None, stance: Stance = Stance.AFFIRMS) -> Arrival:
    """The same with another number, or denied."""
    assert arrival.reading is not None
    (claim,) = arrival.reading.claims
    assert claim.manner is not None
    event = replace(claim.events[0], count=count, share=None)
    changed = replace(claim, events=(event,), manner=replace(claim.manner, stance=stance))
    return replace(arrival, reading=replace(arrival.reading, claims=(changed,)))


@pytest.fixture
def peopled(ledger: str, ask: Ask) -> Ask:
    """A ledger in which two tell of people who left Luhy, one denies it, and a village is cut off."""
    database = open_ledger(ledger, write=True)
    left = EventKind.DISPLACEMENT
    put(database, numbered(read("mayor says 40 left", "a", kind=left, side=Side.UA, speaker="Mayor"), 40))
    put(database, numbered(read("charity counts 90", "b", kind=left, side=Side.UA, speaker="Charity"), 90))
    denied = read("staff denies it all", "c", kind=left, side=Side.UA, speaker="Staff", published="2025-09-05")
    put(database, numbered(denied, None, Stance.DENIES))
    put(database, read("staff says Nyva surrounded", "d", kind=EventKind.ENCIRCLES, place=NYVA))
    database.close()
    return ask


def test_residents_ranges_and_who_disputes_them(peopled: Ask) -> None:
    shown = " ".join(peopled("people", "geonames:1").stdout.split())
    assert "residents 900 GeoNames" in shown
    assert "displaced: 40 to 90 (3 claims of 3 origins)" in shown
    assert "disputed by Staff (Ukrainian" in shown
    assert "they are not added up" in shown


def test_json_keeps_ranges_apart_and_says_what_is_not_known(peopled: Ask) -> None:
    found = json.loads(peopled("people", "geonames:1", "--json", "--km", "10").stdout)
    assert found["residents"] == {"people": 900, "source": "GeoNames", "year": None}
    assert found["around"] == [{"km": 10.0, "people": 900, "settlements": 1, "without_figure": 0}]
    (left,) = (told for told in found["told"] if told["kind"] == "displacement")
    assert (left["low"], left["high"], left["origins_with_number"]) == (40, 90, 2)
    assert [origin["sense"] for origin in left["origins"]] == ["denied", "so", "so"]
    assert [one["how"] for one in left["origins"][1]["disputed_by"]] == ["denies"]
    assert any("which does not say of which year" in sentence for sentence in found["not_known"])


def test_contested_days_are_those_of_the_estimates(peopled: Ask) -> None:
    asked = ("people", "geonames:1", "--since", "2025-09-03", "--until", "2025-09-12", "--json")
    days = json.loads(peopled(*asked).stdout)["contested"]
    assert days["days"] == 10
    assert 0 < days["expected"] < 10


def test_days_bound_what_is_told(peopled: Ask) -> None:
    found = json.loads(peopled("people", "geonames:1", "--json", "--since", "2025-09-05").stdout)
    (left,) = (told for told in found["told"] if told["kind"] == "displacement")
    assert left["claims"] == 1
    assert left["low"] is None


def test_what_was_first_said_before_those_days_is_told_by_what_repeats_it(peopled: Ask, ledger: str) -> None:
    database = open_ledger(ledger, write=True)
    again = read("mayor says 44 left", "e", kind=EventKind.DISPLACEMENT, side=Side.UA, speaker="Mayor")
    assert again.reading is not None
    report = replace(again.reading.report, published="2025-09-06")
    put(database, numbered(replace(again, reading=replace(again.reading, report=report)), 44))
    database.close()
    whole = json.loads(peopled("people", "geonames:1", "--json").stdout)
    (left,) = (told for told in whole["told"] if told["kind"] == "displacement")
    assert (left["claims"], len(left["origins"])) == (4, 3)
    found = json.loads(peopled("people", "geonames:1", "--json", "--since", "2025-09-06").stdout)
    (left,) = (told for told in found["told"] if told["kind"] == "displacement")
    assert (left["claims"], left["low"], left["high"]) == (1, 44, 44)


def test_without_a_place_every_place_is_listed_of_whose_people_something_is_claimed(peopled: Ask) -> None:
    rows = list(csv.DictReader(peopled("people", "--csv").stdout.splitlines()))
    assert {row["place"]: row["encircles_claims"] for row in rows}["Nyva"] == "1"
    assert {row["place"]: row["displacement_high"] for row in rows}["Luhy"] == "90.0"
    assert "under" not in peopled("people", "--until", "2001").stdout


def test_hxl_has_a_hashtag_above_every_column(peopled: Ask) -> None:
    names, tags, *rows = csv.reader(peopled("people", "geonames:1", "--hxl", "--km", "2.5").stdout.splitlines())
    assert len(names) == len(tags) == len(set(tags)) == len(rows[0])
    assert all(tag.startswith("#") for tag in tags)
    by_tag = dict(zip(tags, rows[0], strict=True))
    assert by_tag["#population+residents"] == "900"
    assert (by_tag["#affected+displaced+claimed+min"], by_tag["#affected+displaced+claimed+max"]) == ("40.0", "90.0")
    assert "not added up" in by_tag["#meta+caveat"]


def test_hapi_has_the_ends_of_a_range_and_no_sum(peopled: Ask) -> None:
    rows = list(csv.DictReader(peopled("people", "geonames:1", "--hapi").stdout.splitlines()))
    assert [row["population"] for row in rows] == ["900", "40", "90"]
    assert [row["population_status"] for row in rows] == ["all", "AFF", "AFF"]
    assert rows[0]["location_code"] == "UKR"
    assert rows[0]["admin_level"] == ""
    assert rows[0]["error"]
    assert (rows[1]["reference_period_start"], rows[1]["reference_period_end"]) == ("2025-09-03", "2025-09-05")


def test_of_a_claim_its_places_and_its_days_are_shown(peopled: Ask) -> None:
    claim = json.loads(peopled("claims", "--kind", "encircles", "--place", "geonames:2", "--json").stdout)
    found = json.loads(peopled("people", "--claim", claim["id"], "--json").stdout)
    assert (found["place"]["name"], found["since"], found["until"]) == ("Nyva", "2025-08-20", "2025-09-18")


def test_a_place_and_a_claim_at_once_are_refused(peopled: Ask) -> None:
    refused = peopled("people", "Luhy", "--claim", "abc")
    assert refused.exit_code == 2
    assert "do not go together" in refused.stderr
