"""Attributions and sentences to claims: every attributed statement, and the report's own voice around them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from fogline.reading.attribution import Attribution, stretches
from fogline.reading.sentences import sentences
from fogline.terms.claim import Claim, Phrase, Span, make_claim, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fogline.reading.pieces import Pieces

# A stretch of a sentence outside all attributions is a statement of its own from so many words on.
LEAST_WORDS = 3
LEAST_REST = 8
SEPARATORS = frozenset(",.;:")


def claims(report: str, text: str, pieces: Pieces, found: Sequence[Attribution], language: str) -> Iterator[Claim]:
    """Yield the claims of `text`, a part of the report with id `report`, in the order in which they begin."""
    made = [claim for attribution in found if (claim := _attributed(report, text, pieces, attribution))]
    made += _narrated(report, text, pieces, found, language)
    yield from sorted(made, key=lambda claim: min(_starts(claim)))


def _starts(claim: Claim) -> list[tuple[int, int]]:
    return [part.spans[0] for part in (claim.source, claim.cue, claim.content) if part]


def _attributed(report: str, text: str, pieces: Pieces, a: Attribution) -> Claim | None:
    source, cue, content = (_phrase(text, pieces, role) for role in (a.source, a.cue, a.content))
    return make_claim(report, source, cue, content) if content else None


def _phrase(text: str, pieces: Pieces, words: Sequence[int]) -> Phrase | None:
    """The words as few spans: neighbours are joined over the blanks between them; no span begins with a comma."""
    spans: list[Span] = []
    for run in stretches(words):
        first = next((word for word in run if text[pieces.word_starts[word]] not in SEPARATORS), None)
        if first is not None:
            spans.append((int(pieces.word_starts[first]), int(pieces.word_ends[run[-1]])))
    return phrase(text, spans) if spans else None


def _narrated(report: str, text: str, pieces: Pieces, found: Sequence[Attribution], language: str) -> list[Claim]:
    """One statement a sentence: the whole sentence, or the longest stretch of it outside every attribution."""
    inside = [False] * len(pieces.word_starts)
    for attribution in found:
        for word in (*attribution.source, *attribution.cue, *attribution.content):
            inside[word] = True
    starts = pieces.word_starts.tolist()
    made: list[Claim] = []
    word = 0
    for start, end in sentences(text, language):
        while word < len(starts) and starts[word] < start:
            word += 1
        first = word
        while word < len(starts) and starts[word] < end:
            word += 1
        stretch = _longest_outside(text, pieces, inside, first, word)
        own = [i for i in stretch if text[starts[i]].isalnum()]
        spoken = sum(text[starts[i]].isalnum() for i in range(first, word))
        if len(own) >= LEAST_WORDS and (len(own) >= LEAST_REST or len(own) * 2 > spoken):
            span = (starts[own[0]], int(pieces.word_ends[stretch[-1]]))
            made.append(make_claim(report, None, None, phrase(text, [span])))
    return made


def _longest_outside(text: str, pieces: Pieces, inside: list[bool], first: int, last: int) -> range:
    edges = [first - 1, *(i for i in range(first, last) if inside[i]), last]
    best = max(pairwise(edges), key=lambda pair: pair[1] - pair[0], default=(first - 1, first))
    begin, end = best[0] + 1, best[1]
    while (
        begin < end and not text[pieces.word_starts[begin]].isalnum() and text[pieces.word_starts[begin]] not in '«“"('
    ):
        begin += 1
    return range(begin, end)
