"""Where people are likely to go: what FLEE is given, how it is varied, and what is made of its runs."""

from __future__ import annotations

import importlib.util
import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fogline.outlook.displacement.build import build, contested_days
from fogline.outlook.displacement.ensemble import RANGES, members
from fogline.outlook.displacement.member import Inflow, Member, simulate
from fogline.outlook.displacement.passable import HINDERED, closed, lengthened
from fogline.outlook.displacement.routes import DETOUR, ways
from fogline.outlook.displacement.setting import BadSetting, Location, Route, Setting, load, save
from fogline.outlook.displacement.shares import concentration, parted, shares
from fogline.outlook.people.exposure import Points
from fogline.terms.estimate import Course
from fogline.terms.place import Place, Precision

if TYPE_CHECKING:
    from pathlib import Path

NOBODY = Inflow({}, {}, ())


def setting() -> Setting:
    """A contested town with a camp beside it and one further away."""
    places = (("Luhy", "conflict_zone", 9000), ("Near", "camp", 0), ("Far", "camp", 0))
    return Setting(
        tuple(Location(name, "", "X", 50.0, 36.0, kind, "0", people) for name, kind, people in places),
        (Route("Luhy", "Near", 20.0), Route("Luhy", "Far", 400.0)),
        (("location", "Far", "", "3", "4"),),
        {"Luhy": (1.0,) * 8},
    )


def test_a_setting_is_read_as_it_was_written(tmp_path: Path) -> None:
    save(setting(), tmp_path)
    assert load(tmp_path) == setting()
    assert (setting().days, setting().camps) == (8, ("Near", "Far"))


def test_a_route_to_nowhere_and_a_missing_file_are_told_in_a_sentence(tmp_path: Path) -> None:
    save(setting()._replace(routes=(Route("Luhy", "Nowhere", 2.0),)), tmp_path)
    with pytest.raises(BadSetting, match="no location called 'Nowhere'"):
        load(tmp_path)
    (tmp_path / "routes.csv").unlink()
    with pytest.raises(BadSetting, match=r"routes\.csv: cannot be read"):
        load(tmp_path)


def test_members_cover_every_range_and_are_the_same_for_a_seed() -> None:
    ten = list(members(setting(), NOBODY, 3, 10))
    for one in RANGES:
        parts = sorted(math.log(member.rules[one.rule] / one.low) / math.log(one.high / one.low) for member in ten)
        assert [int(part * 10) for part in parts] == list(range(10))
    assert ten == list(members(setting(), NOBODY, 3, 10))
    assert ten != list(members(setting(), NOBODY, 4, 10))


def test_more_go_to_the_nearer_camp() -> None:
    pytest.importorskip("flee", reason="the extra is not installed")
    there = simulate(Member(setting(), Inflow({"Far": 2}, {}, (100, *(0,) * 7)), {}, 1))
    assert there[0].tolist() == [0, 2]
    assert there[-1, 0] > there[-1, 1] > 2
    assert there[-1].sum() <= 102


def test_neighbours_are_joined_unless_a_third_place_lies_between() -> None:
    found = ways(Points(np.array([50.0, 50.0, 50.0]), np.array([36.0, 36.1, 36.3])))
    assert [(way.one, way.other) for way in found] == [(0, 1), (1, 2)]
    assert found[0].km == pytest.approx(7.15 * DETOUR, abs=0.1)


@given(st.lists(st.tuples(st.floats(45, 52), st.floats(22, 40)), min_size=2, max_size=15, unique=True))
def test_every_place_can_be_reached_from_every_other(at: list[tuple[float, float]]) -> None:
    found = ways(Points(*(np.array(column) for column in zip(*at, strict=True))))
    reached = {0}
    for _ in at:
        reached |= {end for way in found for end in way[:2] if reached & set(way[:2])}
    assert reached == set(range(len(at)))


def test_a_spread_is_as_wide_as_the_runs_were_wrong_elsewhere() -> None:
    random = np.random.default_rng(5)
    runs = random.integers(50, 60, (10, 200, 4))
    truth = random.gamma(12.0, size=(200, 4))
    learned = concentration(runs, truth)
    assert 30 < learned < 80
    found = shares(runs, learned, 1)
    within = (parted(truth) >= found.low) & (parted(truth) <= found.high)
    assert 0.72 < within.mean() < 0.88
    np.testing.assert_allclose(found.mean.sum(axis=1), 1)


def test_a_day_on_which_nobody_has_arrived_has_no_shares() -> None:
    runs = np.zeros((3, 2, 2), np.int64)
    runs[:, 1] = 5
    found = shares(runs, 10, 1)
    assert np.isnan(found.mean[0]).all()
    assert np.isnan(found.low[0]).all()
    assert found.mean[1].tolist() == [0.5, 0.5]


def town(name: str, lat: float, people: int) -> Place:
    return Place(name, name, lat, 36.0, Precision.SETTLEMENT, "UA", people)


def test_the_largest_towns_far_from_contested_places_are_destinations() -> None:
    towns = [town("Luhy", 50.0, 900), town("Close", 50.1, 90000), town("City", 50.5, 80000), town("Other", 50.02, 10)]
    contested = {"Luhy": (1.0, 0.0), "Other": (0.0, 1.0), "Elsewhere": (1.0, 1.0)}
    built = build(towns, contested, "Luhy")
    assert built.camps == ("City",)
    assert set(built.contested) == {"Luhy", "Other"}
    assert {one.name: one.people for one in built.locations if one.people} == {"Luhy": 900}


@pytest.mark.skipif(importlib.util.find_spec("flee") is None, reason="the extra is not installed")
def test_nobody_goes_a_closed_route() -> None:
    shut = (frozenset({("Near", "Luhy")}),) * 4 + (frozenset(),) * 4
    moved = Inflow({}, {}, (100, *(0,) * 7))
    there = simulate(Member(setting()._replace(closures=(), closed=shut), moved, {}, 1))
    assert there[:4, 0].sum() == 0
    assert there[-1].sum() > 0
    free = simulate(Member(setting()._replace(closures=()), moved, {}, 1))
    assert free[:4, 0].sum() > 0


def test_routes_between_opposing_sides_are_closed_on_those_days_alone() -> None:
    routes = (Route("Luhy", "Near", 20.0), Route("Near", "Far", 50.0), Route("Luhy", "Abroad", 90.0))
    held = {"Luhy": (1, 1, 0), "Near": (-1, 0, -1), "Far": (-1, -1, -1)}
    assert closed(routes, held, 3) == (frozenset({("Luhy", "Near")}), frozenset(), frozenset())
    turned = {name: tuple(-day for day in days) for name, days in held.items()}
    assert closed(routes, turned, 3) == closed(routes, held, 3)


def test_routes_to_hindered_places_are_longer_by_how_many_days_they_are_so() -> None:
    routes = (Route("Luhy", "Near", 20.0), Route("Near", "Far", 50.0), Route("Luhy", "Far", 80.0))
    longer = lengthened(routes, {"Near": 0.5, "Luhy": 0.0})
    assert [one.km for one in longer] == [20.0 * (1 + HINDERED) / 2, 50.0 * (1 + HINDERED) / 2, 80.0]


def test_only_days_that_were_more_likely_contested_than_not_count() -> None:
    course = Course("Luhy", 101, [(0.4, 0.6, 0.0), (0.6, 0.4, 0.0), (0.0, 0.9, 0.1)], [101] * 3)
    quiet = Course("Nyva", 101, [(1.0, 0.0, 0.0)], [101])
    assert contested_days([course, quiet], 100, 102) == {"Luhy": (0.0, 1.0, 0.0)}
