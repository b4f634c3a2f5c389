"""Shares of many sources, pooled."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fogline.weighing.pooling import pooled, tally


def test_a_source_seen_twice_is_called_neither_reliable_nor_unreliable() -> None:
    counts = Counter({(2, 2): 1, (0, 2): 1, (60, 100): 3, (50, 100): 3})
    found = pooled({"ministry": counts})
    twice, never = found.sources["ministry", (2, 2)], found.sources["ministry", (0, 2)]
    assert 0.5 < twice.mean < 0.75
    assert 0.4 < never.mean < 0.6
    assert twice.low < 0.6 < twice.high
    assert 0.55 < found.sources["ministry", (60, 100)].mean < 0.6


def test_a_group_of_which_nothing_is_known_is_like_all() -> None:
    found = pooled({"ministry": Counter({(9, 10): 5}), "staff": Counter({(8, 10): 5}), "channel": Counter({(0, 0): 1})})
    channel = found.sources["channel", (0, 0)]
    assert found.groups["channel"].low < 0.4
    assert found.groups["channel"].mean == pytest.approx(found.every.mean, abs=0.1)
    assert channel.high - channel.low > found.groups["ministry"].high - found.groups["ministry"].low


def test_a_source_alone_has_about_the_share_of_a_flat_prior() -> None:
    """With a prior that is nearly flat, seven of ten is near (7 + 1) / (10 + 2), the mean under a uniform prior."""
    found = pooled({"ministry": Counter({(7, 10): 1})})
    assert found.sources["ministry", (7, 10)].mean == pytest.approx(8 / 12, abs=0.03)


@settings(max_examples=5)
@given(
    st.lists(st.integers(0, 12).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))), min_size=4, max_size=8)
)
def test_names_do_not_matter_to_the_last_digit(counts: list[tuple[int, int]]) -> None:
    half = len(counts) // 2
    one = pooled({"ua": Counter(counts[:half]), "ru": Counter(counts[half:])})
    other = pooled({"ua": Counter(counts[: half - 1 : -1]), "ru": Counter(counts[:half][::-1])})
    assert one.groups["ua"] == other.groups["ru"]
    assert one.every == other.every
    assert {(count, share) for (_, count), share in one.sources.items()} == {
        (count, share) for (_, count), share in other.sources.items()
    }


def test_of_sources_of_known_honesty_nine_in_ten_intervals_hold_it() -> None:
    """Four kinds of sources, each about a mean of its own, some with hundreds of claims and many with few."""
    random = np.random.default_rng(20251125)
    held = of = 0
    group_held = groups = 0
    for _ in range(12):
        counts, true = {}, {}
        for kind, mean in enumerate(random.beta(3, 3, size=4)):
            for number in range(20):
                honesty = random.beta(8 * mean, 8 * (1 - mean))
                claims = int(random.integers(0, 6)) if number % 2 else int(random.integers(10, 200))
                counts[kind, number] = (kind, (int(random.binomial(claims, honesty)), claims))
                true[kind, number] = honesty
            counts[kind, "mean"] = (kind, (0, 0))
            true[kind, "mean"] = mean
        found = pooled(tally(counts))
        for name, (kind, count) in counts.items():
            share = found.groups[kind] if name[1] == "mean" else found.sources[kind, count]
            is_held = share.low <= true[name] <= share.high
            if name[1] == "mean":
                groups, group_held = groups + 1, group_held + is_held
            else:
                of, held = of + 1, held + is_held
    assert 0.85 <= held / of <= 0.95
    assert 0.8 <= group_held / groups <= 1
