"""Score pairs of words: how the words of a window belong to one of them, in each of several roles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

BUCKETS = 32
EXACT = 8  # distances up to here have a bucket each


@dataclass(frozen=True, slots=True)
class Pairs:
    """`head` and `word` [words, roles, width] are the two ends of the pair scorer.

    `unary` [words, roles] says how readily a word takes a role at all, `distance` [roles, 65] what the signed distance
    between the two adds.
    """

    head: NDArray[np.float32]
    word: NDArray[np.float32]
    unary: NDArray[np.float32]
    distance: NDArray[np.float32]


def bucket(distance: NDArray[np.int64]) -> NDArray[np.int64]:
    """Signed distance in words to 0..64: exact up to 8, then ever wider."""
    size = np.abs(distance)
    wide = EXACT + (np.log2(np.maximum(size, EXACT) / EXACT) * 5).astype(np.int64)
    return BUCKETS + np.sign(distance) * np.minimum(np.where(size <= EXACT, size, wide), BUCKETS)


def pair_scores(pairs: Pairs, heads: NDArray[np.int64]) -> NDArray[np.float32]:
    """Log-odds [heads, words, roles] of every word for each of the words `heads`."""
    linked: NDArray[np.float32] = np.einsum("ard,wrd->awr", pairs.head[heads], pairs.word, optimize=True)
    steps = bucket(np.arange(len(pairs.unary))[None, :] - heads[:, None])
    linked += pairs.unary[None] + pairs.distance.T[steps]
    return linked


def mean(one: Pairs, other: Pairs) -> Pairs:
    """What scores every pair with the mean of what `one` and `other` do; both are of one window, read twice."""
    half = np.float32(0.5**0.5)
    head, word = (half * np.concatenate(ends, -1) for ends in ((one.head, other.head), (one.word, other.word)))
    return Pairs(head, word, np.float32(0.5) * (one.unary + other.unary), one.distance)


def stretches(words: Sequence[int]) -> list[tuple[int, ...]]:
    """`words`, which are in order, as runs of neighbours."""
    runs: list[list[int]] = []
    for word in words:
        if runs and word == runs[-1][-1] + 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    return [tuple(run) for run in runs]
