"""Cut a text's pieces into windows that the encoder can take, overlapping so that none lacks context."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.reading.pieces import Pieces


@dataclass(frozen=True, slots=True)
class Window:
    """Words [first, last) of a text, of which [core_first, core_last) are this window's to judge."""

    first: int
    last: int
    core_first: int
    core_last: int


def windows(pieces: Pieces, length: int, overlap: int) -> Iterator[Window]:
    """Yield windows of at most `length` pieces, neighbours sharing about `overlap` pieces.

    The cores follow one another without a gap and cover every word once. A word longer than a window
    is judged by its first pieces.
    """
    count = len(pieces.word_first)
    starts = pieces.word_first
    total = len(pieces.ids)
    first, core_first = 0, 0
    while core_first < count:
        last = int(np.searchsorted(starts, starts[first] + length, "right")) - 1
        if starts[first] + length >= total:
            last = count
        last = max(last, first + 1)
        if last <= core_first:  # a long word ahead: begin later, to reach it
            first += 1
            continue
        if last == count:
            yield Window(first, count, core_first, count)
            return
        following = int(np.searchsorted(starts, starts[last] - overlap, "left"))
        following = min(max(following, first + 1), last)
        core_last = min(max((following + last) // 2, core_first + 1), last)
        yield Window(first, last, core_first, core_last)
        first, core_first = following, core_last
