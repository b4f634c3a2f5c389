"""Join the tagger's scores into attributions: which cue, whose words, what is said."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from fogline.reading.pairs import pair_scores, stretches

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from fogline.reading.scores import Scores

NONE, SOURCE, CUE, CONTENT = range(4)
IMPOSSIBLE = -1e4
FORCED = (0.0, 0.0, 1e4, 0.0)  # the word where a cue begins is the cue's


@dataclass(frozen=True, slots=True)
class Decoding:
    """Where scores become marks: the log-odds from which a word begins a cue, and what a change of role costs.

    Chosen on a development set by `training.choose`.
    """

    cue_odds: float
    change_cost: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """Word indices by role; `anchor` is the first word of the cue, `probability` the tagger's for it.

    `speaker` are the log-odds that who speaks is of the side named first, of the other, of neither, or not told of.
    """

    anchor: int
    probability: float
    speaker: tuple[float, ...]
    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]


def owners(attributions: Sequence[Attribution]) -> Mapping[int, Sequence[int]]:
    """The attributions in whose content a word stands, by word, without those that hold another of them in theirs."""
    around: dict[int, list[int]] = defaultdict(list)
    for number, attribution in enumerate(attributions):
        for word in attribution.content:
            around[word].append(number)
    holds = {(outer, number) for number, one in enumerate(attributions) for outer in around.get(one.anchor, ())}
    return {
        word: [one for one in numbers if not any((one, other) in holds for other in numbers)] or numbers[-1:]
        for word, numbers in around.items()
    }


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
        table[rows, : len(scores.anchor), SOURCE:] = pair_scores(scores.cue, anchors)
        table[rows, anchors] = FORCED
        row += len(anchors)
    paths = best_path(table, decoding.change_cost)
    found, row = [], 0
    for (scores, _), anchors in zip(judged, begins, strict=True):
        rows = np.arange(row, row + len(anchors))
        found.append(_apart(anchors, scores, paths[rows], table[rows]))
        row += len(anchors)
    return found


def _apart(
    anchors: NDArray[np.int64], scores: Scores, paths: NDArray[np.int8], table: NDArray[np.float32]
) -> list[Attribution]:
    taken: set[int] = set()
    found = []
    odds = scores.anchor[anchors]
    for row in np.argsort(-odds, kind="stable"):
        source, cue, content = (tuple(np.flatnonzero(paths[row] == role).tolist()) for role in (SOURCE, CUE, CONTENT))
        if not content or taken & set(cue):
            continue
        taken |= set(cue)
        probability = float(1 / (1 + np.exp(-odds[row])))
        surest = max(stretches(source), key=lambda words: float(table[row, list(words), SOURCE].sum()), default=())
        speaker = tuple(scores.speaker[anchors[row]].tolist())
        found.append(Attribution(int(anchors[row]), probability, speaker, surest, cue, content))
    return sorted(found, key=lambda a: a.anchor)
