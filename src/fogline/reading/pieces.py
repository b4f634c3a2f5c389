"""Cut a text into the word pieces that the encoder reads, every piece knowing its characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
SENTENCE_END = frozenset(".!?…:;»”\"'")
# A paragraph longer than this is cut at a space, so that one endless line cannot fill the memory.
LONGEST_PARAGRAPH = 20_000


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text as pieces and words. Offsets are code points into the text as given.

    `ids` holds one id a piece; between paragraphs stands the separator, whose `word` is -1.
    `word` maps a piece to its word; `word_starts`, `word_ends` and `word_first` (the index of its
    first piece) have one entry a word. A word is a run of letters and digits, or
    a sign; what the vocabulary holds as one piece ("5:30") is never cut. `sides` says of each piece what it
    tells of the sides (see `perspective`).
    """

    ids: NDArray[np.int32]
    word: NDArray[np.int32]
    word_starts: NDArray[np.int32]
    word_ends: NDArray[np.int32]
    word_first: NDArray[np.int32]
    sides: NDArray[np.int8]


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each paragraph; a line wrapped in mid-sentence does not end one."""
    start = 0
    for match in LINE_BREAK.finditer(text):
        if match.start() < start:
            continue
        before = text[max(start, match.start() - 1) : match.start()]
        after = text[match.end() : match.end() + 1]
        wrapped = after.islower() and before not in SENTENCE_END and not before.isspace()
        if wrapped and before:
            continue
        yield from _pack(text, start, match.start())
        start = match.end()
    yield from _pack(text, start, len(text))


def _pack(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_PARAGRAPH:
        cut = text.rfind(" ", start + LONGEST_PARAGRAPH // 2, start + LONGEST_PARAGRAPH)
        cut = start + LONGEST_PARAGRAPH if cut < 0 else cut
        yield start, cut
        start = cut
    if text[start:end].strip():
        yield start, end


def cut(text: str, tokenizer: Tokenizer, separator: int) -> Pieces:
    """Cut `text` with `tokenizer`, putting the id `separator` between paragraphs."""
    spans = list(paragraphs(text))
    letter = np.fromiter(map(str.isalnum, text), bool, len(text))
    space = np.fromiter(map(str.isspace, text), bool, len(text))
    encodings = tokenizer.encode_batch([text[a:b] for a, b in spans], add_special_tokens=False)
    ids, starts, ends = [], [], []
    for (begin, _), encoding in zip(spans, encodings, strict=True):
        offsets = np.array(encoding.offsets, np.int32).reshape(-1, 2) + begin
        last = offsets[-1:, 1] if len(offsets) else np.array([begin], np.int32)
        ids += [np.array(encoding.ids, np.int32), np.array([separator], np.int32)]
        starts += [offsets[:, 0], last]
        ends += [offsets[:, 1], last]
    if not ids:
        none = np.zeros(0, np.int32)
        return Pieces(none, none, none, none, none, np.zeros(0, np.int8))
    return _words(np.concatenate(ids), np.concatenate(starts), np.concatenate(ends), letter, space)


def _words(
    ids: NDArray[np.int32],
    starts: NDArray[np.int32],
    ends: NDArray[np.int32],
    letter: NDArray[np.bool_],
    space: NDArray[np.bool_],
) -> Pieces:
    for _ in range(2):  # a piece may carry the blanks before it; two passes take off all but oddities
        blank = (starts < ends) & space[np.minimum(starts, len(space) - 1)]
        starts = starts + blank
    # Two pieces of one character (a mark put before a text's first, a letter that normalises to two): the last stands.
    repeated = np.append((starts[:-1] == starts[1:]) & (ends[:-1] == ends[1:]), [False])
    covered = np.maximum.accumulate(np.concatenate([[0], np.where(repeated, 0, ends)[:-1]]))
    starts = np.maximum(starts, covered)
    full = (starts < ends) & ~repeated
    before = np.concatenate([[-1], ends[:-1]])
    touching = (before == starts) & letter[np.maximum(starts - 1, 0)]
    inside = touching & letter[np.minimum(starts, len(letter) - 1)]
    first = full & ~inside
    word = np.where(full, np.cumsum(first) - 1, -1).astype(np.int32)
    where = np.flatnonzero(first).astype(np.int32)
    word_ends = np.zeros(len(where), np.int32)
    np.maximum.at(word_ends, word[full], ends[full])
    return Pieces(ids, word, starts[where], word_ends, where, np.zeros(len(ids), np.int8))
