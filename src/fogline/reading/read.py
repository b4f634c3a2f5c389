"""Read texts: in parts that fit the memory, each to its claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fogline.reading.claims import claims
from fogline.reading.pieces import cut, paragraphs
from fogline.reading.tagger import Model, tag
from fogline.terms.claim import Claim, Phrase, make_claim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Longer texts are read part by part; an attribution does not reach over the border between two paragraphs so chosen.
PART = 100_000


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a report, from code point `offset` on."""

    report: str
    language: str
    offset: int
    text: str


def parts(report: str, text: str, language: str) -> Iterator[Part]:
    """Yield `text` in stretches of about PART code points that end where a paragraph ends."""
    begin, reached = 0, 0
    for _, end in paragraphs(text):
        if end - begin > PART and reached > begin:
            yield Part(report, language, begin, text[begin:reached])
            begin = reached
        reached = end
    if reached > begin:
        yield Part(report, language, begin, text[begin:reached])


def read_parts(model: Model, batch: Sequence[Part]) -> list[list[Claim]]:
    """The claims of each part, their offsets counted from the start of the report."""
    pieces = [cut(part.text, model.tokenizer, model.end) for part in batch]
    found = tag(model, pieces)
    return [
        [_moved(claim, part) for claim in claims(part.report, part.text, cut_up, attributions, part.language)]
        for part, cut_up, attributions in zip(batch, pieces, found, strict=True)
    ]


def _moved(claim: Claim, part: Part) -> Claim:
    if not part.offset:
        return claim
    source, cue = (_shift(one, part.offset) if one else None for one in (claim.source, claim.cue))
    return make_claim(part.report, source, cue, _shift(claim.content, part.offset))


def _shift(one: Phrase, by: int) -> Phrase:
    return Phrase(one.text, tuple((start + by, end + by) for start, end in one.spans))
