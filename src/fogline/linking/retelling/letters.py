"""Texts as columns of words, a whole batch at once: where each word stands, its hash, and the sentence it is in.

A word counts in small letters and by its first six, so that the cases of a Russian or Ukrainian word are mostly one.
Hashes are made of the letters' numbers alone: the same in every process and on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Hashes = npt.NDArray[np.uint64]
    Counts = npt.NDArray[np.int64]
    Mask = npt.NDArray[np.bool_]

# Shorter sentences are taken together with the one that follows.
SHORTEST_SENTENCE = 8
LETTERS = 6
# Signs of a class, as bits.
WORD, END, SPACE, LINE, CAPITAL, DIGIT = 1, 2, 4, 8, 16, 32
# The plane of Unicode that has the scripts of living languages; what lies beyond counts as signs.
PLANE = 0x10000
# Odd 64-bit numbers to mix with: the fractional part of the golden ratio, and one of SplitMix64's multipliers.
GOLDEN, SPLIT = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)


@dataclass(frozen=True, slots=True)
class Columns:
    """The words of a batch of texts, one entry a word; `starts` and `ends` are offsets into the word's own text.

    `text` is the text's place in the batch, `sentence` the sentence's in the text; `signs` is the class of the first
    letter.
    """

    text: Counts
    sentence: Counts
    starts: Counts
    ends: Counts
    hashes: Hashes
    signs: npt.NDArray[np.uint8]


def columns(texts: Sequence[str]) -> Columns:
    """The words of `texts`."""
    joined = "".join(f"{text}\n" for text in texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes = np.where(codes < PLANE, codes, 0)
    classes, small = _plane()
    signs = classes[codes]
    inside = np.concatenate([[0], signs & WORD, [0]]).astype(np.int8)
    edges = np.diff(inside)
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    firsts = np.cumsum([0, *(len(text) + 1 for text in texts)])
    text = np.searchsorted(firsts, starts, side="right") - 1
    breaks = (signs & LINE) > 0
    breaks[:-1] |= ((signs[:-1] & END) > 0) & ((signs[1:] & SPACE) > 0)
    piece = np.cumsum(breaks, dtype=np.int64)[starts]
    return Columns(
        text=text,
        sentence=_sentences(text, piece),
        starts=starts - firsts[text],
        ends=ends - firsts[text],
        hashes=_hashes(small[codes], starts, ends),
        signs=signs[starts],
    )


def mixed(values: Hashes) -> Hashes:
    """`values` with their bits spread (SplitMix64's first step; Steele, Lea and Flood 2014)."""
    spread = (values + GOLDEN) * SPLIT
    return spread ^ (spread >> np.uint64(29))


def begins(*columns: Counts | Hashes) -> Mask:
    """Where a row differs from the one before."""
    if not len(columns[0]):
        return np.zeros(0, dtype=np.bool_)
    return np.concatenate([[True], np.logical_or.reduce([np.diff(column) != 0 for column in columns])])


def _hashes(letters: Hashes, starts: Counts, ends: Counts) -> Hashes:
    hashes = np.zeros(len(starts), dtype=np.uint64)
    padded = np.concatenate([letters, np.zeros(LETTERS, dtype=np.uint64)])
    lengths = ends - starts
    for place in range(LETTERS):
        letter = np.where(lengths > place, padded[starts + place], np.uint64(0))
        hashes = hashes * np.uint64(PLANE) + letter if place != LETTERS // 2 else mixed(hashes) + letter
    return mixed(hashes)


def _sentences(text: Counts, piece: Counts) -> Counts:
    """For each word the place of its sentence in the text, where `piece` numbers sentences however short."""
    firsts = np.flatnonzero(begins(text, piece))
    lengths = np.diff(np.append(firsts, len(text))).tolist()
    places = []
    place, words, before = 0, 0, -1
    for length, of_text in zip(lengths, text[firsts].tolist(), strict=True):
        if of_text != before:
            place, words, before = 0, 0, of_text
        elif words >= SHORTEST_SENTENCE:
            place, words = place + 1, 0
        words += length
        places.append(place)
    return np.repeat(np.array(places, dtype=np.int64), lengths)


@lru_cache(maxsize=1)
def _plane() -> tuple[npt.NDArray[np.uint8], Hashes]:
    """The class of each letter of the plane, and its small form."""
    signs = [chr(code) for code in range(PLANE)]
    classes = [
        WORD * (sign.isalnum() or sign == "_")
        | END * (sign in ".!?…")
        | SPACE * sign.isspace()
        | LINE * (sign == "\n")
        | CAPITAL * sign.isupper()
        | DIGIT * sign.isdigit()
        for sign in signs
    ]
    small = [ord(low) if len(low := sign.lower()) == 1 else ord(sign) for sign in signs]
    return np.array(classes, dtype=np.uint8), np.array(small, dtype=np.uint64)
