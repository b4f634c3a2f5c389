"""Displacement from a place of the ledger's theatre."""

from __future__ import annotations

import importlib.util
from datetime import date
from typing import TYPE_CHECKING

import pytest

from fogline.errors import FoglineError
from fogline.linking.index import found, open_gazetteer
from fogline.linking.layer import Entry
from fogline.runs.displacement import How, of_place
from fogline.terms.estimate import Course
from fogline.terms.place import Place, Precision

if TYPE_CHECKING:
    from pathlib import Path

    from fogline.linking.gazetteer import Gazetteer

LUHY, NEAR, FAR = (
    Place(f"geonames:{number}", name, lat, 37.0, Precision.SETTLEMENT, "UA", people)
    for number, name, lat, people in ((1, "Luhy", 49.5, 900), (2, "Near", 49.9, 20000), (3, "Far", 51.9, 20000))
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


@pytest.mark.skipif(importlib.util.find_spec("flee") is None, reason="the extra is not installed")
def test_most_go_to_the_nearer_of_two_like_towns(gazetteer: Gazetteer) -> None:
    shown = of_place(LUHY, [contested(0.9)], DAYS, gazetteer, How(1, 1))
    assert [one.name for one in shown.destinations] == [f"Near ({NEAR.id})", f"Far ({FAR.id})"]
    assert sum(one.share for one in shown.destinations) == pytest.approx(1)
    assert all(one.low <= one.share <= one.high for one in shown.destinations)
    assert 0 < shown.arrived <= 1
