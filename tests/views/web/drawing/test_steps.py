"""The data of the slider, unpacked as the script unpacks them."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fogline.terms.terrain import Box, Town
from fogline.views.web.drawing.frame import Frame
from fogline.views.web.drawing.steps import Stretch, stretch
from tests.views.web.drawing.made import DISPUTED, HELD, LOST, START, course, day, looks, packed, spot

FRAME = Frame(Box(36.0, 48.0, 38.0, 50.0))


def unpacked(data: bytes) -> tuple[dict[str, Any], list[list[int]]]:
    """The head, and the looks of each place."""
    length = int.from_bytes(data[:4], "little")
    head, body = json.loads(data[4 : 4 + length]), list(data[4 + length :])

    def number() -> int:
        value = shift = 0
        while True:
            byte = body.pop(0)
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    rows = []
    for _ in head["ids"]:
        row, look = [], 0
        for _ in range(number()):
            lasts, folded = number(), number()
            look += folded // 2 if folded % 2 == 0 else -(folded + 1) // 2
            row += [look] * lasts
        rows.append(row)
    assert not body
    return head, rows


@given(st.lists(st.sampled_from([HELD, LOST, DISPUTED]), max_size=60), st.integers(1, 9))
def test_what_is_packed_is_what_is_drawn(days: list[tuple[float, float, float]], step: int) -> None:
    one = spot(course(*((1, p) for p in days), heard=3))
    other = spot(course((200, DISPUTED), place="geonames:2"), name="Друге село")
    head, rows = unpacked(packed([one, other], [Town("t", "Місто", 37.0, 49.0, 10)], FRAME, Stretch(day(0), step, 20)))
    expected = range(START, START + 20 * step, step)
    assert rows == [looks(each.course, [], expected) for each in (one, other)]
    assert (head["first"], head["step"], head["steps"]) == ("2025-01-01", step, 20)
    assert head["names"] == ["Town", "Друге село"]
    assert head["at"] == [*FRAME.at(37.0, 49.0)] * 2
    assert head["towns"] == [[*FRAME.at(37.0, 49.0), "Місто"]]


def test_a_step_is_a_day_unless_that_is_too_much_for_the_script() -> None:
    assert stretch(day(0), day(1500), 200) == Stretch(day(0), 1, 1501)
    long = stretch(day(0), day(1500), 30_000)
    assert (long.step, long.first.toordinal() + long.step * (long.steps - 1)) == (6, START + 1500)
    assert long.first >= day(0)
    assert stretch(day(5), day(5), 1) == Stretch(day(5), 1, 1)


def test_what_stands_nowhere_is_left_out() -> None:
    one = spot(course((1, HELD)))
    nowhere = one._replace(spot=one.spot._replace(place=replace(one.spot.place, lat=None, lon=None)))
    head, rows = unpacked(packed([nowhere, one], [], FRAME, Stretch(date(2025, 1, 1), 1, 1)))
    assert (head["ids"], len(rows)) == (["geonames:1"], 1)


def test_thirty_thousand_quiet_places_stay_small() -> None:
    quiet = course((1500, HELD), heard=0)
    data = packed([spot(quiet)] * 1000, [], FRAME, stretch(day(0), day(1499), 30_000))
    assert len(data) < 60 * 1000
