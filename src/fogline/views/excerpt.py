"""A claim in its text: the sentences around it, as a small reading of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fogline.terms.claim import Phrase, Voice
from fogline.terms.reading import Reading

if TYPE_CHECKING:
    from fogline.terms.claim import Claim
    from fogline.terms.span import Span

# Letters before and behind a claim that are shown with it.
AROUND = 240
ENDS = ".!?…"
MORE = "… "


def excerpt(reading: Reading, claim: Claim) -> Reading:
    """`reading` cut down to `claim` and what stands around it, offsets counting in the excerpt.

    What the report says itself is marked as content too.
    """
    text = reading.report.text
    spans = [span for part in (claim.source, claim.cue, claim.content) if part for span in part.spans]
    begin = _begin(text, min(start for start, _ in spans))
    end = _end(text, max(end for _, end in spans))
    before, after = MORE if begin else "", " …" if end < len(text) else ""
    by = len(before) - begin
    here = replace(
        claim,
        voice=Voice.ATTRIBUTED,
        source=claim.source and _moved(claim.source, by),
        cue=claim.cue and _moved(claim.cue, by),
        content=_moved(claim.content, by),
        events=(),
        evidence=(),
    )
    return Reading(
        replace(reading.report, text=before + text[begin:end] + after),
        (here,),
        None,
        tuple(
            replace(mention, phrase=_moved(mention.phrase, by))
            for mention in reading.places
            if _within(mention.phrase, (begin, end))
        ),
        (),
        tuple(
            replace(framing, phrase=_moved(framing.phrase, by))
            for framing in reading.framing
            if _within(framing.phrase, (begin, end))
        ),
    )


def _begin(text: str, at: int) -> int:
    """Where the first sentence, or failing that the first word, within reach before `at` begins."""
    if at <= AROUND:
        return 0
    reach = text[at - AROUND : at]
    ends = [reach.find(sign) for sign in ("\n", *(f"{end} " for end in ENDS)) if sign in reach]
    cut = min(ends) + 1 if ends else reach.find(" ")
    cut = max(cut, 0)
    return at - AROUND + cut + len(reach[cut:]) - len(reach[cut:].lstrip())


def _end(text: str, at: int) -> int:
    """Where the last sentence, or failing that the last word, within reach behind `at` ends."""
    if at + AROUND >= len(text):
        return len(text)
    reach = text[at : at + AROUND]
    cut = max(reach.rfind(sign) for sign in ("\n", *(f"{end} " for end in ENDS)))
    cut = cut + 1 if cut >= 0 else reach.rfind(" ")
    return at + len(reach[:cut].rstrip()) if cut > 0 else at + AROUND


def _moved(phrase: Phrase, by: int) -> Phrase:
    return Phrase(phrase.text, tuple((start + by, end + by) for start, end in phrase.spans))


def _within(phrase: Phrase, span: Span) -> bool:
    return phrase.spans[0][0] >= span[0] and phrase.spans[-1][1] <= span[1]
