"""Run the torch tagger as the product runs the exported one, and score it at word level after each epoch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch

from fogline.reading.attribution import Attribution, Decoding
from fogline.reading.pairs import Pairs
from fogline.reading.scores import Scores
from fogline.reading.tagger import decode
from fogline.reading.windows import windows
from training.polnear import CONTENT, CUE, SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fogline.reading.windows import Window
    from training.encoders import Encoder
    from training.examples import Marked
    from training.model import Tagger

LENGTH, OVERLAP = 256, 64
UNCHOSEN = Decoding(-0.5, 0.8)


@torch.no_grad()
def window_scores(tagger: Tagger, marked: Marked, encoder: Encoder) -> Iterator[tuple[Window, Scores]]:
    """Yield each window of `marked` with the tagger's scores."""
    tagger.eval()
    pieces = marked.pieces
    distances = [scorer.distance_bias().numpy() for scorer in (tagger.cue, tagger.event)]
    for window in windows(pieces, LENGTH - 2, OVERLAP):
        start = int(pieces.word_first[window.first])
        stop = int(pieces.word_first[window.last]) if window.last < len(pieces.word_first) else len(pieces.ids)
        stop = min(stop, start + LENGTH - 2)
        ids = np.concatenate([[encoder.begin], pieces.ids[start:stop], [encoder.end]]).astype(np.int64)
        first = np.minimum(pieces.word_first[window.first : window.last] - start + 1, len(ids) - 2)
        sides = np.concatenate([[0], pieces.sides[start:stop], [0]]).astype(np.int64)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            encoded = tagger.encode(torch.from_numpy(ids)[None], torch.from_numpy(sides)[None], None)
            found = tagger.heads(encoded[0, torch.from_numpy(first).long()])
        cue, event = (
            Pairs(*(t.float().numpy() for t in (pairs.head, pairs.word, pairs.unary)), distance)
            for pairs, distance in zip((found.cue, found.event), distances, strict=True)
        )
        single = (found.speaker, found.toponym, found.trigger, found.attributes)
        yield window, Scores(found.anchor.float().numpy(), cue, *(t.float().numpy() for t in single), event)


def predict(tagger: Tagger, marked: Marked, encoder: Encoder) -> list[Attribution]:
    """The attributions of a whole text, in word indices of the text."""
    return [
        found for of_window in decode(list(window_scores(tagger, marked, encoder)), UNCHOSEN) for found in of_window
    ]


def score_marked(tagger: Tagger, dev: list[Marked], encoder: Encoder) -> dict[str, float]:
    """Word-level likenesses of the figures that matter: F1 of each role and of whole attributions."""
    return score([(marked, predict(tagger, marked, encoder)) for marked in dev])


def score(pairs: Iterable[tuple[Marked, list[Attribution]]]) -> dict[str, float]:
    """F1 of source, cue, content and whole attributions over words, as the attribution score counts letters."""
    roles = np.zeros((3, 3))
    whole = np.zeros(3)
    for marked, found in pairs:
        guess = [(set(a.source), set(a.cue), set(a.content)) for a in found]
        gold = [tuple(set(np.flatnonzero(row == r).tolist()) for r in (SOURCE, CUE, CONTENT)) for row in marked.roles]
        for r in range(3):
            a, b = set().union(*(g[r] for g in gold)), set().union(*(g[r] for g in guess))
            roles[r] += len(a & b), len(b), len(a)
        whole += hits(gold, guess), len(guess), len(gold)
    each = [2.0 * h / max(g + w, 1) for h, g, w in [*roles, whole]]
    names = ("source", "cue", "content", "relation")
    return {n: round(float(v), 4) for n, v in zip(names, each, strict=True)} | {
        "role": round(float(sum(each[:3])) / 3, 4)
    }


def hits(gold: list[tuple[set[int], ...]], guess: list[tuple[set[int], ...]]) -> int:
    left, count = list(guess), 0
    for source, cue, content in gold:
        for candidate in left:
            near = len(content & candidate[2]) >= 0.5 * len(content | candidate[2])
            if cue & candidate[1] and near and (source & candidate[0] or not (source or candidate[0])):
                left.remove(candidate)
                count += 1
                break
    return count
