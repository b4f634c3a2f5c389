"""Reports that foretell something, made by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fogline.ledger.opening import open_ledger
from fogline.terms.claim import Manner, identify, phrase
from fogline.terms.event import Certainty, EventKind, Period, Stance, TimeFrame
from tests.ledger.arrivals import LUHY, NYVA, put, read

if TYPE_CHECKING:
    from fogline.ledger.keeping import Arrival

SHALL = Manner(Stance.AFFIRMS, Certainty.HEDGED, TimeFrame.FUTURE, endorsed=False)
IF = "If the ministry takes Luhy, the staff could leave Nyva."


def ahead(text: str, address: str, *, until: str | None = None, published: str = "2025-09-01") -> Arrival:
    """`text` read as one forecast that Luhy will be taken, up to before the day `until`."""
    arrival = read(text, address, published=published)
    reading = arrival.reading
    assert reading is not None
    time = None if until is None else Period(published, until, "day")
    events = tuple(replace(event, time=time) for event in reading.claims[0].events)
    claims = tuple(replace(claim, manner=SHALL, events=events) for claim in reading.claims)
    return replace(arrival, reading=replace(reading, claims=claims))


def chained() -> Arrival:
    """A report of one sentence, whose main clause is a forecast of a withdrawal from Nyva."""
    arrival = read(IF, "if.txt", published="2025-09-02", place=NYVA, kind=EventKind.WITHDRAWS)
    reading = arrival.reading
    assert reading is not None
    span = IF.index("the staff"), len(IF) - 1
    event = replace(reading.claims[0].events[0], time=None, spans=(span,))
    claim = replace(reading.claims[0], manner=SHALL, events=(event,), content=phrase(IF, [span]), source=None)
    return replace(arrival, reading=replace(reading, claims=(identify(reading.report.id, claim),)))


def foretold(where: str) -> None:
    """Fill a ledger: a vague forecast, one whose day has passed, a chain, and news that Luhy was attacked."""
    database = open_ledger(where, write=True)
    put(database, ahead("ministry may take Luhy", "vague"))
    put(database, ahead("ministry may take Luhy by Wednesday", "dated", until="2025-09-03"))
    put(database, chained())
    struck = read("ministry struck Luhy", "struck", published="2025-09-03", kind=EventKind.STRIKES, place=LUHY)
    put(database, struck)
    database.close()
