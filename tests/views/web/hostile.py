"""A ledger whose every word is hostile."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fogline.ledger.keeping import Arrival, keep
from fogline.ledger.opening import open_ledger
from fogline.terms.actor import Side
from fogline.terms.capture import Capture, Facts, Item, Way
from fogline.terms.claim import Claim, Manner, Voice, identify, phrase
from fogline.terms.event import Certainty, Event, EventKind, Evidence, EvidenceKind, Stance, TimeFrame
from fogline.terms.ids import report_id
from fogline.terms.place import Place, Precision
from fogline.terms.reading import Framing, PlaceMention, Reading
from fogline.terms.report import Report
from fogline.terms.speaker import Speaker
from tests.ledger.arrivals import MAKER, NOON

if TYPE_CHECKING:
    from collections.abc import Sequence

MANNER = Manner(Stance.AFFIRMS, Certainty.ASSERTED, TimeFrame.PRESENT, endorsed=False)
KINDS = (EventKind.CAPTURES, EventKind.OTHER, EventKind.HOLDS)
SIDES = tuple(Side)
WORDS = "0123456789"


def fill(where: str, payloads: Sequence[str]) -> None:
    """Fill a ledger with a report for each payload: it is its title, outlet, text, source, place and evidence."""
    database = open_ledger(where, write=True)
    for number, payload in enumerate(payloads):
        keep(database, [_arrival(number, payload)])
    database.close()


def _arrival(number: int, payload: str) -> Arrival:
    # No ledger keeps halves of letters or nothing as text; reading takes them out before.
    safe = payload.encode("utf-8", "replace").decode().replace("\x00", "\ufffd")
    text = f"{safe} said {safe} {number} {safe}"
    first, rest = (0, len(safe)), (len(safe) + 6, len(text))
    place = Place(f"name:{safe[:60].strip() or 'x'}", safe, 49.5, 37.5, Precision.SETTLEMENT, "UA", 900)
    side = SIDES[number % len(SIDES)]
    event = Event(KINDS[number % 3], Side.RU, None, place, None, 0.5, 3, (rest,), (first,))
    evidence = Evidence(EvidenceKind.PHOTO, safe, (first,))
    source, content = phrase(text, [first]), phrase(text, [rest])
    speaker = Speaker(safe, side, None, None)
    claim = Claim("", Voice.ATTRIBUTED, source, phrase(text, [first]), content, speaker, MANNER, (event,), (evidence,))
    own = replace(claim, voice=Voice.NARRATOR, source=None, cue=None, speaker=None)
    data = text.encode()
    report = Report(
        safe, report_id(data), text, verbatim=True, language="en", title=safe, author=safe, outlet=safe, notes=(safe,)
    )
    claims = (identify(report.id, claim), identify(report.id, own))
    framing = (Framing(phrase(text, [first]), Side.RU, "loaded_term", safe),)
    reading = Reading(report, claims, None, (PlaceMention(phrase(text, [first]), place),), (), framing)
    facts = Facts(title=safe, author=safe, outlet=safe, published="2025-09-03", forwarded_from=safe, link=safe)
    return Arrival(Item(data, Capture(safe, Way.WEB, NOON, "text/html"), facts), report.id, MAKER, NOON, reading)
