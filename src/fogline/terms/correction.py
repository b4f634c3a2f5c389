"""A correction: what a person says that a claim tells, in place of what was read, or beside it."""

from __future__ import annotations

from dataclasses import dataclass, field

from fogline.terms.actor import Side
from fogline.terms.event import EventKind, Stance
from fogline.terms.place import Place
from fogline.terms.span import Span
from fogline.terms.speaker import Speaker


@dataclass(frozen=True, slots=True)
class Meant:
    """Which event of a claim is corrected: its number there, its kind and its words, as they were."""

    number: int
    kind: EventKind
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What is so instead; None where what was read stays."""

    kind: EventKind | None = None
    agent: Side | None = None
    place: Place | None = None
    stance: Stance | None = None
    speaker: Speaker | None = None

    @property
    def of_event(self) -> bool:
        """Whether it changes one of the claim's events."""
        return bool(self.kind or self.agent or self.place)

    @property
    def is_any(self) -> bool:
        """Whether it changes anything; otherwise there is only a note."""
        return self.of_event or bool(self.stance or self.speaker)


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's word on the claim with id `claim`, whose `content` stands at these spans of the report's text.

    `event` is None where no event changes. `by` is who says so, `at` the ISO 8601 moment in UTC.
    """

    report: str
    claim: str
    content: tuple[Span, ...]
    by: str
    at: str
    note: str = ""
    event: Meant | None = None
    change: Change = field(default_factory=Change)
