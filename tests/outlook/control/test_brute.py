"""The fast passes give what adding up every possible history gives."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from fogline.outlook.control.chain import tiers
from fogline.outlook.control.daily import days, powers_for
from fogline.outlook.control.learning import Batch, Learned, count
from tests.outlook.control.worlds import batch, model

LAST = 1006


def chances_of_histories(given: Batch, learned: Learned, place: int) -> dict[tuple[int, ...], np.ndarray]:
    """For every history of a place the chance of it and what is heard up to each day, an element a day."""
    rows = np.flatnonzero(given.steps.place == place)
    first = int(given.steps.day[rows[0]])
    on = {int(given.steps.day[row]): row for row in rows}
    found = {}
    for history in product(range(3), repeat=LAST + 1 - first):
        chance, regime, chances = given.start[place, history[0]], 0, []
        for number, state in enumerate(history):
            if number:
                chance *= learned.chain[regime, history[number - 1], state] * learned.silent[state]
            if (row := on.get(first + number)) is not None:
                regime = given.steps.regime[row]
                chance *= np.exp(given.known[row, state])
                for step, symbol, weight in zip(*given.heard, strict=True):
                    if step == row:
                        chance *= (learned.said[symbol, state] / learned.silent[state]) ** weight
            chances.append(chance)
        found[history] = np.array(chances)
    return found


@pytest.mark.parametrize("seed", range(6))
def test_each_day_is_the_sum_over_all_histories(seed: int) -> None:
    given, learned = batch(seed), model(seed)
    now, back = (days(given, learned, LAST, hindsight=hindsight).reshape(3, -1, 3) for hindsight in (False, True))
    for place in range(3):
        histories = chances_of_histories(given, learned, place)
        for number in range(now.shape[1]):
            for found, at in ((now, number), (back, -1)):
                sums = np.zeros(3)
                for history, chances in histories.items():
                    sums[history[number]] += chances[at]
                assert found[place, number] == pytest.approx(sums / sums.sum(), abs=1e-12)


def test_expected_changes_are_those_of_all_histories() -> None:
    given, learned = batch(11), model(11)
    expected = np.zeros_like(learned.chain)
    for place in range(3):
        rows = np.flatnonzero(given.steps.place == place)
        regimes = np.repeat(given.steps.regime[rows[:-1]], np.diff(given.steps.day[rows]))
        histories = chances_of_histories(given, learned, place)
        whole = sum(chances[-1] for chances in histories.values())
        for history, chances in histories.items():
            for regime, (before, after) in zip(regimes, pairwise(history), strict=True):
                expected[regime, before, after] += chances[-1] / whole
    assert count([(given, tiers(given.steps))], learned, powers_for(given, learned, LAST)).chain == pytest.approx(
        expected, abs=1e-10
    )
