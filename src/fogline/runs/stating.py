"""What is stated of places, each statement with the one that it repeats: what claims are weighed by."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from fogline.ledger import likeness, stating
from fogline.ledger.stating import places
from fogline.linking import actors
from fogline.linking.retelling.travel import Said, origins
from fogline.runs.copies import COPY, told_of
from fogline.runs.sides import cast
from fogline.terms.actor import Side
from fogline.terms.claim import Voice
from fogline.terms.stated import Stated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fogline.ledger.database import Database
    from fogline.ledger.stating import InReport
    from fogline.terms.kept import KeptClaim

__all__ = ["of_claim", "places", "stated"]


def stated(database: Database, places: Sequence[str]) -> Iterator[list[Stated]]:
    """Yield for each of `places` all that is stated of it, with origins, in the order in which it came in.

    A report's own voice is that of its outlet, and has its side, where the theatre knows the outlet.
    """
    for rows in stating.of_places(database, places):
        yield _with_origins(database, [one._replace(stated=_named(one.stated)) for one in rows])


def of_claim(kept: KeptClaim) -> list[Stated]:
    """What one claim states of places, whether its reading still counts or not."""
    claim, speaker = kept.claim, kept.claim.speaker
    if claim.manner is None:
        return []
    narrated = claim.voice is Voice.NARRATOR
    name = kept.report.outlet if narrated else speaker.name if speaker else None
    source = speaker.id if speaker and not narrated else None
    side = speaker.side if speaker else Side.UNKNOWN
    return [
        _named(
            Stated(
                *(kept.number, claim.id, number, source or name or "", name or "", side, narrated),
                *(event.kind, event.agent, claim.manner.stance, claim.manner.certainty, claim.manner.time_frame),
                *(event.place.id, _ordinal(kept.said)),
                _ordinal(event.time.start) if event.time else None,
                _ordinal(event.time.end) if event.time else None,
                kept.number,
            )
        )
        for number, event in enumerate(claim.events)
        if event.place
    ]


def _ordinal(day: str) -> int:
    return date.fromisoformat(day[:10]).toordinal()


def _named(row: Stated) -> Stated:
    if not row.narrated or not row.source:
        return row
    identifier, side = _outlet(row.source)
    return row._replace(source=identifier, side=side)


@lru_cache(maxsize=10_000)
def _outlet(name: str) -> tuple[str, Side]:
    actor = actors.surely(name, cast())
    return (actor.id, actor.side) if actor else (name, Side.UNKNOWN)


def _with_origins(database: Database, rows: Sequence[InReport]) -> list[Stated]:
    if len(rows) < 2:  # noqa: PLR2004 - one alone repeats none
        return [one.stated for one in rows]
    told = {one.blob: told_of(one) for one in likeness.heads(database, dict.fromkeys(one.blob for one in rows))}
    copies = [COPY.decode(copy.body) for copy in likeness.copies_among(database, told)]
    copied = {blob for copy in copies for blob in (copy.copy, copy.origin)}
    within = [one.stated.claim for one in rows if told[one.blob].id in copied]
    where = stating.spans(database, dict.fromkeys(within))
    said = [_said(one, told[one.blob].id, where.get(one.stated.claim, (0, 0))) for one in rows]
    claims = {name.claim: one.stated.claim for name, one in zip(said, rows, strict=True)}
    found = {
        travel.claim: claims[travel.origin] for travel in origins(said, copies, {one.id: one for one in told.values()})
    }
    return [one.stated._replace(origin=found[name.claim]) for name, one in zip(said, rows, strict=True)]


def _said(one: InReport, report: str, span: tuple[int, int]) -> Said:
    row = one.stated
    return Said(
        f"{row.claim}/{row.number}",
        report,
        (row.kind, row.stance, row.agent, row.place, row.time_frame),
        span,
        None if row.narrated else row.source or None,
        *(None if day is None else _iso(day) for day in (row.first, row.end)),
    )


@lru_cache(maxsize=10_000)
def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
