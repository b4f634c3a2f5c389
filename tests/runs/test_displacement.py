"""Displacement from a place of the ledger's theatre."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from fogline.errors import FoglineError
from fogline.linking.index import found, open_gazetteer
from fogline.linking.layer import Entry
from fogline.outlook.displacement.ensemble import MEMBERS
from fogline.runs import displacement
from fogline.runs.displacement import How, NowhereToGo, of_place
from fogline.runs.holders import holders
from fogline.runs.sides import ukraine
from fogline.terms.estimate import Course
from fogline.terms.place import Place, Precision

if TYPE_CHECKING:
    from pathlib import Path

    from fogline.linking.gazetteer import Gazetteer

LUHY, NEAR, FAR = (
    Place(f"geonames:{number}", name, lat, lon, Precision.SETTLEMENT, "UA", people)
    for number, name, lat, lon, people in (
        (1, "Luhy", 49.5, 37.0, 900),
        (2, "Near", 49.9, 37.0, 20000),
        (3, "Far", 49.5, 33.5, 20000),
    )
)
DAYS = date(2025, 9, 1), date(2025, 9, 20)


@pytest.fixture
def gazetteer(tmp_path: Path) -> Gazetteer:
    found(tmp_path, [Entry(place, "UA.07") for place in (LUHY, NEAR, FAR)], "three places")
    return open_gazetteer(tmp_path)


def contested(chance: float) -> Course:
    return Course(LUHY.id, DAYS[0].toordinal(), [(1 - chance, chance, 0.0)] * 20, [DAYS[0].toordinal()] * 20)


def test_nobody_is_taken_to_leave_a_place_that_was_not_contested(gazetteer: Gazetteer) -> None:
    with pytest.raises(FoglineError, match="Luhy was on no day from 2025-09-01 to 2025-09-20 more likely contested"):
        of_place(LUHY, [contested(0.4)], DAYS, gazetteer, How(1, 1))


def test_where_there_is_no_town_to_go_to_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(displacement, "needed", lambda: None)
    found(tmp_path, [Entry(LUHY, "UA.07")], "a place alone")
    with pytest.raises(NowhereToGo, match="no town within 300 km of Luhy lies 30 km or more"):
        of_place(LUHY, [contested(0.9)], DAYS, open_gazetteer(tmp_path), How(1, 1))


@pytest.mark.skipif(importlib.util.find_spec("flee") is None, reason="the extra is not installed")
def test_most_go_to_the_nearer_of_two_like_towns(gazetteer: Gazetteer) -> None:
    shown = of_place(LUHY, [contested(0.9)], DAYS, gazetteer, How(1, 1))
    assert [one.name for one in shown.destinations] == [f"Near ({NEAR.id})", f"Far ({FAR.id})"]
    assert sum(one.share for one in shown.destinations) == pytest.approx(1)
    assert all(one.low <= one.share <= one.high for one in shown.destinations)
    assert 0 < shown.arrived <= 1
    assert 0 < shown.reached <= shown.runs == MEMBERS
    assert shown.ways
    assert (shown.ways.closed, shown.ways.slow) == ((), ())


def held(place: Place, *chances: tuple[float, float, float]) -> Course:
    return Course(place.id, DAYS[0].toordinal(), list(chances), [DAYS[0].toordinal()] * len(chances))


FIRST, SECOND, BETWEEN = (0.9, 0.1, 0.0), (0.0, 0.1, 0.9), (0.1, 0.8, 0.1)
SPAN = DAYS[0].toordinal(), DAYS[0].toordinal() + 2


def test_a_town_is_his_whose_the_estimate_or_the_nearer_ground_is() -> None:
    first, second = ukraine().sides
    courses = [held(NEAR, FIRST, BETWEEN, SECOND), held(LUHY, SECOND, SECOND, SECOND)]
    beside = replace(NEAR, id="geonames:4", lat=49.95)
    found = holders([NEAR, LUHY, beside], courses, SPAN, ukraine())
    assert found[NEAR.id] == [1, 0, -1]
    assert found[LUHY.id] == [-1, -1, -1]
    assert [found[beside.id][0], found[beside.id][2]] == [1, -1]
    swapped = replace(ukraine(), name="mirrored")
    swapped.__dict__["sides"] = second, first
    turned = [one._replace(p=[day[::-1] for day in one.p]) for one in courses]
    assert holders([NEAR, LUHY, beside], turned, SPAN, swapped) == {
        name: [-day for day in days] for name, days in found.items()
    }


@pytest.mark.skipif(importlib.util.find_spec("flee") is None, reason="the extra is not installed")
def test_nobody_gets_to_a_town_beyond_the_line(tmp_path: Path) -> None:
    beyond = replace(NEAR, id="geonames:4", name="Beyond", lat=50.6)
    found(tmp_path, [Entry(place, "UA.07") for place in (LUHY, NEAR, beyond)], "three places in a row")
    shares, closed = [], []
    for whose in (FIRST, SECOND):
        courses = [contested(0.9), held(NEAR, *[FIRST] * 20), held(beyond, *[whose] * 20)]
        shown = of_place(LUHY, courses, DAYS, open_gazetteer(tmp_path), How(1, 1))
        shares.append({one.name: one.share for one in shown.destinations}[f"Beyond ({beyond.id})"])
        assert shown.ways
        closed.append([(one.one.name, one.other.name, one.days) for one in shown.ways.closed])
    assert shares[0] > 0
    assert shares[1] == 0
    assert closed == [[], [("Near", "Beyond", 20)]]
