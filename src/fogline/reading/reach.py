"""How far an attribution reaches: to the end of its sentence, or of what it quotes.

"According to the staff, the town is lost. The bridge is gone too." makes the staff say the first, not the second. Only
a heading that names the author of what follows ("Evening briefing of the staff:") speaks for sentences it stands
outside of.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from fogline.reading.pairs import stretches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fogline.reading.attribution import Attribution
    from fogline.reading.pieces import Pieces
    from fogline.terms.span import Span

QUOTES = frozenset("\"“”„«»‟‹›〝〞＂‘’‚'")
# A quotation mark stands so near the words it opens or closes, a stop or a blank between.
NEAR = 2


def within_reach(
    attributions: Sequence[Attribution], text: str, pieces: Pieces, sentences: Sequence[Span]
) -> tuple[Attribution, ...]:
    """`attributions` of `text` without content in later or earlier sentences that is not quoted."""
    begins = [begin for begin, _ in sentences]

    def number(word: int) -> int:
        return bisect_right(begins, int(pieces.word_starts[word])) - 1

    return tuple(
        _reaching(one, text, pieces, number(one.anchor), [number(word) for word in one.content]) for one in attributions
    )


def _reaching(one: Attribution, text: str, pieces: Pieces, own: int, numbers: Sequence[int]) -> Attribution:
    if own not in numbers:
        return one
    where = dict(zip(one.content, numbers, strict=True))
    kept = [word for run in stretches(one.content) for word in run if where[word] == own or _quoted(text, pieces, run)]
    return replace(one, content=tuple(kept))


def _quoted(text: str, pieces: Pieces, run: Sequence[int]) -> bool:
    """Whether a mark opens or closes right where the run begins or ends."""
    begin, end = int(pieces.word_starts[run[0]]), int(pieces.word_ends[run[-1]])
    before, after = text[max(0, begin - NEAR) : begin + 1], text[end - 1 : end + NEAR]
    return not (QUOTES.isdisjoint(before) and QUOTES.isdisjoint(after))
