"""Evidence: the ledger's claims about control, grouped by origin, each with what it says and what it weighs."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.ledger import weighable
from fogline.outlook.control.assembling import Told
from fogline.runs import retold
from fogline.terms.actor import Side
from fogline.terms.event import Certainty, EventKind, TimeFrame
from fogline.terms.place import Precision
from fogline.weighing.pushes import announced
from fogline.weighing.sayings import CLASHES, NAMED, NUMBER, OTHERS, UNNAMED, Symbol, symbol
from fogline.weighing.weights import repeated, share_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from fogline.ledger.database import Database
    from fogline.ledger.weighable import Word
    from fogline.linking.theatre import Theatre
    from fogline.runs.priors import Named

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
    for _, some in groupby(weighable.words(database, KINDS), key=lambda word: word.place):
        words = list(some)
        told = [(word, said) for word in words if (said := saying(word, theatre, factors))]
        spot = _spot(words[0])
        if told and spot:
            spots.append(spot)
            named = [((word.claim, word.order), said) for word, said in _without_adopted(told)]
            origins += grouped(named, retold.origins(database, words))
    return Evidence(tuple(spots), tuple(origins))


def _without_adopted(told: Sequence[tuple[Word, Origin]]) -> Iterator[tuple[Word, Origin]]:
    """All but what a report says in its own voice where it has it from somebody: adopting a claim adds no evidence."""
    attributed = {(word.blob, said.symbol.kind, said.symbol.side) for word, said in told if word.side is not None}
    for word, said in told:
        if word.side is not None or (word.blob, said.symbol.kind, said.symbol.side) not in attributed:
            yield word, said


def _spot(word: Word) -> Spot | None:
    """The settlement that a claim tells of; None where it is another kind of place, or stands nowhere."""
    place = word.body.events[word.order].place
    if word.lat is None or word.lon is None or place is None or place.precision is not Precision.SETTLEMENT:
        return None
    return Spot(word.place, word.lat, word.lon, place.country)


def grouped(
    said: Iterable[tuple[tuple[str, int], Origin]], retells: Mapping[tuple[str, int], tuple[str, int]]
) -> list[Origin]:
    """One origin for a saying and all that retell it, by `retells`; it counts from the day on which it was first heard.

    What one source says of a place on one day with the same meaning is one, too.
    """
    found: dict[tuple[object, ...], Origin] = {}
    first: dict[tuple[str, int], tuple[object, ...]] = {}
    for name, one in said:
        alike = (one.place, one.symbol, one.speaker or one.claim, one.day)
        key = first.setdefault(retells.get(name, name), alike)
        known = found.get(key)
        found[key] = one if known is None else known._replace(copies=known.copies + 1)
    return list(found.values())


def saying(word: Word, theatre: Theatre, factors: Named) -> Origin | None:
    """What an event of a claim says of control; None where it is no news of it."""
    if word.frame is TimeFrame.FUTURE or word.certainty == Certainty.CONDITIONAL:
        return None
    day = date.fromisoformat(word.said[:10])
    if word.end is None and word.frame is TimeFrame.PAST:
        return None
    if word.end is not None and (day - date.fromisoformat(word.end)).days > factors["stale_days"]:
        return None
    sides = {side.value: number for number, side in enumerate(theatre.sides)}
    agent = None if word.agent is None else sides.get(word.agent)
    if word.agent is not None and agent is None:
        return None
    said = symbol(word.kind, agent, word.stance, sides.get(word.side or "", OTHERS))
    if said is None:
        return None
    counted = []
    if word.certainty == Certainty.HEDGED:
        counted.append(("hedged", factors["hedged"]))
    if word.body.evidence:
        counted.append(("evidence shown", factors["shown"]))
    if word.side is None:
        counted.append(("in the report's own voice", factors["own_voice"]))
    elif word.side == Side.UNKNOWN:
        counted.append(("whose side is not known", factors["unknown_side"]))
    known = word.side is not None and word.side != Side.UNKNOWN
    return Origin(word.place, day.toordinal(), said, word.claim, word.speaker, 0, tuple(counted), known)


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
