"""A claim: what is said, by whom, with which words it is attributed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from fogline.terms.ids import claim_id

if TYPE_CHECKING:
    from collections.abc import Iterable

Span = tuple[int, int]


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
class Claim:
    """One statement. The narrator's has neither source nor cue; an attributed one may lack a named source."""

    id: str
    voice: Voice
    source: Phrase | None
    cue: Phrase | None
    content: Phrase


def phrase(text: str, spans: Iterable[Span]) -> Phrase:
    """The words of `text` at `spans`."""
    kept = tuple(spans)
    return Phrase(" ... ".join(text[start:end] for start, end in kept), kept)


def make_claim(report: str, source: Phrase | None, cue: Phrase | None, content: Phrase) -> Claim:
    """A claim with the id that its place in the report with id `report` gives it."""
    voice = Voice.ATTRIBUTED if cue else Voice.NARRATOR
    return Claim(
        claim_id(report, voice, [part.spans if part else () for part in (source, cue, content)]),
        voice,
        source,
        cue,
        content,
    )
