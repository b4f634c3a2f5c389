"""How the ground lies to a map's area, and what the way of its line lets expect: small worlds with known answers."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from fogline.outlook.control import outline, prospects
from fogline.outlook.control.prospects import Rows, Series

RATES = {"prospects_variance": 0.2}
WEST = -400.0


def area(edge: float) -> shapely.Geometry:
    """Everything west of a straight line, 800 km wide and long."""
    return shapely.box(WEST, -400, edge, 400)


def series(edges: list[float], points: np.ndarray) -> Series:
    """Monthly snapshots of an area whose line stands at each of `edges` in turn."""
    return Series(
        [1000 + 30 * month for month in range(len(edges))], [outline.measured(area(edge), points) for edge in edges]
    )


def test_shares_and_depth_are_those_of_the_disks() -> None:
    found = outline.measured(area(0.0), np.array([[0.0, 0.0], [-2.0, 0.0], [4.0, 0.0], [100.0, 0.0]]))
    assert found.depth == pytest.approx([0, 2, -4, -100], abs=1e-9)
    half, within, beside, far = found.share.T
    assert half == pytest.approx(0.5, abs=1e-9)
    assert within[0] == pytest.approx(1)
    assert (beside[0], beside[1]) == pytest.approx((0, 0))
    # A segment of the disk of 5 km beyond a chord 4 km from its middle.
    assert beside[2] == pytest.approx((25 * np.arccos(0.8) - 12) / (25 * np.pi), abs=0.01)
    assert far == pytest.approx(0)


def test_the_lattice_lies_beside_the_line() -> None:
    points = outline.lattice([area(0.0), area(30.0)])
    near = np.minimum(np.abs(points[:, 0]), np.abs(points[:, 0] - 30))
    inland = (np.abs(points[:, 1]) < 380) & (points[:, 0] > WEST + 20)
    assert inland.sum() > 200
    assert near[inland].max() <= outline.BESIDE_KM + outline.ROUGHLY_KM


def test_a_vast_area_is_not_looked_at_in_more_points_than_a_front() -> None:
    vast = shapely.box(-15_000, -8_000, 15_000, 8_000)
    assert len(outline.lattice([vast])) < outline.MOST_POINTS


def learned(edges: list[float]) -> tuple[prospects.Fitted, ...]:
    points = outline.lattice([area(edge) for edge in edges])
    told = prospects.rows(series(edges, points))
    assert told is not None
    return prospects.fit(told, RATES)


def expected(fitted: tuple[prospects.Fitted, ...], edges: list[float], at: float) -> np.ndarray:
    """What is expected of a place `at` so many km east of the last of `edges`: outside, in part, within."""
    shown = series(edges, np.array([[edges[-1] + at, 0.0]]))
    last = len(edges) - 1
    return prospects.chances(fitted, prospects.covariates(shown, last), prospects.state(shown.shown[last]))[0]


def test_what_lies_before_a_line_that_comes_nearer_is_expected_to_be_passed() -> None:
    # Eight months of standing still, eight of going on by 4 km, in turn.
    edges = [0.0]
    for month in range(40):
        edges.append(edges[-1] + (4.0 if month // 8 % 2 else 0.0))
    fitted = learned(edges)
    coming, standing = [0.0, 0.0, 4.0, 8.0], [8.0, 8.0, 8.0, 8.0]
    assert expected(fitted, coming, 3.0)[0] < 0.5 < expected(fitted, standing, 3.0)[0]
    assert expected(fitted, standing, 60.0)[0] > 0.9
    assert expected(fitted, standing, -60.0)[2] > 0.9


def test_what_never_changed_is_expected_to_stay_but_not_for_certain() -> None:
    fitted = learned([0.0] * 7)
    for at, state in ((5.0, 0), (0.0, 1), (-5.0, 2)):
        chances = expected(fitted, [0.0] * 6, at)
        assert chances.argmax() == state
        assert 0.9 < chances[state] < 1


def test_a_few_maps_or_maps_of_seasons_tell_nothing_of_a_month() -> None:
    points = outline.lattice([area(0.0)])
    monthly = series([0.0] * 7, points)
    assert prospects.rows(monthly) is not None
    assert prospects.rows(Series(monthly.days[:-1], monthly.shown[:-1])) is None
    assert prospects.rows(Series([3 * day for day in monthly.days], monthly.shown)) is None


def test_the_likeliest_coefficients_are_found() -> None:
    draw = np.random.default_rng(5)
    covariates = draw.normal(size=(20_000, 2))
    odds = np.stack([np.zeros(20_000), covariates[:, 0] - 1, 2 * covariates[:, 1] - 2], axis=1)
    chances = np.exp(odds) / np.exp(odds).sum(axis=1, keepdims=True)
    after = (draw.random(20_000)[:, None] > chances.cumsum(axis=1)).sum(axis=1)
    rows = Rows(covariates, np.zeros(20_000, np.int64), after, np.full(20_000, 30))
    fitted = prospects.fit(rows, {"prospects_variance": 100.0})
    found = prospects.chances(fitted, covariates, np.zeros(20_000, np.int64))
    assert np.abs(found - chances).max() < 0.06
    assert fitted[0].coefficients[0] == pytest.approx([0, 1, 0], abs=0.1)
    assert fitted[0].coefficients[1] == pytest.approx([0, 0, 2], abs=0.1)


def test_rates_of_a_month_give_its_chances_again() -> None:
    chances, left = np.array([[0.7, 0.2, 0.1], [0.1, 0.5, 0.4]]), np.array([0, 1])
    rates = prospects.rates(chances, left)
    assert np.exp(-30 * rates.sum(axis=1)) == pytest.approx([0.7, 0.5])
    assert rates[0, 1] / rates[0, 2] == pytest.approx(2)
    assert rates[1, 0] / rates[1, 2] == pytest.approx(0.25)
