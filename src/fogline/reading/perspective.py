"""Show the tagger every text from one perspective: the side that is named first, and the other one.

Words that name a side are replaced, in what the encoder reads, by those of a fixed pair: whoever is named first reads
as the first of the theatre's sides, the other as the second, and each such name is one word however long it is. A text
and the same text with its sides swapped are one and the same input, so what is read differs in the sides alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from fogline.reading.pieces import Pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

# The piece that is nothing but the blank before a word.
BLANK = "▁"
# What a piece of text tells of a side, as the encoder is told it.
NEITHER, NEAR, FAR, OUTSIDE = range(4)


@dataclass(frozen=True, slots=True)
class Mark:
    """Words [first, last) that name, or belong to, the first (0) or second (1) side of the theatre, or neither (None).

    `pair` holds the words for the one and for the other, where the two sides have words that mirror one another.
    """

    first: int
    last: int
    side: int | None
    pair: tuple[str, str] | None


def first_named(marks: Sequence[Mark]) -> int:
    """The side that is named first, 0 or 1; 0 where none is."""
    return next((mark.side for mark in marks if mark.side is not None), 0)


def faced(pieces: Pieces, marks: Sequence[Mark], near: int, tokenizer: Tokenizer) -> Pieces:
    """`pieces` as the tagger reads them when `near` is the side to be shown as the first.

    `marks` are in order and apart. Words of a mark with a pair become one word.
    """
    plain = np.zeros(len(pieces.ids), np.int8)
    if not marks:
        return _with_sides(pieces, plain)
    stops = np.append(pieces.word_first[1:], len(pieces.ids)) if len(pieces.word_first) else pieces.word_first
    for mark in marks:
        plain[pieces.word_first[mark.first] : stops[mark.last - 1]] = _flag(mark, near)
    plain[pieces.word < 0] = NEITHER
    blank = tokenizer.token_to_id(BLANK)
    ids, words, sides = [], [], []
    begin, merged = 0, 0
    heads = np.ones(len(pieces.word_first), bool)
    ends = pieces.word_ends.copy()
    for mark in marks:
        if mark.pair is None or mark.side is None:
            continue
        start = int(pieces.word_first[mark.first])
        start -= int(start > begin and pieces.ids[start - 1] == blank)  # some words have it in their first piece
        stop = int(np.flatnonzero(pieces.word[start : stops[mark.last - 1]] == mark.last - 1)[-1]) + start + 1
        ids.append(pieces.ids[begin:start])
        words.append(pieces.word[begin:start] - np.where(pieces.word[begin:start] >= 0, merged, 0))
        sides.append(plain[begin:start])
        shown = np.array(tokenizer.encode(mark.pair[mark.side ^ near], add_special_tokens=False).ids, np.int32)
        ids.append(shown)
        words.append(np.full(len(shown), mark.first - merged, np.int32))
        sides.append(np.full(len(shown), _flag(mark, near), np.int8))
        heads[mark.first + 1 : mark.last] = False
        ends[mark.first] = pieces.word_ends[mark.last - 1]
        merged += mark.last - mark.first - 1
        begin = stop
    ids.append(pieces.ids[begin:])
    words.append(pieces.word[begin:] - np.where(pieces.word[begin:] >= 0, merged, 0))
    sides.append(plain[begin:])
    word = np.concatenate(words).astype(np.int32)
    _, first = np.unique(word[word >= 0], return_index=True)
    where = np.flatnonzero(word >= 0)[first].astype(np.int32)
    return Pieces(np.concatenate(ids), word, pieces.word_starts[heads], ends[heads], where, np.concatenate(sides))


def _flag(mark: Mark, near: int) -> int:
    if mark.side is None:
        return OUTSIDE
    return NEAR if mark.side == near else FAR


def _with_sides(pieces: Pieces, sides: NDArray[np.int8]) -> Pieces:
    return Pieces(pieces.ids, pieces.word, pieces.word_starts, pieces.word_ends, pieces.word_first, sides)
