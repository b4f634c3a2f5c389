"""What the ledger has to be weighed: claims of events that bear on control, and control snapshots, as flat rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from fogline.terms.event import EventKind, Stance, TimeFrame
from fogline.terms.place import Precision  # noqa: TC001 - msgspec reads the annotations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fogline.ledger.database import Database


class Shown(msgspec.Struct, frozen=True):
    """A piece of evidence of a claim's body."""

    kind: str


class Spot(msgspec.Struct, frozen=True):
    """A place in a claim's body."""

    id: str
    name: str
    precision: Precision
    country: str | None


class Happening(msgspec.Struct, frozen=True):
    """An event in a claim's body."""

    place: Spot | None
    share: float | None


class Body(msgspec.Struct, frozen=True):
    """What of a claim's body is needed here."""

    events: tuple[Happening, ...]
    evidence: tuple[Shown, ...]


class Word(NamedTuple):
    """An event of a claim: `number` is the claim's own in the ledger, `order` the event's within it.

    Dates are ISO days; `start` and `end` those that it is said to be of, where told.
    """

    number: int
    order: int
    claim: str
    said: str
    speaker: str | None
    side: str | None
    stance: Stance
    certainty: str | None
    frame: TimeFrame
    kind: EventKind
    agent: str | None
    place: str
    lat: float | None
    lon: float | None
    start: str | None
    end: str | None
    blob: int
    body: Body


class Area(NamedTuple):
    """A control snapshot: the area as well-known binary in degrees, longitude first."""

    map_name: str
    side: str
    day: str
    area: bytes


BODY = msgspec.json.Decoder(Body)
COLUMNS = (
    "x.seq, e.number, x.id, x.said, coalesce(x.speaker_id, x.speaker), x.side, x.stance, x.certainty, x.time_frame,"
    " e.kind, e.agent, e.place, e.lat, e.lon, e.start, e.stop, r.blob, x.body"
)


def words(database: Database, kinds: Sequence[EventKind]) -> Iterator[Word]:
    """Events of `kinds` at a place, in order of place, day and coming; those of readings that others replaced are
    left out."""
    marks = ", ".join("?" * len(kinds))
    found = database.stream(
        f"SELECT {COLUMNS} FROM event e JOIN claim x ON x.seq = e.claim JOIN reading r ON r.seq = x.reading "  # noqa: S608
        f"WHERE e.place IS NOT NULL AND x.stance IS NOT NULL AND e.kind IN ({marks}) "
        "AND NOT EXISTS (SELECT 1 FROM superseded s WHERE s.reading = x.reading) "
        "ORDER BY e.place, x.said, x.seq, e.number",
        list(map(str, kinds)),
    )
    for row in found:
        number, order, claim, said, speaker, side, stance, certainty, frame, kind, agent, place, *rest = row
        lat, lon, start, end, blob, body = rest
        yield Word(
            int(str(number)),
            int(str(order)),
            str(claim),
            str(said),
            _text(speaker),
            _text(side),
            Stance(str(stance)),
            _text(certainty),
            TimeFrame(str(frame)),
            EventKind(str(kind)),
            _text(agent),
            str(place),
            None if lat is None else float(str(lat)),
            None if lon is None else float(str(lon)),
            _text(start),
            _text(end),
            int(str(blob)),
            BODY.decode(str(body)),
        )


def areas(database: Database) -> Iterator[Area]:
    """The control snapshots, in order of their days."""
    for name, side, day, area in database.stream(
        "SELECT map_name, side, day, area FROM snapshot ORDER BY day, map_name, side, seq"
    ):
        assert isinstance(area, bytes)  # noqa: S101 - told to the type checker
        yield Area(str(name), str(side), str(day), area)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
