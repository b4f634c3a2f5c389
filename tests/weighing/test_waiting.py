"""How long it takes until what was claimed is seen."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fogline.weighing.waiting import wait


def test_without_open_waits_the_days_are_the_quantiles() -> None:
    found = wait([-5, 0, 10, 20, 30], [], 180)
    assert (found.seen, found.of) == (5, 5)
    assert found.days == (-5, 0, 10, 20, 30)


def test_a_wait_that_is_not_over_counts_until_now() -> None:
    """By hand: of four, one is seen on day 10 (3/4 left), one open after 15, then of two one on day 20 (3/8 left)."""
    found = wait([10, 20], [15, 200], 180)
    assert (found.seen, found.of) == (2, 4)
    # Seen within the horizon are 5/8: half of that, 5/16, is passed on day 20, a quarter of it on day 10.
    assert found.days is not None
    assert found.days[1:3] == (10, 20)
    assert wait([10, 20], [], 180).days == (10, 10, 10, 20, 20)


def test_of_two_that_were_seen_no_interval_ends() -> None:
    found = wait([10, 20], [], 180)
    assert found.high is None
    assert wait([], [30], 180) == (0, 1, None, None, None)
    assert wait([200], [], 180) == (0, 1, None, None, None)


@given(st.lists(st.integers(-100, 300), max_size=30), st.lists(st.integers(0, 300), max_size=30))
def test_days_are_in_order_and_the_interval_holds_the_median(delays: list[int], unseen: list[int]) -> None:
    found = wait(delays, unseen, 180)
    assert found.of == len(delays) + len(unseen)
    if found.days is not None:
        assert list(found.days) == sorted(found.days)
        assert found.low is None or found.low <= found.days[2]
        assert found.high is None or found.high >= found.days[2]


def test_a_known_lead_is_recovered_though_half_is_never_seen() -> None:
    """Delays about 20 days, six in ten claims ever seen, followed for 30 to 400 days."""
    random = np.random.default_rng(7)
    held, repeats, medians = 0, 300, []
    for _ in range(repeats):
        delays, unseen = [], []
        for _ in range(60):
            followed = int(random.integers(30, 400))
            delay = int(random.normal(20, 15)) if random.random() < 0.6 else 10_000
            (delays if delay <= followed else unseen).append(min(delay, followed))
        found = wait(delays, unseen, 180)
        assert found.days is not None
        medians.append(found.days[2])
        held += found.low is not None and found.low <= 20 and (found.high is None or found.high >= 20)
    assert np.mean(medians) == pytest.approx(20, abs=1)
    assert 0.85 <= held / repeats <= 0.97
