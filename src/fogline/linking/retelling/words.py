"""The words of one text with what comparing it needs to know of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from fogline.linking.retelling.letters import CAPITAL, DIGIT, SPLIT, begins, columns, mixed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from fogline.linking.retelling.letters import Counts, Hashes, Mask
    from fogline.terms.span import Span

# So many words in a row are the smallest thing that two texts can share.
SHINGLE = 3
QUOTED = re.compile(r"“[^“”]{1,2000}”|«[^«»]{1,2000}»|„[^„“”]{1,2000}[“”]|\"[^\"\n]{1,2000}\"")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text. Arrays have one entry a word: `starts` and `ends` are offsets into the text.

    `quoted` are words within quotation marks, `numbers` those that begin with a digit, `names` those with a capital,
    `standing` those of sentences that many reports have and that tie none of them together. `anchors` are hashes of the
    runs of SHINGLE words that it has exactly once, in ascending order, and `places` the words that they begin with.
    """

    hashes: Hashes
    starts: Counts
    ends: Counts
    quoted: Mask
    numbers: Mask
    names: Mask
    standing: Mask
    anchors: Hashes
    places: Counts

    def __len__(self) -> int:
        """How many words."""
        return len(self.hashes)

    def span(self, first: int, last: int) -> Span:
        """Where the words from `first` up to, not including, `last` stand."""
        return int(self.starts[first]), int(self.ends[last - 1])


def words_of(texts: Sequence[str], standing: Sequence[Collection[int]]) -> list[Words]:
    """The words of each of `texts`; `standing` are of each the places of sentences as `sketch` counts them."""
    found = columns(texts)
    bounds = np.searchsorted(found.text, np.arange(len(texts) + 1)).tolist()
    read = []
    for text, idle, (first, last) in zip(texts, standing, pairwise(bounds), strict=True):
        part = slice(first, last)
        starts, signs = found.starts[part], found.signs[part]
        anchors, places = _anchors(shingles(found.hashes[part]))
        read.append(
            Words(
                hashes=found.hashes[part],
                starts=starts,
                ends=found.ends[part],
                quoted=_quoted(text, starts),
                numbers=(signs & DIGIT) > 0,
                names=(signs & CAPITAL) > 0,
                standing=np.isin(found.sentence[part], list(idle)) if idle else np.zeros(len(starts), dtype=np.bool_),
                anchors=anchors,
                places=places,
            )
        )
    return read


def _anchors(runs: Hashes) -> tuple[Hashes, Counts]:
    order = np.argsort(runs)
    ordered = runs[order]
    new = np.append(begins(ordered), True)
    once = new[:-1] & new[1:]
    return ordered[once], order[once]


def _quoted(text: str, starts: Counts) -> Mask:
    """Which of the words that start at `starts` stand within quotation marks."""
    quotes = [match.span() for match in QUOTED.finditer(text)]
    inside = np.zeros(len(starts), dtype=np.bool_)
    for start, end in quotes:
        first, last = np.searchsorted(starts, [start, end])
        inside[first:last] = True
    return inside


def shingles(hashes: Hashes) -> Hashes:
    """The hash of every run of SHINGLE words; empty where there are fewer."""
    count = max(0, len(hashes) - SHINGLE + 1)
    joined = mixed(hashes[:count])
    for place in range(1, SHINGLE):
        joined = mixed(joined * SPLIT + hashes[place : place + count])
    return joined
