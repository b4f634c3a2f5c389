"""What is stated of places: the events of all claims that count, a row each, without the claims' words.

For standing, contradictions and records place by place (`of_places`), for estimates of control with where the places
are (`bearing`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from fogline.ledger.codec import CLAIM
from fogline.ledger.conditions import CURRENT, of_claim, of_event
from fogline.ledger.database import Value
from fogline.terms.actor import Side
from fogline.terms.claim import Voice
from fogline.terms.event import Certainty, EventKind, Stance, TimeFrame
from fogline.terms.place import Precision  # noqa: TC001 - msgspec reads the annotations
from fogline.terms.stated import Stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fogline.ledger.database import Database, Row
    from fogline.terms.kept import Question
    from fogline.terms.span import Span

# Places that are asked for at once.
AT_ONCE = 200
ROW = """
    SELECT x.seq, x.id, e.number, x.speaker, x.speaker_id, x.side, x.voice, e.kind, e.agent, x.stance, x.certainty,
    x.time_frame, e.place, x.said, e.start, e.stop, r.blob, r.outlet
    FROM event e JOIN claim x ON x.seq = e.claim JOIN reading r ON r.seq = x.reading
"""


# Which of its columns the place is.
PLACE = 12
BEARING = f"{ROW.replace('FROM event', ', e.lat, e.lon, x.body FROM event', 1)}"


# Looked up: making members of an enumeration takes a third of the time of a row.
SIDES = {str(one): one for one in Side}
KINDS = {str(one): one for one in EventKind}
STANCES = {str(one): one for one in Stance}
CERTAINTIES = {str(one): one for one in Certainty}
FRAMES = {str(one): one for one in TimeFrame}


class InReport(NamedTuple):
    """An event of a claim and the number of the bytes in which it stands."""

    stated: Stated
    blob: int


class Spot(msgspec.Struct, frozen=True):
    """A place in a claim's body."""

    precision: Precision
    country: str | None


class Happening(msgspec.Struct, frozen=True):
    """An event in a claim's body."""

    place: Spot | None


class Body(msgspec.Struct, frozen=True):
    """What of a claim's body is needed here: `evidence` is whatever it shows."""

    events: tuple[Happening, ...]
    evidence: tuple[msgspec.Raw, ...]


class Bearing(NamedTuple):
    """An event that bears on control, where its place stands, in degrees, and what kind of place it is.

    `shown` says whether the claim comes with evidence.
    """

    row: InReport
    lat: float | None
    lon: float | None
    spot: Spot | None
    shown: bool


BODY = msgspec.json.Decoder(Body)


def places(database: Database, question: Question) -> list[str]:
    """The ids of the places that claims which meet `question` tell of, in order."""
    of, values = of_event(question)
    besides = replace(question, places=(), near=None, kinds=(), after=None, limit=None)
    conditions, given = of_claim(database, besides)
    found = database.rows(
        "SELECT DISTINCT e.place FROM event e JOIN claim x ON x.seq = e.claim "  # noqa: S608 - built from our own pieces
        f"WHERE e.place IS NOT NULL AND {' AND '.join([of or '1 = 1', *conditions])} ORDER BY e.place",
        [*values, *given],
    )
    return [str(place) for (place,) in found]


def claims(database: Database, question: Question) -> set[int]:
    """The numbers of the claims that meet `question`, whatever its limit."""
    conditions, values = of_claim(database, question)
    found = database.rows(f"SELECT x.seq FROM claim x WHERE {' AND '.join(conditions)}", values)  # noqa: S608
    return {int(str(seq)) for (seq,) in found}


def of_places(database: Database, places: Sequence[str]) -> Iterator[list[InReport]]:
    """Yield for each of `places` all that is stated of it by readings that count, in the order of claims."""
    for start in range(0, len(places), AT_ONCE):
        some = places[start : start + AT_ONCE]
        by_place: dict[str, list[InReport]] = {place: [] for place in some}
        sql = f"{ROW} WHERE e.place IN ({', '.join('?' * len(some))}) AND {CURRENT.format(reading='x.reading')}"
        for row in database.rows(sql, list[Value](some)):
            one = _in_report(row)
            if one is not None:
                by_place[one.stated.place].append(one)
        for found in by_place.values():
            yield sorted(found, key=lambda one: (one.stated.claim, one.stated.number))


def bearing(database: Database, kinds: Sequence[EventKind]) -> Iterator[list[Bearing]]:
    """Yield for each place, in the order of their ids, its events of `kinds`, in order of day and coming."""
    marks = ", ".join("?" * len(kinds))
    found = database.stream(
        f"{BEARING} WHERE e.place IS NOT NULL AND x.stance IS NOT NULL AND e.kind IN ({marks}) "
        f"AND {CURRENT.format(reading='x.reading')} ORDER BY e.place, x.said, x.seq, e.number",
        list(map(str, kinds)),
    )
    for _, rows in groupby(found, key=itemgetter(PLACE)):
        yield [one for row in rows if (one := _bearing(row))]


def spans(database: Database, claims: Iterable[int]) -> dict[int, Span]:
    """From where to where the words of each of `claims`, by number, stand in their text."""
    rows = database.each("SELECT seq, body FROM claim WHERE seq = ?", [(claim,) for claim in claims])
    found = {}
    for ((seq, body),) in rows:
        content = CLAIM.decode(str(body)).content.spans
        found[int(str(seq))] = (content[0][0], content[-1][1])
    return found


def first_and_last(database: Database) -> tuple[str, str] | None:
    """The first and the last day on which anything was said, or shown by a map; None where nothing was."""
    found = database.rows(
        "SELECT min(day), max(day) FROM (SELECT said AS day FROM reading UNION ALL SELECT day FROM snapshot) AS days"
    )
    ((first, last),) = found
    return None if first is None or last is None else (str(first)[:10], str(last)[:10])


def _bearing(row: Row) -> Bearing | None:
    *stated, lat, lon, body = row
    one = _in_report(tuple(stated))
    if one is None:
        return None
    decoded = BODY.decode(str(body))
    return Bearing(
        one,
        None if lat is None else float(str(lat)),
        None if lon is None else float(str(lon)),
        decoded.events[one.stated.number].place,
        bool(decoded.evidence),
    )


def _in_report(row: Row) -> InReport | None:
    seq, identifier, number, speaker, actor, side, voice, kind, agent, stance, certainty, frame, *rest = row
    place, said, start, stop, blob, outlet = rest
    if stance is None or certainty is None or frame is None:
        return None
    narrated = voice == Voice.NARRATOR
    claim = int(str(seq))
    stated = Stated(
        claim,
        str(identifier),
        int(str(number)),
        str((outlet if narrated else actor or speaker) or ""),
        str((outlet if narrated else speaker) or ""),
        Side.UNKNOWN if side is None else SIDES[str(side)],
        narrated,
        KINDS[str(kind)],
        None if agent is None else SIDES[str(agent)],
        STANCES[str(stance)],
        CERTAINTIES[str(certainty)],
        FRAMES[str(frame)],
        str(place),
        _day(str(said)[:10]),
        None if start is None else _day(str(start)),
        None if stop is None else _day(str(stop)),
        claim,
    )
    return InReport(stated, int(str(blob)))


@lru_cache(maxsize=10_000)
def _day(day: str) -> int:
    return date.fromisoformat(day).toordinal()
