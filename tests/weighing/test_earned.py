"""What records add to claims: learned from what others showed, pooled, and never from what came later."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fogline.weighing.earned import Fared, Said, now, then

# The side that is spoken of has it, it is contested, the other has it.
SO, CONTESTED, NOT = np.eye(3)
WORTH = 20.0


def said(sources: list[int], kinds: list[int]) -> Said:
    """A claim of each of `sources`, all alike; `kinds` are those of the sources."""
    source = np.array(sources, np.int64)
    return Said(source, np.zeros_like(source), np.ones(len(source)), (np.array(kinds, np.int64),))


def test_who_says_it_where_it_is_so_counts_for_more_and_a_peer_of_its_kind_for_some() -> None:
    """Source 0 is right a hundred times, source 1 of another kind never; sources 2 and 3 are new, one of each kind."""
    claims = said([0] * 100 + [1] * 100 + [2, 3], [0, 1, 0, 1])
    known = np.array([SO] * 100 + [NOT] * 100 + [SO / 3 + CONTESTED / 3 + NOT / 3] * 2)
    kind, source = then(claims, known, WORTH)
    whole = kind + source
    assert whole[0, 0] > 0.5
    assert whole[0, 0] > whole[200, 0] > 0 > whole[201, 0] > whole[100, 0]
    assert kind[200] == pytest.approx(kind[0])
    assert abs(source[200]).max() < 0.1


def test_a_source_heard_twice_moves_almost_nothing() -> None:
    claims = said([0] * 50 + [1] * 50 + [2] * 2, [0, 0, 0])
    known = np.array([SO, NOT] * 50 + [SO] * 2)
    kind, source = then(claims, known, 50.0)
    assert abs(kind + source)[-1].max() < 0.1


def test_a_claim_of_which_others_show_nothing_changes_nothing() -> None:
    """As likely so as such claims are on the whole: the record of who has said only that is empty."""
    claims = said([0] * 60 + [1] * 60, [0, 0])
    mean = np.array([0.5, 0.2, 0.3])
    known = np.array([SO] * 30 + [CONTESTED] * 12 + [NOT] * 18 + [mean] * 60)
    kind, source = then(claims, known, WORTH)
    assert abs(kind + source)[-1] == pytest.approx(0, abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 9))
def test_what_came_later_is_not_known_before(seed: int, cut: int) -> None:
    """Whatever is shown of claims that are judged from some period on, those said before it weigh the same."""
    draw = np.random.default_rng(seed)
    period = np.sort(draw.integers(0, 10, 40))
    claims = said(draw.integers(0, 5, 40).tolist(), [0, 0, 1, 1, 1])
    one, other = draw.dirichlet([1, 1, 1], 40), draw.dirichlet([1, 1, 1], 40)
    other = np.where((period + 1 <= cut)[:, None], one, other)
    early = period <= cut
    for here, there in zip(
        *(now(claims, Fared(known, period + 1, period), WORTH) for known in (one, other)), strict=True
    ):
        assert np.array_equal(here[early], there[early])


def test_seen_from_the_other_side_it_is_the_mirror_image_to_the_last_digit() -> None:
    draw = np.random.default_rng(1)
    claims, known = said(draw.integers(0, 5, 60).tolist(), [0, 0, 1, 1, 1]), draw.dirichlet([1, 1, 1], 60)
    for here, there in zip(then(claims, known, WORTH), then(claims, known[:, ::-1], WORTH), strict=True):
        assert np.array_equal(here, there[:, ::-1])
