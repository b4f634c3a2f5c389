"""What a ledger holds, counted, and the way back from a claim to the bytes that it was read from."""

from __future__ import annotations

from dataclasses import dataclass

from fogline.terms.actor import Side
from fogline.terms.capture import Capture, Facts
from fogline.terms.claim import Voice
from fogline.terms.event import EventKind, Stance, TimeFrame
from fogline.terms.kept import KeptClaim, Maker


@dataclass(frozen=True, slots=True)
class SourceCount:
    """How many claims a source has made, and the ISO dates of the first and the last of them."""

    name: str
    id: str | None
    side: Side
    claims: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """How many claims tell of the place with `id`, and the ISO dates of the first and the last of them."""

    id: str
    claims: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many claims tell of events of a kind."""

    kind: EventKind
    claims: int


@dataclass(frozen=True, slots=True)
class SideCount:
    """How many claims are made in a voice by a side; `side` is None in a report's own voice."""

    voice: Voice
    side: Side | None
    claims: int


@dataclass(frozen=True, slots=True)
class Saying:
    """How many claims of one day say the same of a place, as far as these fields tell.

    `said` is an ISO date; `side` is that of who says it, None in a report's own voice.
    """

    said: str
    voice: Voice
    side: Side | None
    kind: EventKind
    agent: Side | None
    stance: Stance | None
    time_frame: TimeFrame | None
    claims: int


@dataclass(frozen=True, slots=True)
class StageCount:
    """What one stage in one version has made: how many rows of which table, those left out that others replaced."""

    maker: Maker
    table: str
    rows: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the chain: its number, what came in, when, its hash and the hash of the entry before it."""

    number: int
    kind: str
    at: str
    hash: str
    before: str


@dataclass(frozen=True, slots=True)
class Found:
    """Where a report's bytes were found, and the entry that tells it."""

    capture: Capture
    facts: Facts
    entry: Entry


@dataclass(frozen=True, slots=True)
class Trace:
    """The way back from a claim: the reading with the hash of all that was read, the bytes, and where they were found.

    `read` is the entry that the reading came in with, `stored` that of the bytes, `size` their number. `replaced` says
    why another reading has taken the place of this one, if any has.
    """

    claim: KeptClaim
    hash: str
    read: Entry
    replaced: str | None
    size: int
    stored: Entry
    found: tuple[Found, ...]
