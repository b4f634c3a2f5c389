"""From a simulated front the model recovers what was put in, though it never sees it."""

from __future__ import annotations

import numpy as np
import pytest

from fogline.outlook.control.assembling import assemble
from fogline.outlook.control.daily import days
from fogline.outlook.control.learning import Learned, learn
from fogline.runs import priors
from fogline.runs.control import prior_of
from fogline.weighing.sayings import NUMBER, Symbol
from tests.outlook.control.front import Front, honest, simulate

CHAIN = np.array([[0.997, 0.003, 0.0], [0.01, 0.98, 0.01], [0.0, 0.003, 0.997]])
PLACES, DAYS = 400, 600


@pytest.fixture(scope="module")
def world() -> Front:
    return simulate(3, CHAIN, honest(), (PLACES, DAYS))


@pytest.fixture(scope="module")
def learned(world: Front) -> Learned:
    prior = prior_of(priors.load())
    # What is expected beforehand must not carry the day.
    weak = prior._replace(chain=prior.chain / 1e4, said=prior.said / 1e4, days=prior.days / 1e4)
    return learn([assemble(world.ground, world.told, [], (1000, 999 + DAYS))], weak, 25)


@pytest.mark.parametrize(("kind", "side", "teller"), [("takes", 1, 1), ("takes", 1, 0), ("holds", 0, 0)])
def test_how_often_each_says_what_is_recovered(learned: Learned, kind: str, side: int, teller: int) -> None:
    put_in = np.array(honest()[kind, side, teller])
    found = learned.said[NUMBER[Symbol(kind, side, teller)]]
    assert found == pytest.approx(put_in, rel=0.35, abs=0.001)


def test_an_admission_is_found_to_weigh_more_than_a_boast(learned: Learned) -> None:
    boast, admission = (learned.said[NUMBER[Symbol("takes", 1, teller)]] for teller in (1, 0))
    assert np.log(admission[2] / admission[0]) > np.log(boast[2] / boast[0]) + 1


def test_estimates_are_calibrated_and_better_with_hindsight(world: Front, learned: Learned) -> None:
    batch = assemble(world.ground, world.told, [], (1000, 999 + DAYS))
    truth = world.truth.ravel()
    losses = []
    for hindsight in (False, True):
        chances = days(batch, learned, 999 + DAYS, hindsight=hindsight)
        losses.append(-np.log(chances[np.arange(len(truth)), truth]).mean())
        for low in np.arange(0.05, 0.95, 0.1):
            near = (chances >= low) & (chances < low + 0.1)
            assert np.eye(3)[truth][near].mean() == pytest.approx(chances[near].mean(), abs=0.08)
    assert losses[1] < losses[0] < 0.6
