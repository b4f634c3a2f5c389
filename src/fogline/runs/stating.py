"""What is stated of places, each statement with the one that it repeats: what claims are weighed by."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import groupby, islice
from typing import TYPE_CHECKING, NamedTuple

from fogline.ledger import likeness, stating
from fogline.ledger.stating import places
from fogline.linking import actors
from fogline.linking.retelling.travel import Said, Words, origins
from fogline.runs import kinship
from fogline.runs.copies import COPY, told_of
from fogline.runs.sides import cast
from fogline.terms.actor import Side
from fogline.terms.claim import Voice
from fogline.terms.stated import Stated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fogline.ledger.database import Database
    from fogline.ledger.stating import InReport
    from fogline.runs.kinship import Rulings
    from fogline.terms.kept import KeptClaim

__all__ = ["Traced", "of_claim", "places", "stated", "with_origins"]

# Places whose claims are held against one another in one go.
TOGETHER = 200


def stated(database: Database, places: Sequence[str]) -> Iterator[list[Stated]]:
    """Yield for each of `places` all that is stated of it, with origins, in the order in which it came in.

    A report's own voice is that of its outlet, and has its side, where the theatre knows the outlet.
    """
    words = kinship.rulings(database)
    found = stating.of_places(database, places)
    while some := list(islice(found, TOGETHER)):
        rows = [one._replace(stated=_named(one.stated)) for of_place in some for one in of_place]
        known = iter(with_origins(database, words, rows))
        for of_place in some:
            yield [one.stated for one in islice(known, len(of_place))]


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


class Traced(NamedTuple):
    """An event of a claim, and which it repeats: the claim's number and its own number in that; itself if none."""

    stated: Stated
    root: tuple[int, int]


def with_origins(database: Database, words: Rulings, rows: Sequence[InReport]) -> list[Traced]:
    """The same, each with what it repeats by what is found and by people's `words`.

    `rows` hold all that is stated of their places, one place after the other.
    """
    alike = _alike(words, rows)
    some = [rows[number] for number in alike]
    told = {one.blob: told_of(one) for one in likeness.heads(database, dict.fromkeys(one.blob for one in some))}
    by_id = {one.id: one for one in told.values()}
    found = (COPY.decode(copy.body) for copy in likeness.copies_among(database, told))
    copies = kinship.copies(found, words, by_id, closed=True)
    copied = {blob for copy in copies for blob in (copy.copy, copy.origin)}
    where = stating.spans(database, dict.fromkeys(one.stated.claim for one in some if told[one.blob].id in copied))
    said = [_said(one, told[one.blob].id, where.get(one.stated.claim, (0, 0))) for one in some]
    events = {name.claim: (one.stated.claim, one.stated.number) for name, one in zip(said, some, strict=True)}
    ways = {travel.claim: events[travel.origin] for travel in origins(said, copies, by_id, _ruled(words, some, said))}
    traced = [Traced(one.stated, (one.stated.claim, one.stated.number)) for one in rows]
    for number, name in zip(alike, said, strict=True):
        root = ways[name.claim]
        traced[number] = Traced(traced[number].stated._replace(origin=root[0]), root)
    return traced


def _alike(words: Rulings, rows: Sequence[InReport]) -> list[int]:
    """Which of `rows` somebody else says too, or people have joined with others: the others repeat nothing."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for number, one in enumerate(rows):
        groups.setdefault(_about(one.stated), []).append(number)
    joined = {name for group in words.claims.groups for name in group}
    beside = [number for number, one in enumerate(rows) if one.stated.id in joined] if joined else []
    return sorted({*beside, *(number for group in groups.values() if len(group) > 1 for number in group)})


def _ruled(words: Rulings, rows: Sequence[InReport], said: Sequence[Said]) -> Words:
    """What people say of `rows`, place by place: what is said of one place repeats nothing that is said of another."""
    named = zip(rows, said, strict=True)
    of_places = [
        kinship.words(words, [(one.stated.id, name) for one, name in some])
        for _, some in groupby(named, key=lambda pair: pair[0].stated.place)
    ]
    groups = tuple(group for one in of_places for group in one.groups)
    return Words(groups, frozenset().union(*(one.split for one in of_places)), words.reports.split)


def _about(row: Stated) -> tuple[str | None, ...]:
    """What is said to be so, whoever says it."""
    return (row.kind, row.stance, row.agent, row.place, row.time_frame)


def _said(one: InReport, report: str, span: tuple[int, int]) -> Said:
    row = one.stated
    return Said(
        f"{row.claim}/{row.number}",
        report,
        _about(row),
        span,
        None if row.narrated else row.source or None,
        *(None if day is None else _iso(day) for day in (row.first, row.end)),
    )


@lru_cache(maxsize=10_000)
def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
