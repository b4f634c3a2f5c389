"""Events that an if-part names: they are what something else hangs on, and nobody says that they are or will be so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fogline.reading.conditions import if_parts
from fogline.terms.event import Certainty, TimeFrame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fogline.reading.events import FoundEvent
    from fogline.reading.pieces import Pieces
    from fogline.reading.tagger import Tagged
    from fogline.terms.span import Span


def without_if_parts(tagged: Tagged, text: str, pieces: Pieces, sentences: Sequence[Span]) -> Tagged:
    """`tagged` without the events of if-parts; what is said to have been so stays ("once they had left")."""
    if not tagged.events:
        return tagged
    said = [_letters(pieces, part) for one in tagged.attributions for part in (one.source, one.cue) if part]
    parts = if_parts(text, sentences, said)
    if not parts:
        return tagged
    starts = pieces.word_starts
    return replace(
        tagged, events=tuple(one for one in tagged.events if not _hangs(one, int(starts[one.trigger]), parts))
    )


def _hangs(event: FoundEvent, at: int, parts: Sequence[Span]) -> bool:
    open_yet = event.certainty is Certainty.CONDITIONAL or event.time_frame is TimeFrame.FUTURE
    return open_yet and any(begin <= at < end for begin, end in parts)


def _letters(pieces: Pieces, words: Sequence[int]) -> Span:
    return int(pieces.word_starts[words[0]]), int(pieces.word_ends[words[-1]])
