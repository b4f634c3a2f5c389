"""A place over time, a source in sum, and the stages."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fogline.ledger.opening import open_ledger
from fogline.terms.actor import Side
from fogline.terms.claim import Voice
from fogline.terms.counted import Saying
from fogline.terms.event import EventKind, Stance, TimeFrame
from fogline.views.rows import STAGE
from fogline.views.spell_shapes import SPELL
from fogline.views.timeline import sign, timeline
from tests.ledger.arrivals import put, read

if TYPE_CHECKING:
    from tests.views.conftest import Ask


def saying(
    said: str,
    side: Side | None = Side.RU,
    kind: EventKind = EventKind.CAPTURES,
    agent: Side | None = Side.RU,
    stance: Stance = Stance.AFFIRMS,
    frame: TimeFrame = TimeFrame.PRESENT,
) -> Saying:
    voice = Voice.ATTRIBUTED if side else Voice.NARRATOR
    return Saying(said, voice, side, kind, agent, stance, frame, 1)


def test_each_side_has_a_row_and_each_day_a_sign() -> None:
    drawn = timeline(
        [
            saying("2025-09-01"),
            saying("2025-09-03", kind=EventKind.LOSES),
            saying("2025-09-02", Side.UA, stance=Stance.DENIES),
            saying("2025-09-04", Side.UA, EventKind.ADVANCES, Side.UA),
            saying("2025-09-04", None, EventKind.FIGHTS),
        ],
        8,
    )
    assert drawn is not None
    assert [(row.name, row.signs) for row in drawn.rows] == [
        ("Russian side", "R   -"),
        ("Ukrainian side", "  x   u"),
        ("reports themselves", "      ·"),
    ]
    assert drawn.legend[0] == "R taken or held by the Russian side"
    assert drawn.unit == "day"
    assert drawn.axis == "2025-09-01"


def test_a_wide_column_shows_what_else_is_said_on_its_day() -> None:
    loses, fights = saying("2025-09-01", kind=EventKind.LOSES), saying("2025-09-01", kind=EventKind.FIGHTS)
    day = [saying("2025-09-01"), loses, fights, fights]
    (row,) = (timeline(day, 50) or pytest.fail()).rows
    assert row.signs == "-R·"
    (row,) = (timeline([*day, saying("2025-10-20")], 50) or pytest.fail()).rows
    assert row.signs.startswith("- ")


def test_history_and_forecasts_are_no_sign_of_who_has_the_place() -> None:
    assert sign(saying("2025-09-01", frame=TimeFrame.PAST)) == sign(saying("2025-09-01", frame=TimeFrame.FUTURE)) == "·"
    assert timeline([], 50) is None


@given(st.lists(st.dates(date(2014, 1, 1), date(2026, 1, 1)), min_size=1, max_size=30), st.integers(10, 70))
def test_a_timeline_keeps_to_its_width_and_has_its_ends(days: list[date], width: int) -> None:
    drawn = timeline([saying(day.isoformat()) for day in days], width)
    assert drawn is not None
    (row,) = drawn.rows
    assert len(row.signs) <= width
    assert row.signs[0] == "R"
    assert row.signs[-1] == "R"


@given(st.sampled_from(EventKind), st.sampled_from(Stance), st.sampled_from(TimeFrame))
def test_the_signs_of_the_sides_are_each_others_mirror(kind: EventKind, stance: Stance, frame: TimeFrame) -> None:
    one, other = (
        sign(saying("2025-09-01", side, kind, agent, stance, frame))
        for side, agent in ((Side.RU, Side.UA), (Side.UA, Side.RU))
    )
    assert one.translate(str.maketrans("RUru", "URur")) == other


def test_many_days_are_drawn_as_weeks_and_months() -> None:
    first = date(2025, 1, 1)
    for days, unit in ((40, "day"), (300, "week"), (1000, "month"), (4000, "quarter"), (9000, "year")):
        drawn = timeline([saying(first.isoformat()), saying((first + timedelta(days)).isoformat())], 50)
        assert drawn is not None
        assert drawn.unit == unit


def test_a_place_is_drawn_and_listed_newest_last(ask: Ask) -> None:
    done = ask("place", "Luhy")
    shown = done.stdout
    assert "R taken or held by the Russian side" in shown
    assert shown.index("Russian side captures Luhy") < shown.index("Ukrainian side holds Luhy")
    assert "7 claims" in shown
    row = next(line for line in shown.splitlines() if line.startswith("Ukrainian side"))
    assert row.split()[-1] == "2"
    assert "taken for Luhy" in done.stderr


def test_a_place_in_json_says_who_said_what_when(ask: Ask) -> None:
    found = json.loads(ask("place", "Nyva", "--json").stdout)
    assert found["place"]["id"] == "geonames:2"
    (day,) = found["timeline"]
    assert (day["said"], day["side"], day["kind"], day["claims"]) == ("2025-09-04", "ru", "captures", 1)
    assert [claim["said"] for claim in found["claims"]] == ["2025-09-04"]
    assert len(ask("place", "Nyva", "--csv").stdout.splitlines()) == 2


def test_a_place_of_which_nothing_is_said_at_that_time(ask: Ask) -> None:
    assert "no claim in the ledger tells of it" in ask("place", "Nyva", "--until", "2020").stdout


def test_a_source_in_sum(ask: Ask) -> None:
    shown = ask("source", "THE MINISTRY").stdout
    assert "the ministry · Russian side · 2 claims, 2025-09-03 to 2025-09-04" in shown
    assert "in 2 reports" in shown
    found = json.loads(ask("source", "the ministry", "--json").stdout)
    assert found["kinds"] == {"captures": 2}
    assert {place["place"]["name"]: place["claims"] for place in found["places"]} == {"Luhy": 1, "Nyva": 1}
    assert len(found["claims"]) == 2
    assert len(ask("source", "the ministry", "--csv").stdout.splitlines()) == 3


def test_what_another_version_has_made_is_stale(ask: Ask) -> None:
    shown = ask("stages").stdout
    assert "4 readings" in shown
    stages = {stage["name"]: stage for stage in map(json.loads, ask("stages", "--json").stdout.splitlines())}
    assert stages["read"]["stale"] == {"reading": 4, "claim": 8}
    assert stages["take"]["rows"] == {"capture": 4}
    assert stages["take"]["stale"] == {}
    header, *rows = csv.reader(ask("stages", "--csv").stdout.splitlines())
    assert header == STAGE
    assert ["read", "reading:4|claim:8"] in [[row[0], row[4]] for row in rows]


def test_states_are_shown_with_who_says_so_and_who_does_not(ask: Ask, ledger: str) -> None:
    database = open_ledger(ledger, write=True)
    put(database, read("ministry has Luhy surrounded", "d", kind=EventKind.ENCIRCLES))
    put(database, read("ministry told so again, wrongly", "e", kind=EventKind.ENCIRCLES, published="2025-09-04"))
    database.close()
    (spell,) = (
        json.loads(line)
        for line in ask("place", "geonames:1", "--states", "--json").stdout.splitlines()
        if json.loads(line)["condition"] == "cut_off"
    )
    assert (spell["start"], spell["end"], spell["agent"]) == ("2025-09-02", "2025-10-03", "ru")
    shown = " ".join(ask("place", "geonames:1", "--states").stdout.split())
    assert "cut off, by Russian side" in shown
    assert "2 claims of" in shown
    header, *rows = csv.reader(ask("place", "geonames:1", "--states", "--csv").stdout.splitlines())
    assert header == SPELL
    assert all(len(row) == len(header) for row in rows)
    assert "nobody says" in ask("place", "geonames:1", "--states", "--until", "2001").stdout
