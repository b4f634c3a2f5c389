"""Texts in parts that fit the memory, and what was read in each as it stands in the whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fogline.reading.pieces import paragraphs
from fogline.terms.claim import Claim, Phrase, identify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.terms.event import Event, Evidence
    from fogline.terms.span import Span

# Longer texts are read part by part; an attribution does not reach over the border between two paragraphs so chosen.
PART = 100_000


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a report, from code point `offset` on."""

    report: str
    language: str
    published: str | None
    offset: int
    text: str


def parts(whole: Part) -> Iterator[Part]:
    """Yield `whole` in stretches of about PART code points that end where a paragraph ends."""
    begin, reached = 0, 0
    for _, end in paragraphs(whole.text):
        if end - begin > PART and reached > begin:
            yield replace(whole, offset=begin, text=whole.text[begin:reached])
            begin = reached
        reached = end
    if reached > begin:
        yield replace(whole, offset=begin, text=whole.text[begin:reached])


def placed(claim: Claim, part: Part) -> Claim:
    """A claim of `part` as it stands in the report, named by its place there."""
    by = part.offset
    source, cue = (shifted(one, by) if one else None for one in (claim.source, claim.cue))
    return identify(
        part.report,
        replace(
            claim,
            source=source,
            cue=cue,
            content=shifted(claim.content, by),
            events=tuple(_event(event, by) for event in claim.events),
            evidence=tuple(_evidence(one, by) for one in claim.evidence),
        ),
    )


def shifted(one: Phrase, by: int) -> Phrase:
    """`one` with its offsets counted from `by` code points earlier."""
    return Phrase(one.text, _spans(one.spans, by))


def _event(event: Event, by: int) -> Event:
    return replace(event, spans=_spans(event.spans, by), place_spans=_spans(event.place_spans, by))


def _evidence(one: Evidence, by: int) -> Evidence:
    return replace(one, spans=_spans(one.spans, by))


def _spans(spans: tuple[Span, ...], by: int) -> tuple[Span, ...]:
    return tuple((start + by, end + by) for start, end in spans)
