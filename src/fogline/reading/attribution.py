"""Join the tagger's scores into attributions: which cue, whose words, what is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

NONE, SOURCE, CUE, CONTENT = range(4)
BUCKETS = 32
IMPOSSIBLE = -1e4
FORCED = (0.0, 0.0, 1e4, 0.0)  # the word where a cue begins is the cue's
EXACT = 8  # distances up to here have a bucket each


@dataclass(frozen=True, slots=True)
class Scores:
    """What the tagger says of a window's words, in log-odds.

    `anchor` [words]: that a cue begins here. `cue` and `word` [words, 3, width]: the two sides of the pair scorer, for
    source, cue and content. `unary` [words, 3]: how readily a word takes a role at all. `distance` [3, 65]: what the
    signed distance between cue and word adds.
    """

    anchor: NDArray[np.float32]
    cue: NDArray[np.float32]
    word: NDArray[np.float32]
    unary: NDArray[np.float32]
    distance: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Decoding:
    """Where scores become marks: the log-odds from which a word begins a cue, and what a change of role costs.

    Chosen on a development set by `training.choose`.
    """

    cue_odds: float
    change_cost: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """Word indices by role; `anchor` is the first word of the cue, `probability` the tagger's for it."""

    anchor: int
    probability: float
    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]


def bucket(distance: NDArray[np.int64]) -> NDArray[np.int64]:
    """Signed distance in words to 0..64: exact up to 8, then ever wider."""
    size = np.abs(distance)
    wide = EXACT + (np.log2(np.maximum(size, EXACT) / EXACT) * 5).astype(np.int64)
    return BUCKETS + np.sign(distance) * np.minimum(np.where(size <= EXACT, size, wide), BUCKETS)


def pair_scores(scores: Scores, anchors: NDArray[np.int64]) -> NDArray[np.float32]:
    """Score source, cue and content [anchors, words, 3] of every word for each cue that begins at `anchors`."""
    linked: NDArray[np.float32] = np.einsum("ard,wrd->awr", scores.cue[anchors], scores.word, optimize=True)
    steps = bucket(np.arange(len(scores.anchor))[None, :] - anchors[:, None])
    linked += scores.unary[None] + scores.distance.T[steps]
    return linked


def best_path(scores: NDArray[np.float32], cost: float) -> NDArray[np.int8]:
    """Roles [rows, words] with the highest total of `scores` [rows, words, roles] (Viterbi 1967).

    Each change of role from one word to the next costs `cost`.
    """
    rows, count, states = scores.shape
    came_from = np.zeros((count, rows, states), np.int8)
    total = scores[:, 0].copy()
    for step in range(1, count):
        leader = total.argmax(1)
        moved = total.max(1)[:, None] - cost
        stays = total >= moved
        came_from[step] = np.where(stays, np.arange(states, dtype=np.int8), leader[:, None])
        total = np.where(stays, total, moved) + scores[:, step]
    path = np.zeros((rows, count), np.int8)
    state = total.argmax(1)
    every = np.arange(rows)
    for step in range(count - 1, -1, -1):
        path[:, step] = state
        state = came_from[step, every, state]
    return path


def attributions(judged: Sequence[tuple[Scores, tuple[int, int]]], decoding: Decoding) -> list[list[Attribution]]:
    """Read the attributions of several windows, of each those whose cue begins in the words [core[0], core[1]).

    Of a source in several places the surest stretch stays; of two cues that claim one word, the more probable.
    """
    begins = [first + np.flatnonzero(s.anchor[first:last] >= decoding.cue_odds) for s, (first, last) in judged]
    count = sum(map(len, begins))
    if not count:
        return [[] for _ in judged]
    table = np.full((count, max(len(s.anchor) for s, _ in judged), 4), IMPOSSIBLE, np.float32)
    table[..., NONE] = 0
    row = 0
    for (scores, _), anchors in zip(judged, begins, strict=True):
        rows = np.arange(row, row + len(anchors))
        table[rows, : len(scores.anchor), SOURCE:] = pair_scores(scores, anchors)
        table[rows, anchors] = FORCED
        row += len(anchors)
    paths = best_path(table, decoding.change_cost)
    found, row = [], 0
    for (scores, _), anchors in zip(judged, begins, strict=True):
        rows = np.arange(row, row + len(anchors))
        found.append(_apart(anchors, scores.anchor[anchors], paths[rows], table[rows]))
        row += len(anchors)
    return found


def _apart(
    anchors: NDArray[np.int64], odds: NDArray[np.float32], paths: NDArray[np.int8], table: NDArray[np.float32]
) -> list[Attribution]:
    taken: set[int] = set()
    found = []
    for row in np.argsort(-odds, kind="stable"):
        source, cue, content = (tuple(np.flatnonzero(paths[row] == role).tolist()) for role in (SOURCE, CUE, CONTENT))
        if not content or taken & set(cue):
            continue
        taken |= set(cue)
        probability = float(1 / (1 + np.exp(-odds[row])))
        surest = max(stretches(source), key=lambda words: float(table[row, list(words), SOURCE].sum()), default=())
        found.append(Attribution(int(anchors[row]), probability, surest, cue, content))
    return sorted(found, key=lambda a: a.anchor)


def stretches(words: Sequence[int]) -> list[tuple[int, ...]]:
    """`words`, which are in order, as runs of neighbours."""
    runs: list[list[int]] = []
    for word in words:
        if runs and word == runs[-1][-1] + 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    return [tuple(run) for run in runs]
