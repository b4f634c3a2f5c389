"""What corrections changed: each field of a claim, from what to what."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fogline.ledger import asking
from fogline.ledger.correcting import with_replaced
from fogline.runs.correcting import event_number, meant

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fogline.ledger.database import Database
    from fogline.terms.claim import Claim
    from fogline.terms.correction import Correction
    from fogline.terms.kept import KeptClaim, KeptReport


class Changed(NamedTuple):
    """A field of a claim, or of one of its events, that was one thing and is another: None where nothing was known."""

    field: str
    was: object
    now: object


class Corrected(NamedTuple):
    """What a person has said of the claim with id `claim`: `event` is the number of the event that it changes, from 1.

    `changed` is empty for a note.
    """

    claim: str
    correction: Correction
    event: int | None
    changed: tuple[Changed, ...]


def of_claim(database: Database, kept: KeptClaim) -> list[Corrected]:
    """What people have said of a claim, the oldest first."""
    return [one for one in of_report(database, kept.report) if one.claim == kept.claim.id]


def of_report(database: Database, report: KeptReport) -> list[Corrected]:
    """What people have said of the claims of a report, the oldest first; what is of none any more is left out."""
    found = with_replaced(database, report.id)
    claims = asking.reading(database, report.number).claims if found else ()
    return [
        Corrected(claim.id, one, *_changed(_before(database, old), one))
        for one, old in found
        if (claim := meant(claims, one.claim, one.content))
    ]


def _before(database: Database, old: int | None) -> Sequence[Claim]:
    return asking.reading(database, old).claims if old is not None else ()


def _changed(claims: Sequence[Claim], one: Correction) -> tuple[int | None, tuple[Changed, ...]]:
    """The number of the event that is changed, and what is changed, by the claims as they were before."""
    claim = meant(claims, one.claim, one.content)
    at = event_number(claim.events, one.event) if claim and one.event else None
    number = (at if at is not None else one.event.number) + 1 if one.event else None
    return number, tuple(_fields(claim, at, one))


def _fields(claim: Claim | None, at: int | None, one: Correction) -> Iterator[Changed]:
    change, event = one.change, claim.events[at] if claim and at is not None else None
    if change.kind:
        yield Changed("kind", event.kind if event else one.event and one.event.kind, change.kind)
    if change.agent:
        yield Changed("agent", event and event.agent, change.agent)
    if change.place:
        yield Changed("place", event and event.place, change.place)
    if change.stance:
        yield Changed("stance", claim and claim.manner and claim.manner.stance, change.stance)
    if change.speaker:
        yield Changed("speaker", claim and claim.speaker, change.speaker)
