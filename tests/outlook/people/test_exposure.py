"""How many people live around places."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fogline.outlook.people.exposure import Points, around

DEGREE_KM = 111.195
POINT = st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.sampled_from((0, 1, 700)))


def points(*at: tuple[float, float]) -> Points:
    return Points(np.array([lat for lat, _ in at]), np.array([lon for _, lon in at]))


def apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres by the haversine formula."""
    lat, lon, north, east = map(math.radians, (*one, *other))
    across = math.sin((north - lat) / 2) ** 2 + math.cos(lat) * math.cos(north) * math.sin((east - lon) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1, math.sqrt(across)))


def test_people_within_each_distance_are_added_up_and_those_without_a_figure_counted() -> None:
    town, village, hamlet, far = (50.0, 36.0), (50.04, 36.0), (50.0, 36.1), (50.3, 36.0)
    people = np.array([9000, 400, 0, 70])
    found = around(points(town), points(town, village, hamlet, far), people, (5.0, 10.0, 25.0))
    assert found.people.tolist() == [[9400, 9400, 9400]]
    assert found.settlements.tolist() == [[2, 2, 2]]
    assert found.unknown.tolist() == [[0, 1, 1]]


def test_the_date_line_and_the_poles_part_nobody() -> None:
    fiji, pole = points((-16.8, 179.99), (89.99, 10.0)), points((-16.8, -179.99), (89.99, -170.0))
    found = around(fiji, pole, np.array([50, 3]), (5.0,))
    assert found.people.tolist() == [[50], [3]]


def test_no_places_and_no_settlements_are_no_people() -> None:
    nowhere, here = points(), points((50.0, 36.0))
    assert around(nowhere, here, np.array([5]), (5.0,)).people.shape == (0, 1)
    assert around(here, nowhere, np.array([], np.int64), (5.0, 10.0)).people.tolist() == [[0, 0]]


@given(st.lists(POINT, max_size=12), st.lists(POINT, max_size=12), st.lists(st.floats(1, 3000), min_size=1, max_size=3))
def test_it_is_what_measuring_every_pair_would_give(
    places: list[tuple[float, float, int]], towns: list[tuple[float, float, int]], km: list[float]
) -> None:
    found = around(
        points(*((lat, lon) for lat, lon, _ in places)),
        points(*((lat, lon) for lat, lon, _ in towns)),
        np.array([people for *_, people in towns], np.int64),
        km,
    )
    for row, place in enumerate(places):
        for column, distance in enumerate(km):
            far = [apart(place[:2], town[:2]) for town in towns]
            if any(abs(one - distance) < 1e-3 for one in far):
                continue
            near = [town[2] for town, one in zip(towns, far, strict=True) if one <= distance]
            assert found.people[row, column] == sum(near)
            assert found.unknown[row, column] == near.count(0)
            assert found.settlements[row, column] == len(near) - near.count(0)
