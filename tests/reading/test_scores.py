"""What is said of a window from two perspectives."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fogline.reading.pairs import BUCKETS, Pairs, pair_scores
from fogline.reading.scores import AGENT, ATTRIBUTES, DENIES, OWN, TARGET, Scores, mean

WORDS = 4


def some(seed: int) -> Scores:
    rng = np.random.default_rng(seed)

    def table(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return rng.normal(size=shape).astype(np.float32)

    distance = [np.random.default_rng(0).normal(size=(n, 2 * BUCKETS + 1)).astype(np.float32) for n in (3, 2)]
    cue, event = (
        Pairs(table(WORDS, n, 5), table(WORDS, n, 5), table(WORDS, n), d) for n, d in zip((3, 2), distance, strict=True)
    )
    single = (table(WORDS, 4), table(WORDS, 2), table(WORDS, 22), table(WORDS, ATTRIBUTES))
    return Scores(table(WORDS), cue, *single, event)


def test_what_one_calls_near_the_other_calls_far() -> None:
    one, other = some(1), some(1)
    for scores in (one, other):
        scores.attributes[:] = 0
        scores.speaker[:] = 0
    one.attributes[0, [AGENT.start + 1, TARGET.start + 2, DENIES, OWN]] = 4
    other.attributes[0, [AGENT.start + 2, TARGET.start + 1, DENIES, OWN]] = 4
    one.speaker[0, 0] = other.speaker[0, 1] = 4
    both = mean(one, other)
    assert np.array_equal(both.attributes, one.attributes)
    assert np.array_equal(both.speaker, one.speaker)


@given(st.integers(0, 1000))
def test_pairs_are_scored_by_the_mean_of_both(seed: int) -> None:
    one, other = some(seed), some(seed + 1)
    heads = np.arange(WORDS)
    for found, a, b in zip(
        (mean(one, other).cue, mean(one, other).event), (one.cue, one.event), (other.cue, other.event), strict=True
    ):
        assert np.allclose(pair_scores(found, heads), (pair_scores(a, heads) + pair_scores(b, heads)) / 2, atol=1e-5)
