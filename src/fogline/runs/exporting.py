"""What leaves the ledger: claims, readings, and everything that a bundle needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fogline.ledger import asking, codec
from fogline.ledger.chain import by
from fogline.ledger.handing import (
    Entry,
    ReadAs,
    entries,
    hand_over,
    identifiers,
    readings,
    size,
    writable,
)
from fogline.ledger.verifying import head
from fogline.runs import standing
from fogline.terms.event import Stance
from fogline.terms.kept import Question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fogline.ledger.database import Database
    from fogline.terms.event import Event
    from fogline.terms.kept import KeptClaim
    from fogline.terms.reading import Reading

__all__ = [
    "Entry",
    "ReadAs",
    "by",
    "captures",
    "claims",
    "data",
    "denied_by",
    "entries",
    "hand_over",
    "head",
    "identifiers",
    "read_bytes",
    "readings",
    "readings_asked",
    "reports",
    "size",
    "writable",
]

captures = asking.captures
data = asking.data
reports = standing.reports


def claims(database: Database, question: Question) -> Iterator[KeptClaim]:
    """The claims that meet `question`, the newest first, each with its standing."""
    found = standing.claims(database, question)
    return found if question.standing else standing.with_standing(database, found)


def readings_asked(database: Database, question: Question) -> Iterator[Reading]:
    """The readings of the reports that meet `question`, the newest first."""
    for report in reports(database, question):
        yield asking.reading(database, report.number)


def read_bytes(database: Database, number: int) -> bytes:
    """What was read, as the bytes whose hash stands in the chain; `number` is the reading's."""
    return codec.read(asking.kept(database, number))


def denied_by(database: Database) -> Callable[[KeptClaim], list[str]]:
    """What gives the ids of the claims that deny an event that a claim affirms.

    That is: the same kind of event at the same place, by the same agent and on days in common where both tell them.
    Read once from the ledger are its denials, which are few among its claims.
    """
    denials: dict[tuple[str, str], list[tuple[Event, str]]] = {}
    for kept in asking.claims(database, Question(stance=Stance.DENIES)):
        for event in kept.claim.events:
            if event.place:
                denials.setdefault((event.place.id, event.kind), []).append((event, kept.claim.id))

    def of(kept: KeptClaim) -> list[str]:
        if kept.claim.manner is None or kept.claim.manner.stance is Stance.DENIES:
            return []
        found = (
            identifier
            for event in kept.claim.events
            if event.place
            for denied, identifier in denials.get((event.place.id, event.kind), ())
            if _same(event, denied)
        )
        return list(dict.fromkeys(found))

    return of


def _same(one: Event, other: Event) -> bool:
    if one.agent and other.agent and one.agent is not other.agent:
        return False
    if one.time and other.time:
        return one.time.start < other.time.end and other.time.start < one.time.end
    return True
