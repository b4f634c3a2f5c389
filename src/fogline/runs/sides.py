"""Which words of a text tell of the sides: what the tagger is shown of them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from fogline.linking import actors, sides, theatre
from fogline.reading.perspective import Mark
from fogline.terms.actor import Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.linking.theatre import Theatre
    from fogline.reading.pieces import Pieces


@lru_cache(maxsize=1)
def ukraine() -> Theatre:
    """The theatre that reports are read in."""
    return theatre.load()


@lru_cache(maxsize=1)
def names_of_sides() -> sides.Index:
    """The words that name its sides."""
    return sides.Index(ukraine())


@lru_cache(maxsize=1)
def cast() -> actors.Index:
    """Its actors."""
    return actors.Index(ukraine())


def warm() -> None:
    """Build what names sides and actors, so that threads find it ready."""
    names_of_sides()
    cast()


def marks(text: str, pieces: Pieces, language: str | None) -> list[Mark]:
    """The words of `text` that name a side or an actor, in order and apart; where both do, what names the side."""
    spans = list(zip(pieces.word_starts.tolist(), pieces.word_ends.tolist(), strict=True))
    named = list(_of_sides([text[start:end] for start, end in spans], language))
    taken = {word for mark in named for word in range(mark.first, mark.last)}
    order = ukraine().sides
    for mention in actors.find(text, spans, cast()):
        if mention.actor.side is not Side.UNKNOWN and taken.isdisjoint(range(mention.first, mention.last)):
            side = order.index(mention.actor.side) if mention.actor.side in order else None
            named.append(Mark(mention.first, mention.last, side, None))
    return sorted(named, key=lambda mark: mark.first)


def _of_sides(words: list[str], language: str | None) -> Iterator[Mark]:
    known, order = names_of_sides(), ukraine().sides
    for named in sides.find(words, known, language):
        pair = None if named.row is None else known.shown[named.row]
        yield Mark(named.first, named.last, order.index(named.side), pair)
