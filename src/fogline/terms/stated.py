"""One event of a claim with who says it and when: what claims are weighed by."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from fogline.terms.actor import Side
from fogline.terms.event import Certainty, EventKind, Stance, TimeFrame


class Stated(NamedTuple):
    """An event of a claim. Days are proleptic Gregorian ordinals, periods half-open.

    `claim` is the ledger's number of the claim and `id` its id, `number` that of the event in it. `source` is who says
    it: an actor's id, or the name, or in the report's own voice (`narrated`) its outlet; empty where nobody is named;
    `name` is the name in any case.
    `said` is the day from which the claim counts, `first` and `end` the days of the event, None where it names none.
    `origin` is the number of the claim that it repeats, as far back as is known: its own where it repeats none.
    """

    claim: int
    id: str
    number: int
    source: str
    name: str
    side: Side
    narrated: bool
    kind: EventKind
    agent: Side | None
    stance: Stance
    certainty: Certainty
    time_frame: TimeFrame
    place: str
    said: int
    first: int | None
    end: int | None
    origin: int

    @property
    def who(self) -> tuple[str, Side]:
        """What is the same in all that one source says; who is not named is somebody else each time."""
        return self.source or self.id, self.side


class Standing(StrEnum):
    """Where a claim is once it has been held against the others, as the ledger has them.

    `disputed`: another source says what can't be so together with it. `corroborated`: origins that do not all stand on
    one side say it, or a side against its own interest. `single_side`: one side says it, however often. `unreported`:
    no side does, only the report itself, somebody whose side is unknown, or one independent source.
    """

    SINGLE_SIDE = "single_side"
    DISPUTED = "disputed"
    CORROBORATED = "corroborated"
    UNREPORTED = "unreported"
