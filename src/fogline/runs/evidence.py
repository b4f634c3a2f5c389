"""Evidence: the ledger's claims about control, grouped by origin, each with what it says and what it weighs."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.ledger.stating import bearing
from fogline.outlook.control.assembling import Told
from fogline.runs import kinship
from fogline.runs.stating import TOGETHER, with_origins
from fogline.terms.actor import Side
from fogline.terms.event import Certainty, EventKind, TimeFrame
from fogline.terms.place import Precision
from fogline.weighing.pushes import announced
from fogline.weighing.sayings import CLASHES, NAMED, NUMBER, OTHERS, UNNAMED, Symbol, symbol
from fogline.weighing.weights import repeated, share_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from fogline.ledger.database import Database
    from fogline.ledger.stating import Bearing
    from fogline.linking.theatre import Theatre
    from fogline.runs.priors import Named
    from fogline.runs.stating import Traced
    from fogline.terms.stated import Stated

    Numbers = NDArray[np.int64]
    Floats = NDArray[np.float64]

KINDS: tuple[EventKind, ...] = tuple(sorted({*NAMED, *UNNAMED, *CLASHES}))


class Origin(NamedTuple):
    """A saying and all that retell it: `day` is an ordinal, `copies` how many retell it.

    `factors` are (name, factor) by which it counts for more or less than a flat, bare, first one. `known` says that
    it is known which side the speaker is on, if any.
    """

    place: str
    day: int
    symbol: Symbol
    claim: str
    speaker: str | None
    copies: int
    factors: tuple[tuple[str, float], ...]
    known: bool = True


class Spot(NamedTuple):
    """A place of which something is claimed."""

    id: str
    lat: float
    lon: float
    country: str | None


class Evidence(NamedTuple):
    """Places, and the origins in order of place and day."""

    places: tuple[Spot, ...]
    origins: tuple[Origin, ...]


def gather(database: Database, theatre: Theatre, factors: Named) -> Evidence:
    """All evidence on control of settlements that the ledger holds.

    A place whose point is that of a larger unit, or that nobody knows where to find, is left out: its distance to the
    line is not known.
    """
    spots: list[Spot] = []
    origins: list[Origin] = []
    ruled = kinship.rulings(database)
    apart = frozenset().union(*ruled.claims.split)
    waiting = bearing(database, KINDS)
    while some := list(islice(waiting, TOGETHER)):
        known = iter(with_origins(database, ruled, [one.row for rows in some for one in rows]))
        for rows in some:
            traced = list(islice(known, len(rows)))
            spot = _spot(rows[0]) if rows else None
            if spot is None:
                continue
            told = [
                (row, one.row.blob, said)
                for one, row in zip(rows, traced, strict=True)
                if (said := saying(row.stated, theatre, factors, shown=one.shown))
            ]
            if told:
                spots.append(spot)
                origins += grouped(_without_adopted(told), apart)
    return Evidence(tuple(spots), tuple(origins))


def _without_adopted(told: Sequence[tuple[Traced, int, Origin]]) -> Iterator[tuple[Traced, Origin]]:
    """All but what a report says in its own voice where it has it from somebody: adopting a claim adds no evidence."""
    attributed = {(blob, said.symbol.kind, said.symbol.side) for row, blob, said in told if not row.stated.narrated}
    for row, blob, said in told:
        if not row.stated.narrated or (blob, said.symbol.kind, said.symbol.side) not in attributed:
            yield row, said


def _spot(one: Bearing) -> Spot | None:
    """The settlement that a claim tells of; None where it is another kind of place, or stands nowhere."""
    if one.lat is None or one.lon is None or one.spot is None or one.spot.precision is not Precision.SETTLEMENT:
        return None
    return Spot(one.row.stated.place, one.lat, one.lon, one.spot.country)


def grouped(said: Iterable[tuple[Traced, Origin]], apart: Collection[str] = frozenset()) -> list[Origin]:
    """One origin for a saying and all that retell it; it counts from the day on which it was first heard.

    What one source says of a place on one day with the same meaning is one, too, but for claims that people have
    held `apart` from another.
    """
    found: dict[tuple[object, ...], Origin] = {}
    first: dict[tuple[int, int], tuple[object, ...]] = {}
    for row, one in said:
        alike = (one.place, one.symbol, one.claim if one.claim in apart else one.speaker or one.claim, one.day)
        key = first.setdefault(row.root, alike)
        known = found.get(key)
        found[key] = one if known is None else known._replace(copies=known.copies + 1)
    return list(found.values())


def saying(row: Stated, theatre: Theatre, factors: Named, *, shown: bool) -> Origin | None:
    """What an event of a claim says of control; None where it is no news of it. `shown` says that evidence is."""
    if row.time_frame is TimeFrame.FUTURE or row.certainty is Certainty.CONDITIONAL:
        return None
    if row.end is None and row.time_frame is TimeFrame.PAST:
        return None
    if row.end is not None and row.said - row.end > factors["stale_days"]:
        return None
    if row.agent is not None and row.agent not in theatre.sides:
        return None
    agent = None if row.agent is None else theatre.sides.index(row.agent)
    teller = theatre.sides.index(row.side) if row.side in theatre.sides and not row.narrated else OTHERS
    said = symbol(row.kind, agent, row.stance, teller)
    if said is None:
        return None
    counted = []
    if row.certainty is Certainty.HEDGED:
        counted.append(("hedged", factors["hedged"]))
    if shown:
        counted.append(("evidence shown", factors["shown"]))
    if row.narrated:
        counted.append(("in the report's own voice", factors["own_voice"]))
    elif row.side is Side.UNKNOWN:
        counted.append(("whose side is not known", factors["unknown_side"]))
    known = not row.narrated and row.side is not Side.UNKNOWN
    speaker = None if row.narrated else row.source or None
    return Origin(row.place, row.said, said, row.id, speaker, 0, tuple(counted), known)


def told(evidence: Evidence, factors: Named) -> tuple[Told, Floats]:
    """The evidence as columns, a row an origin, and what earlier sayings of the same have left of each one's weight."""
    rows = {spot.id: row for row, spot in enumerate(evidence.places)}
    origins = evidence.origins
    place = np.array([rows[one.place] for one in origins], np.int64)
    day = np.array([one.day for one in origins], np.int64)
    number = np.array([NUMBER[one.symbol] for one in origins], np.int64)
    own = np.array([_product([factor for _, factor in one.factors]) for one in origins])
    shares = share_of(repeated(place, day, number, int(factors["again_days"])))
    says = announced()
    known = np.array([one.known for one in origins], bool)
    confirmed = says.confirmed[number] & known
    return Told(place, day, number, own * shares, says.side[number], confirmed, says.fought[number]), shares


def _product(factors: Sequence[float]) -> float:
    whole = 1.0
    for factor in factors:
        whole *= factor
    return whole
