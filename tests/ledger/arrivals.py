"""Arrivals made by hand, for tests of the ledger."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fogline.ledger.keeping import Arrival, Known, keep
from fogline.terms.actor import Side
from fogline.terms.capture import Capture, Facts, Item, Way
from fogline.terms.claim import Claim, Manner, Voice, identify, phrase
from fogline.terms.event import Certainty, Event, EventKind, Evidence, EvidenceKind, Period, Stance, TimeFrame
from fogline.terms.ids import report_id
from fogline.terms.kept import Maker
from fogline.terms.place import Place, Precision
from fogline.terms.reading import PlaceMention, Reading
from fogline.terms.report import Report
from fogline.terms.speaker import Speaker

if TYPE_CHECKING:
    from fogline.ledger.database import Database

MAKER = Maker("read", "1")
NOON = "2025-09-04T12:00:00Z"
LUHY = Place("geonames:1", "Luhy", 49.5, 37.5, Precision.SETTLEMENT, "UA", 900)
NYVA = Place("geonames:2", "Nyva", 50.5, 30.5, Precision.SETTLEMENT, "UA", 70)
NEWS = Manner(Stance.AFFIRMS, Certainty.ASSERTED, TimeFrame.PRESENT, endorsed=False)


def item(text: str, address: str = "luhy.txt", published: str | None = None) -> Item:
    """A file with `text` at `address`."""
    return Item(text.encode(), Capture(address, Way.FILE, NOON), Facts(published=published))


def read(  # noqa: PLR0913 - a test names what it needs
    text: str,
    address: str = "luhy.txt",
    *,
    published: str | None = "2025-09-03",
    place: Place = LUHY,
    kind: EventKind = EventKind.CAPTURES,
    side: Side = Side.RU,
    speaker: str = "the ministry",
) -> Arrival:
    """`text` read as one claim of one event, its first word the source and the rest the content."""
    data = text.encode()
    first = len(text.split(maxsplit=1)[0])
    content = phrase(text, [(first + 1, len(text))])
    event = Event(kind, side, None, place, Period("2025-09-02", "2025-09-03", "day"), 0.5, 3, content.spans)
    claim = Claim(
        "",
        Voice.ATTRIBUTED,
        phrase(text, [(0, first)]),
        None,
        content,
        Speaker(speaker, side),
        NEWS,
        (event,),
        (Evidence(EvidenceKind.VIDEO_UAV, None, ((0, first),)),),
    )
    report = Report(address, report_id(data), text, verbatim=True, language="en", title="News", published=published)
    reading = Reading(report, (identify(report.id, claim),), places=(PlaceMention(phrase(text, [(0, first)]), place),))
    return Arrival(item(text, address), report.id, MAKER, NOON, reading)


def later(arrival: Arrival, version: str) -> Arrival:
    """The same, read by a later version that finds no claim."""
    reading = arrival.reading
    assert reading is not None
    return replace(arrival, maker=Maker("read", version), reading=replace(reading, claims=()))


def put(ledger: Database, arrival: Arrival) -> Known:
    """Keep one arrival."""
    (known,) = keep(ledger, [arrival])
    return known
