"""Borders of units between settlements."""

import numpy as np
import shapely

from fogline.linking.units import unit_borders

LAND = shapely.box(30.0, 48.0, 34.0, 50.0)
BORDER = shapely.LineString([(33.0, 48.0), (33.0, 50.0)])
EVERY = [(30.1 + 0.2 * x, 48.1 + 0.2 * y) for x in range(20) for y in range(10)]


def _unit(lon: float) -> str:
    if lon > 33:
        return "BB.02" if lon > 33.6 else "BB.01"
    return "AA.02" if lon > 31.5 else "AA.01"


def test_a_border_runs_between_the_settlements_of_two_units() -> None:
    drawn = unit_borders(np.array(EVERY), [_unit(lon) for lon, _ in EVERY], LAND, BORDER)
    for middle in (31.6, 33.6):
        near = shapely.intersection(drawn, shapely.box(middle - 0.15, 48.0, middle + 0.15, 50.0))
        assert 1.8 < near.length < 2.6
    assert shapely.intersection(drawn, shapely.buffer(BORDER, 0.2)).is_empty


def test_a_border_of_units_ends_at_that_of_the_country_and_at_the_coast() -> None:
    units = [("AA.01" if lat > 49 else "AA.02") if lon < 33 else "BB.01" for lon, lat in EVERY]
    west, _, east, _ = unit_borders(np.array(EVERY), units, LAND, BORDER).bounds
    assert (round(west, 3), round(east, 3)) == (30.0, 33.0)


def test_one_unit_has_no_border_and_settlements_at_one_point_do_no_harm() -> None:
    assert unit_borders(np.array([*EVERY, EVERY[0]]), ["AA.01"] * 201, LAND, BORDER).is_empty
    assert unit_borders(np.zeros((0, 2)), [], LAND, BORDER).is_empty
    twice = unit_borders(np.array([*EVERY, EVERY[0]]), [*(_unit(lon) for lon, _ in EVERY), "AA.02"], LAND, BORDER)
    assert not twice.is_empty


def test_one_settlement_in_the_wrong_unit_makes_no_enclave() -> None:
    units = [_unit(lon) for lon, _ in EVERY]
    right = unit_borders(np.array(EVERY), units, LAND, BORDER)
    wrong = unit_borders(np.array([*EVERY, (30.8, 49.0)]), [*units, "AA.02"], LAND, BORDER)
    assert abs(wrong.length - right.length) < 0.2
