"""Counting: how much of what the ledger holds, by stage, kind, place, source and day.

What readings that others have replaced hold is not counted.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from fogline.ledger.conditions import CURRENT, of_claim, of_event, of_report
from fogline.terms.actor import Side
from fogline.terms.claim import Voice
from fogline.terms.counted import KindCount, PlaceCount, Saying, SideCount, SourceCount, StageCount
from fogline.terms.event import EventKind, Stance, TimeFrame
from fogline.terms.kept import Maker, Question

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fogline.ledger.database import Database, Value

# Claims of readings that have been replaced: few, found by their readings, and kept aside while events are counted.
# Of a cross join SQLite begins with the first table: few readings are replaced, and else it looks through all claims.
REPLACED = "SELECT o.seq FROM superseded s CROSS JOIN claim o WHERE o.reading = s.reading"
# The tables whose rows name the stage that made them, each with what says which of them count.
MADE = {
    "capture": "SELECT made, count(*) FROM capture GROUP BY made",
    "reading": f"SELECT r.made, count(*) FROM reading r WHERE {CURRENT.format(reading='r.seq')} GROUP BY r.made",  # noqa: S608
    "claim": "SELECT r.made, count(*) FROM reading r JOIN claim x ON x.reading = r.seq "  # noqa: S608
    f"WHERE {CURRENT.format(reading='r.seq')} GROUP BY r.made",
    "snapshot": "SELECT made, count(*) FROM snapshot GROUP BY made",
    "copy": "SELECT made, count(*) FROM copy GROUP BY made",
    "failure": "SELECT made, count(*) FROM failure GROUP BY made",
}


def claims(database: Database, question: Question, most: int) -> int:
    """How many claims meet `question`, counted up to `most`."""
    conditions, values = of_claim(database, question)
    return _counted(database, f"SELECT 1 FROM claim x WHERE {' AND '.join(conditions)}", values, most)  # noqa: S608 - built from our own pieces


def reports(database: Database, question: Question, most: int) -> int:
    """How many reports meet `question`, counted up to `most`."""
    conditions, values = of_report(database, question)
    return _counted(database, f"SELECT 1 FROM reading r WHERE {' AND '.join(conditions)}", values, most)  # noqa: S608


def kinds(database: Database, question: Question) -> list[KindCount]:
    """How many of the claims that meet `question` tell of events of each kind, the most frequent first."""
    where, values = _events(database, question)
    found = database.rows(
        f"SELECT e.kind, count(DISTINCT e.claim) FROM event e WHERE {where} GROUP BY e.kind ORDER BY 2 DESC, 1",  # noqa: S608
        values,
    )
    return [KindCount(EventKind(str(kind)), int(str(count))) for kind, count in found]


def places(database: Database, question: Question, most: int) -> list[PlaceCount]:
    """The up to `most` places that most of the claims that meet `question` tell of."""
    where, values = _events(database, question)
    found = database.rows(
        "SELECT e.place, count(DISTINCT e.claim), min(e.said), max(e.said) FROM event e "  # noqa: S608
        f"WHERE e.place IS NOT NULL AND {where} GROUP BY e.place ORDER BY 2 DESC, 1 LIMIT {most:d}",
        values,
    )
    return [PlaceCount(str(place), int(str(count)), str(first), str(last)) for place, count, first, last in found]


def told(database: Database) -> list[tuple[PlaceCount, float | None, float | None]]:
    """All places that claims tell of, those that most do first, each with its latitude and longitude."""
    found = database.rows(
        "SELECT e.place, count(DISTINCT e.claim), min(e.said), max(e.said), min(e.lat), min(e.lon) FROM event e "  # noqa: S608
        f"WHERE e.place IS NOT NULL AND e.claim NOT IN ({REPLACED}) GROUP BY e.place ORDER BY 2 DESC, 1"
    )
    return [
        (
            PlaceCount(str(place), int(str(count)), str(first), str(last)),
            None if lat is None else float(str(lat)),
            None if lon is None else float(str(lon)),
        )
        for place, count, first, last, lat, lon in found
    ]


def sources(database: Database, question: Question, most: int) -> list[SourceCount]:
    """The up to `most` sources that have made most of the claims that meet `question`, those that have a name."""
    conditions, values = of_claim(database, question)
    found = database.rows(
        "SELECT x.speaker, x.speaker_id, x.side, count(*), min(x.said), max(x.said) FROM claim x "  # noqa: S608
        f"WHERE x.speaker > '' AND {' AND '.join(conditions)} "
        "GROUP BY x.speaker, x.speaker_id, x.side "
        f"ORDER BY 4 DESC, x.speaker, coalesce(x.speaker_id, ''), x.side LIMIT {most:d}",
        values,
    )
    return [
        SourceCount(str(name), _text(actor), Side(str(side)), int(str(count)), str(first), str(last))
        for name, actor, side, count, first, last in found
    ]


def speakers(database: Database) -> Iterator[str]:
    """Yield every name and every id that a source has in the ledger, each once."""
    for column in ("speaker", "speaker_id"):
        # From one to the next by the index, however many claims each has made.
        step = f"(SELECT x.{column} FROM claim x WHERE x.{column} > n.name ORDER BY x.{column} LIMIT 1)"  # noqa: S608
        first = f"(SELECT x.{column} FROM claim x WHERE x.{column} > '' ORDER BY x.{column} LIMIT 1)"  # noqa: S608
        for (name,) in database.stream(
            f"WITH RECURSIVE names(name) AS (SELECT {first} UNION ALL SELECT {step} FROM names n "  # noqa: S608
            "WHERE n.name IS NOT NULL) SELECT name FROM names WHERE name IS NOT NULL"
        ):
            yield str(name)


def outlets(database: Database) -> list[str]:
    """The names of all outlets."""
    return [
        str(name) for (name,) in database.rows("SELECT DISTINCT outlet FROM reading WHERE outlet > '' ORDER BY outlet")
    ]


def sides(database: Database, question: Question) -> list[SideCount]:
    """How many of the claims that meet `question` each side makes, and reports in their own voice."""
    conditions, values = of_claim(database, question)
    found = database.rows(
        "SELECT x.voice, x.side, count(*) FROM claim x "  # noqa: S608
        f"WHERE {' AND '.join(conditions)} GROUP BY x.voice, x.side ORDER BY x.voice, x.side",
        values,
    )
    return [
        SideCount(Voice(str(voice)), None if side is None else Side(str(side)), int(str(count)))
        for voice, side, count in found
    ]


def sayings(database: Database, question: Question) -> list[Saying]:
    """What the claims that meet `question` say of its places, day by day, the oldest first."""
    of, values = of_event(question)
    conditions, given = of_claim(database, replace(question, places=(), near=None, kinds=()))
    columns = "x.said, x.voice, x.side, e.kind, e.agent, x.stance, x.time_frame"
    found = database.rows(
        f"SELECT {columns}, count(DISTINCT x.seq) FROM event e JOIN claim x ON x.seq = e.claim "  # noqa: S608
        f"WHERE {' AND '.join([of or '1 = 1', *conditions])} GROUP BY {columns} ORDER BY {columns}",
        [*values, *given],
    )
    return [_saying(row) for row in found]


def sayings_of_places(database: Database, question: Question) -> Iterator[tuple[str, Saying]]:
    """Yield the same of all places, each with its place, place after place."""
    of, values = of_event(question)
    conditions, given = of_claim(database, replace(question, places=(), near=None, kinds=()))
    columns = "e.place, x.said, x.voice, x.side, e.kind, e.agent, x.stance, x.time_frame"
    found = database.stream(
        f"SELECT {columns}, count(DISTINCT x.seq) FROM event e JOIN claim x ON x.seq = e.claim "  # noqa: S608
        f"WHERE e.place IS NOT NULL AND {' AND '.join([of or '1 = 1', *conditions])} "
        f"GROUP BY {columns} ORDER BY {columns}",
        [*values, *given],
    )
    for place, *row in found:
        yield str(place), _saying(tuple(row))


def made(database: Database) -> list[StageCount]:
    """What each stage in each version has made, in the order in which they first made something."""
    stages = database.rows("SELECT seq, name, version FROM stage ORDER BY seq")
    counts = {table: database.rows(sql) for table, sql in MADE.items()}
    return [
        StageCount(Maker(str(name), str(version)), table, int(str(count)))
        for seq, name, version in stages
        for table, found in counts.items()
        for by, count in found
        if by == seq
    ]


def _counted(database: Database, sql: str, values: Sequence[Value], most: int) -> int:
    ((count,),) = database.rows(f"SELECT count(*) FROM ({sql} LIMIT {most:d}) AS counted", values)  # noqa: S608
    return int(str(count))


def _events(database: Database, asked: Question) -> tuple[str, list[Value]]:
    """What a row `e` of events must meet to belong to a claim that meets `asked`, and be what is asked for itself."""
    of, values = of_event(asked)
    wanted = [of] if of else []
    of_claims = replace(asked, places=(), near=None, kinds=())
    if replace(of_claims, since=None, until=None, limit=None) != Question():
        conditions, given = of_claim(database, of_claims)
        wanted.append(f"e.claim IN (SELECT x.seq FROM claim x WHERE {' AND '.join(conditions)})")  # noqa: S608
        values += given
    else:
        wanted.append(f"e.claim NOT IN ({REPLACED})")
    return " AND ".join(wanted), values


def _saying(row: tuple[Value, ...]) -> Saying:
    said, voice, side, kind, agent, stance, time_frame, count = row
    return Saying(
        str(said),
        Voice(str(voice)),
        None if side is None else Side(str(side)),
        EventKind(str(kind)),
        None if agent is None else Side(str(agent)),
        None if stance is None else Stance(str(stance)),
        None if time_frame is None else TimeFrame(str(time_frame)),
        int(str(count)),
    )


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def place_days(database: Database) -> float:
    """How many days of places the ledger tells of: its places, each from the first claim of it to the ledger's last."""
    found = database.rows("SELECT place, min(said) FROM event WHERE place IS NOT NULL GROUP BY place")
    ((last,),) = database.rows("SELECT max(said) FROM event")
    ends = date.fromisoformat(str(last)[:10]).toordinal() if last else 0
    return float(sum(ends - date.fromisoformat(str(first)[:10]).toordinal() + 1 for _, first in found))
