"""What came of reading one input."""

from __future__ import annotations

from dataclasses import dataclass

from fogline.terms.actor import Side
from fogline.terms.claim import Claim, Phrase
from fogline.terms.place import Place
from fogline.terms.report import Report
from fogline.terms.speaker import Speaker


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name of a place in the text; `place` is None where it could not be told which."""

    phrase: Phrase
    place: Place | None


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A name of an actor in the text."""

    phrase: Phrase
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class Framing:
    """A word of one side's language (`loaded_term`), or one that judges (`judgement`, `side` None)."""

    phrase: Phrase
    side: Side | None
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A report and its claims, in the order in which they begin in the text, what it names, and loaded words.

    `unread` says why a report has no claims although it has a text: its language is not one that the tagger knows.
    """

    report: Report
    claims: tuple[Claim, ...]
    unread: str | None = None
    places: tuple[PlaceMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    framing: tuple[Framing, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read: which, and why."""

    path: str
    reason: str


Outcome = Reading | Failure
