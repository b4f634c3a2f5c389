"""A ledger whose every word is hostile."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fogline.ledger import asking
from fogline.ledger.correcting import keep_correction
from fogline.ledger.keeping import Arrival, keep
from fogline.ledger.kinship import keep_kinship
from fogline.ledger.opening import open_ledger
from fogline.terms.actor import Side
from fogline.terms.capture import Capture, Facts, Item, Way
from fogline.terms.claim import Claim, Manner, Voice, identify, phrase
from fogline.terms.correction import Correction
from fogline.terms.event import Certainty, Event, EventKind, Evidence, EvidenceKind, Stance, TimeFrame
from fogline.terms.ids import report_id
from fogline.terms.kept import Question
from fogline.terms.kinship import Kin, Kinship, Relative
from fogline.terms.place import Place, Precision
from fogline.terms.reading import Framing, PlaceMention, Reading
from fogline.terms.report import Report
from fogline.terms.speaker import Speaker
from tests.ledger.arrivals import MAKER, NOON

if TYPE_CHECKING:
    from collections.abc import Sequence

MANNER = Manner(Stance.AFFIRMS, Certainty.ASSERTED, TimeFrame.PRESENT, endorsed=False)
AHEAD = replace(MANNER, time_frame=TimeFrame.FUTURE)
MANNERS = (MANNER, MANNER, AHEAD)
KINDS = (EventKind.CAPTURES, EventKind.OTHER, EventKind.HOLDS, EventKind.ENCIRCLES, EventKind.EVACUATION)
SIDES = tuple(Side)
WORDS = "0123456789"


def fill(where: str, payloads: Sequence[str]) -> None:
    """Fill a ledger with a report for each payload: it is its title, outlet, text, source, place and evidence."""
    database = open_ledger(where, write=True)
    keep(database, [_arrival(number, payload) for number, payload in enumerate(payloads)])
    database.close()


def annotate(where: str, payloads: Sequence[str], each: int) -> list[str]:
    """Say each payload of a claim or report, as a note and as the name of who says so, `each` of them a claim.

    Gives the ids of the claims of which something is said.
    """
    database = open_ledger(where, write=True)
    claims = list(asking.claims(database, Question(limit=2 + len(payloads) // each)))
    other = claims.pop()
    for number, payload in enumerate(payloads):
        kept = claims[number // each]
        note = payload.encode("utf-8", "replace").decode()[:2000]
        halves = [Relative(one.report.id, one.claim.id, one.claim.content.spans) for one in (kept, other)]
        if number % 2:
            keep_kinship(database, Kinship(halves[0], halves[1], Kin.MERGED, note[:200], NOON, note))
        else:
            said = Correction(kept.report.id, kept.claim.id, kept.claim.content.spans, note[:200], NOON, note)
            keep_correction(database, said, None)
    database.close()
    return [kept.claim.id for kept in claims]


def _arrival(number: int, payload: str) -> Arrival:
    # No ledger keeps halves of letters or nothing as text; reading takes them out before.
    safe = payload.encode("utf-8", "replace").decode().replace("\x00", "\ufffd")
    text = f"{safe} said {safe} {number} {safe}"
    first, rest = (0, len(safe)), (len(safe) + 6, len(text))
    place = Place(f"name:{safe[:60].strip() or 'x'}", safe, 49.5, 37.5, Precision.SETTLEMENT, "UA", 900)
    side = SIDES[number % len(SIDES)]
    event = Event(KINDS[number % len(KINDS)], Side.RU, None, place, None, 0.5, 3, (rest,), (first,))
    evidence = Evidence(EvidenceKind.PHOTO, safe, (first,))
    source, content = phrase(text, [first]), phrase(text, [rest])
    speaker = Speaker(safe, side, None, None)
    manner = MANNERS[number % len(MANNERS)]
    claim = Claim("", Voice.ATTRIBUTED, source, phrase(text, [first]), content, speaker, manner, (event,), (evidence,))
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
