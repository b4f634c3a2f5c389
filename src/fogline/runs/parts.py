"""A batch of parts through the rooms: read, then linked to what the world knows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from fogline.reading import times
from fogline.reading.attribution import owners
from fogline.reading.claims import Text, claims
from fogline.reading.footage import as_evidence
from fogline.reading.genitives import with_genitives
from fogline.reading.hanging import without_if_parts
from fogline.reading.idioms import without_idioms
from fogline.reading.perspective import faced, first_named
from fogline.reading.pieces import cut
from fogline.reading.reach import within_reach
from fogline.reading.read import placed, shifted
from fogline.reading.sentences import sentences
from fogline.reading.stakes import heard
from fogline.reading.tagger import tag
from fogline.runs.linking import Named, dated, linked, loaded_words, speakers
from fogline.runs.sides import marks, ukraine
from fogline.terms.actor import Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fogline.linking.gazetteer import Gazetteer
    from fogline.reading.events import FoundEvent
    from fogline.reading.perspective import Mark
    from fogline.reading.pieces import Pieces
    from fogline.reading.read import Part
    from fogline.reading.stakes import Stakes
    from fogline.reading.tagger import Model, Tagged
    from fogline.terms.claim import Claim
    from fogline.terms.reading import ActorMention, Framing, PlaceMention, Reading
    from fogline.terms.speaker import Speaker


# Log-odds of what the words cannot tell.
NEVER = -30.0


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads: the tagger, and the gazetteer that places are looked up in. Safe to use from several threads."""

    model: Model
    gazetteer: Gazetteer


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a part of a report; offsets count from the start of the report."""

    claims: tuple[Claim, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    framing: tuple[Framing, ...] = ()


def read_parts(reader: Reader, batch: Sequence[Part]) -> list[Found]:
    """What is found in each part."""
    shown = [_shown(reader.model, part) for part in batch]
    tagged = tag(reader.model, [one.pieces for one in shown], [one.turned for one in shown])
    return [_found(reader, *of_part) for of_part in zip(batch, shown, tagged, strict=True)]


def joined(reading: Reading, found: Sequence[Found]) -> Reading:
    """`reading` with what was found in its parts."""
    return replace(
        reading,
        claims=tuple(chain.from_iterable(one.claims for one in found)),
        places=tuple(chain.from_iterable(one.places for one in found)),
        actors=tuple(chain.from_iterable(one.actors for one in found)),
        framing=tuple(chain.from_iterable(one.framing for one in found)),
    )


@dataclass(frozen=True, slots=True)
class _Shown:
    """A part as the tagger is shown it; `sides` are the theatre's, the one named first coming first.

    `turned` is the part as the other side would show it, None where no side is named.

    `naming` are the letters [start, end) of the words that name a side, none where the theatre is not spoken of.
    """

    pieces: Pieces
    turned: Pieces | None
    sides: tuple[Side, Side]
    naming: tuple[tuple[int, int], ...]


def _shown(model: Model, part: Part) -> _Shown:
    plain = cut(part.text, model.tokenizer, model.end)
    named = marks(part.text, plain, part.language)
    near = first_named(named)
    sides = ukraine().sides
    naming = tuple(_letters(plain, mark) for mark in named if mark.side is not None)
    return _Shown(
        faced(plain, named, near, model.tokenizer),
        faced(plain, named, 1 - near, model.tokenizer) if naming else None,
        (sides[near], sides[1 - near]),
        naming,
    )


def _letters(pieces: Pieces, mark: Mark) -> tuple[int, int]:
    return int(pieces.word_starts[mark.first]), int(pieces.word_ends[mark.last - 1])


def _found(reader: Reader, part: Part, shown: _Shown, tagged: Tagged) -> Found:
    pieces = shown.pieces
    names = {
        word: (int(pieces.word_starts[first]), int(pieces.word_ends[last - 1]))
        for first, last in tagged.names
        for word in range(first, last)
    }
    framing = loaded_words(part.text)
    bounds = tuple(sentences(part.text, part.language))
    tagged = with_genitives(tagged, part.text, pieces) if shown.naming else _of_no_side(tagged)
    tagged = without_idioms(tagged, part.text, pieces)
    tagged = replace(tagged, attributions=within_reach(tagged.attributions, part.text, pieces, bounds))
    tagged = without_if_parts(as_evidence(tagged, part.text, pieces, bounds), part.text, pieces, bounds)
    dates = (*times.find(part.text, part.published), *dated(part.text)) if tagged.events else ()
    days = times.spans(part.text) if tagged.events else ()
    names = {word: span for word, span in names.items() if not any(_lies_in(span, one) for one in days)}
    text = Text(
        part.text,
        pieces,
        shown.sides,
        bounds,
        dates,
        names,
        _speakers(part, shown, tagged, reader.model.stakes),
        _terms(framing, shown.sides),
        reader.model.stakes,
    )
    sure = frozenset(names[word] for word in tagged.sure if word in names)
    named = Named(tuple(dict.fromkeys(names.values())), sure, shown.naming)
    told = linked(part.text, part.language, claims(text, tagged), named, reader.gazetteer)
    by = part.offset
    return Found(
        tuple(placed(claim, part) for claim in told.claims),
        tuple(replace(one, phrase=shifted(one.phrase, by)) for one in told.places),
        tuple(replace(one, phrase=shifted(one.phrase, by)) for one in told.actors),
        tuple(replace(one, phrase=shifted(one.phrase, by)) for one in framing),
    )


def _of_no_side(tagged: Tagged) -> Tagged:
    """`tagged` of a text that names no side, where near and far mean nothing."""
    events = (replace(event, nearer=0.0) for event in tagged.events)
    spoken = (replace(one, speaker=(NEVER, NEVER, *one.speaker[2:])) for one in tagged.attributions)
    return replace(tagged, events=tuple(events), attributions=tuple(spoken))


def _speakers(part: Part, shown: _Shown, tagged: Tagged, stakes: Stakes) -> tuple[Speaker, ...]:
    sources: list[tuple[tuple[int, int], str] | None] = []
    for one in tagged.attributions:
        span = _span(shown.pieces, one.source) if one.source else None
        sources.append((span, part.text[slice(*span)]) if span else None)
    whose = owners(tagged.attributions)
    told: dict[int, list[FoundEvent]] = defaultdict(list)
    for event in tagged.events:
        for number in whose.get(event.trigger, ()):
            told[number].append(event)

    def side(numbers: Sequence[int]) -> Side:
        prior = np.mean([tagged.attributions[number].speaker for number in numbers], axis=0).tolist()
        own = {event.trigger: event for number in numbers for event in told[number]}
        voices = heard(prior, list(own.values()), stakes)
        return (*shown.sides, Side.INDEPENDENT, Side.UNKNOWN)[int(np.argmax(voices))]

    return tuple(speakers(sources, side, part.language))


def _span(pieces: Pieces, words: Sequence[int]) -> tuple[int, int]:
    return int(pieces.word_starts[words[0]]), int(pieces.word_ends[words[-1]])


def _lies_in(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def _terms(framing: Sequence[Framing], sides: tuple[Side, Side]) -> int:
    return sum((one.side == sides[0]) - (one.side == sides[1]) for one in framing)
