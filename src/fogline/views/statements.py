"""The rows of the table of statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fogline.terms.claim import Voice
from fogline.views.card import events_of
from fogline.views.marks import numbered
from fogline.views.speakers import side_of
from fogline.views.words import side_name

if TYPE_CHECKING:
    from fogline.terms.claim import Claim
    from fogline.terms.reading import Reading
    from fogline.views.words import Told


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement to be shown. `actor` is who the source is taken to be, where that is more than its words say."""

    number: int
    source: str | None
    actor: str | None
    side: str | None
    cue: str | None
    content: str
    events: tuple[Told, ...]
    endorsed: bool


def said(reading: Reading) -> list[Statement]:
    """What the report lets others say."""
    return _rows(reading, Voice.ATTRIBUTED)


def own(reading: Reading) -> list[Statement]:
    """What the report says itself."""
    return _rows(reading, Voice.NARRATOR)


def _rows(reading: Reading, voice: Voice) -> list[Statement]:
    return [
        Statement(
            number,
            claim.source.text if claim.source else None,
            _actor(claim),
            side_name(side_of(claim)) if voice is Voice.ATTRIBUTED else None,
            claim.cue.text if claim.cue else None,
            claim.content.text,
            events_of(claim, reading.report.text),
            claim.manner is not None and claim.manner.endorsed,
        )
        for number, claim in numbered(reading.claims)
        if claim.voice is voice
    ]


def _actor(claim: Claim) -> str | None:
    speaker = claim.speaker
    if speaker is None or not speaker.name or (claim.source and speaker.name == claim.source.text):
        return None
    unsure = speaker.confidence is not None and speaker.confidence < 1
    return f"{speaker.name} ({speaker.confidence:.0%} sure)" if unsure else speaker.name
