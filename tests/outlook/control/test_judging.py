"""No source is judged by its own words, nor by what was not known yet."""

from __future__ import annotations

import numpy as np
import pytest

from fogline.outlook.control.assembling import Active, activity, assemble, rows_of
from fogline.outlook.control.daily import days
from fogline.outlook.control.judging import AFTER, PERIOD, Shown, World, shown
from fogline.outlook.control.learning import Learned, at_first
from fogline.runs import priors
from fogline.runs.control import prior_of
from tests.outlook.control.front import honest, simulate

PLACES, LENGTH, FIRST = 30, 500, 1000
LAST = FIRST + LENGTH - 1
CHAIN = np.array([[0.99, 0.01, 0.0], [0.02, 0.96, 0.02], [0.0, 0.01, 0.99]])


@pytest.fixture(scope="module")
def world() -> World:
    made = simulate(7, CHAIN, honest(), (PLACES, LENGTH))
    return World(made.ground, made.told, [], (FIRST, LAST), activity(made.ground, made.told, FIRST, LAST))


@pytest.fixture(scope="module")
def model() -> Learned:
    return at_first(prior_of(priors.load()))


@pytest.fixture(scope="module")
def fold(world: World) -> np.ndarray:
    return np.random.default_rng(3).integers(0, 3, len(world.told.day))


@pytest.fixture(scope="module")
def judged(world: World, model: Learned, fold: np.ndarray) -> Shown:
    return shown(world, model, fold)


def silenced(world: World, rows: np.ndarray) -> World:
    """The same where `rows` are no evidence, though they are still said."""
    return world._replace(told=world.told._replace(weight=np.where(rows, 0.0, world.told.weight)))


def test_in_the_end_a_claim_is_judged_by_the_hindcast_without_its_fold(
    world: World, model: Learned, fold: np.ndarray, judged: Shown
) -> None:
    for number in range(3):
        without = silenced(world, fold == number)
        chances = days(assemble(*without), model, LAST, hindsight=True).reshape(PLACES, LENGTH, 3)
        own = fold == number
        assert judged.late[own] == pytest.approx(chances[world.told.place[own], world.told.day[own] - FIRST], abs=1e-9)


def test_what_a_fold_says_does_not_change_what_it_is_judged_by(
    world: World, model: Learned, fold: np.ndarray, judged: Shown
) -> None:
    again = shown(silenced(world, fold == 1), model, fold)
    own = fold == 1
    assert np.array_equal(again.soon[own], judged.soon[own], equal_nan=True)
    assert np.array_equal(again.late[own], judged.late[own])
    assert not np.allclose(again.late[~own], judged.late[~own])


def test_what_is_heard_after_a_claim_came_due_is_not_known_when_it_is_judged(
    world: World, model: Learned, fold: np.ndarray, judged: Shown
) -> None:
    period = 3
    end = FIRST + period * PERIOD
    kept = world.told.day < end
    active = Active(world.active.base, world.active.near)
    before = shown(world._replace(told=rows_of(world.told, kept), active=active), model, fold[kept])
    due = judged.due[kept] == period
    assert due.sum() > 10
    assert before.soon[due] == pytest.approx(judged.soon[kept][due], abs=1e-12)
    assert (world.told.day[kept][due] + AFTER <= end).all()
    assert not np.allclose(before.late[due], judged.late[kept][due])


def test_what_never_comes_due_is_not_judged(world: World, judged: Shown) -> None:
    late = world.told.day > LAST - AFTER
    assert np.isnan(judged.soon[late]).all()
    assert not np.isnan(judged.late).any()
