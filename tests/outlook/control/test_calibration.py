"""Scores as they are defined, and reliability of what is right and of what is not."""

from __future__ import annotations

import numpy as np
import pytest

from fogline.outlook.control.calibration import reliability, scores

CERTAIN = np.eye(3)


def test_scores_of_one_forecast_are_those_of_the_definitions() -> None:
    found = scores(np.array([[0.7, 0.2, 0.1]]), CERTAIN[[0]])
    assert found.log_loss == pytest.approx(-np.log(0.7))
    assert found.brier == pytest.approx(0.3**2 + 0.2**2 + 0.1**2)


def test_an_outcome_known_only_in_chances_gives_the_expected_score() -> None:
    said, came = np.array([[0.7, 0.2, 0.1]]), np.array([[0.5, 0.5, 0.0]])
    either = [scores(said, CERTAIN[[state]]) for state in (0, 1)]
    found = scores(said, came)
    assert found.log_loss == pytest.approx((either[0].log_loss + either[1].log_loss) / 2)
    assert found.brier == pytest.approx((either[0].brier + either[1].brier) / 2)


def test_forecasts_that_come_as_often_as_they_say_have_no_calibration_error() -> None:
    draw = np.random.default_rng(5)
    said = draw.dirichlet([1.0, 1.0, 1.0], 40_000)
    came = CERTAIN[(draw.random(40_000)[:, None] > np.cumsum(said, axis=1)[:, :2]).sum(axis=1)]
    assert scores(said, came).calibration_error < 0.01
    assert scores(said, came[::-1]).calibration_error > 0.1
    assert sum(one.chances for one in reliability(said, came)) == said.size


def test_a_chance_of_nothing_costs_much_but_not_everything() -> None:
    assert scores(np.array([[1.0, 0.0, 0.0]]), CERTAIN[[2]]).log_loss == pytest.approx(-np.log(1e-3 / 1.002))
