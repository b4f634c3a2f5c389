"""A claim: what is said, by whom, with which words it is attributed, and what it says to be so."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from fogline.terms.event import Certainty, Event, Evidence, Stance, TimeFrame
from fogline.terms.ids import claim_id
from fogline.terms.span import Span
from fogline.terms.speaker import Speaker

if TYPE_CHECKING:
    from collections.abc import Iterable


class Voice(StrEnum):
    """Whose statement it is."""

    ATTRIBUTED = "attributed"
    NARRATOR = "narrator"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a text. `spans` are half-open, in order, apart; `text` is what stands there, gaps shown as " ... "."""

    text: str
    spans: tuple[Span, ...]

    def __post_init__(self) -> None:
        ends = [0, *(end for _, end in self.spans)]
        if not self.spans or any(s >= e or s < before for (s, e), before in zip(self.spans, ends, strict=False)):
            message = f"a phrase needs spans that are in order, apart and not empty, got {self.spans}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a claim puts its events; `endorsed` is true where the report itself adopts what somebody claims."""

    stance: Stance
    certainty: Certainty
    time_frame: TimeFrame
    endorsed: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement. The narrator's has no source; an attributed one may lack a named source, or a cue.

    `speaker` is who the source is; `manner` is None where the claim holds no event.
    """

    id: str
    voice: Voice
    source: Phrase | None
    cue: Phrase | None
    content: Phrase
    speaker: Speaker | None = None
    manner: Manner | None = None
    events: tuple[Event, ...] = field(default=())
    evidence: tuple[Evidence, ...] = field(default=())


def phrase(text: str, spans: Iterable[Span]) -> Phrase:
    """The words of `text` at `spans`."""
    kept = tuple(spans)
    return Phrase(" ... ".join(text[start:end] for start, end in kept), kept)


def identify(report: str, claim: Claim) -> Claim:
    """`claim` with the id that its place in the report with id `report` gives it."""
    parts = [part.spans if part else () for part in (claim.source, claim.cue, claim.content)]
    events = sorted({(event.kind.value, *event.spans) for event in claim.events})
    return replace(claim, id=claim_id(report, claim.voice, parts, events))
