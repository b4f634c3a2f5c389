"""Turn annotated articles into windows of pieces with an anchor and a role row for each attribution."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from fogline.reading.pieces import Pieces, cut
from training.polnear import CONTENT, CUE, SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    from training.encoders import Encoder
    from training.polnear import Article


@dataclass(frozen=True, slots=True)
class Marked:
    """A text in pieces; `anchors[i]` is the first cue word of attribution i, `roles[i]` a role for every word."""

    pieces: Pieces
    anchors: NDArray[np.int32]
    roles: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Example:
    """One window: piece ids with borders, first piece of each word, anchors (word indices), roles [anchors, words]."""

    ids: NDArray[np.int32]
    first: NDArray[np.int32]
    anchors: NDArray[np.int32]
    roles: NDArray[np.int8]


def mark(article: Article, tokenizer: Tokenizer, separator: int) -> Marked:
    """Lay the character spans of `article` onto its words; where roles overlap the cue wins, then the source."""
    pieces = cut(article.text, tokenizer, separator)
    anchors, rows = [], []
    for spans in article.attributions:
        row = np.zeros(len(pieces.word_first), np.int8)
        for wanted in (CONTENT, SOURCE, CUE):
            for role, start, end in spans:
                if role == wanted:
                    inside = (pieces.word_ends > start) & (pieces.word_starts < end)
                    row[inside] = role
        cue = np.flatnonzero(row == CUE)
        if len(cue):
            anchors.append(cue[0])
            rows.append(row)
    roles = np.array(rows, np.int8).reshape(len(rows), len(pieces.word_first))
    return Marked(pieces, np.array(anchors, np.int32), roles)


def examples(marked: Marked, encoder: Encoder, length: int, shift: int) -> Iterator[Example]:
    """Cut `marked` into windows of at most `length` pieces, the first of which ends `shift` pieces early."""
    pieces = marked.pieces
    count = len(pieces.word_first)
    first, room = 0, length - 2 - shift
    while first < count:
        start = int(pieces.word_first[first])
        last = int(np.searchsorted(pieces.word_first, start + room, "right")) - 1
        if start + room >= len(pieces.ids):
            last = count
        last = max(last, first + 1)
        stop = int(pieces.word_first[last]) if last < count else len(pieces.ids)
        stop = min(stop, start + length - 2)
        inside = (marked.anchors >= first) & (marked.anchors < last)
        ids = np.concatenate([[encoder.begin], pieces.ids[start:stop], [encoder.end]]).astype(np.int32)
        yield Example(
            ids,
            np.minimum(pieces.word_first[first:last] - start + 1, len(ids) - 2),
            marked.anchors[inside] - first,
            marked.roles[inside][:, first:last],
        )
        first, room = last, length - 2
