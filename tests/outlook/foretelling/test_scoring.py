"""Scores against a library, laws, and sources of known skill."""

from __future__ import annotations

import numpy as np
import pytest
import scoringrules
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from fogline.outlook.foretelling.scoring import brier, calibration, frequency, log_score, pooled, score

chances = arrays(np.float64, 12, elements=st.floats(0.001, 0.999))
outcomes = arrays(np.float64, 12, elements=st.sampled_from([0.0, 1.0]))
SOURCES, ROUNDS = 30, 40


@given(chances, outcomes)
def test_scores_are_those_of_a_library(said: np.ndarray, came: np.ndarray) -> None:
    np.testing.assert_allclose(brier(said, came), scoringrules.brier_score(came, said), rtol=0, atol=1e-9)
    np.testing.assert_allclose(log_score(said, came), scoringrules.log_score(came, said), rtol=0, atol=1e-9)


@given(chances, outcomes)
def test_who_says_the_base_rate_has_no_skill(said: np.ndarray, came: np.ndarray) -> None:
    assert score(said, came, said).skill == pytest.approx(0)


def test_a_sure_and_right_source_has_all_skill_and_a_wrong_one_less_than_none() -> None:
    came, base = np.array([1.0, 0.0, 1.0]), np.full(3, 0.5)
    assert score(came, came, base) == (3, 0, 0, 1)
    assert score(1 - came, came, base).skill == -3
    assert score(1 - came, came, base).log == np.inf


def test_nothing_is_not_scored() -> None:
    with pytest.raises(ValueError, match="no forecast"):
        score(np.array([]), np.array([]), np.array([]))


def test_seven_in_ten_of_what_is_given_seven_tenths() -> None:
    said, came = np.full(10, 0.7), np.array([1.0] * 7 + [0.0] * 3)
    (found,) = calibration(said, came)
    assert (found.forecasts, found.said) == (10, pytest.approx(0.7))
    assert found.came.low < 0.7 < found.came.high


def test_intervals_of_a_frequency_cover() -> None:
    random = np.random.default_rng(7)
    truth = random.uniform(0.05, 0.95, 1000)
    found = [frequency(random.binomial(20, p), 20) for p in truth]
    inside = np.mean([one.low <= p <= one.high for one, p in zip(found, truth, strict=True)])
    assert 0.85 <= inside <= 0.95


def simulated(random: np.random.Generator) -> tuple[list[np.ndarray], np.ndarray]:
    """What sources gain on the base rate, and what each gains in truth.

    A source moves from the base rate of an event towards its true chance by the part that it knows of it, or away.
    """
    gains, truth = [], []
    for knows in random.normal(0.3, 0.3, SOURCES):
        count = random.integers(8, 60)
        base = random.uniform(0.1, 0.6, count)
        chance = np.clip(base + random.normal(0, 0.25, count), 0.02, 0.98)
        said = base + knows * (chance - base)
        came = (random.random(count) < chance).astype(np.float64)
        gains.append(brier(base, came) - brier(said, came))
        truth.append(np.mean((chance - base) ** 2 - (said - chance) ** 2))
    return gains, np.array(truth)


def test_skill_is_recovered_and_intervals_cover() -> None:
    random = np.random.default_rng(11)
    inside, right = [], []
    for _ in range(ROUNDS):
        gains, truth = simulated(random)
        found = pooled(gains)
        inside += [one.low <= value <= one.high for one, value in zip(found, truth, strict=True)]
        plain = np.array([gain.mean() for gain in gains])
        errors = [np.square(estimate - truth).mean() for estimate in (np.array([one.mean for one in found]), plain)]
        right.append(errors)
    assert 0.85 <= np.mean(inside) <= 0.95
    drawn, plain_error = np.mean(right, axis=0)
    assert drawn < plain_error


def test_two_alike_forecasts_do_not_make_a_sources_skill_certain() -> None:
    lucky, *_ = pooled([np.array([0.8, 0.8]), np.array([0.1]), np.array([-0.3]), np.array([0.5])])
    assert lucky.high - lucky.low > 0.5


def test_one_source_alone_keeps_its_own_mean() -> None:
    (found,) = pooled([np.array([0.1, 0.2, 0.3])])
    assert found.mean == pytest.approx(0.2)
    assert found.low < 0.2 < found.high
