"""What is asked for, as conditions that a row of claims, of readings or of events must meet."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fogline.ledger.database import Value
from fogline.ledger.keeping import CELL, cell
from fogline.ledger.words import phrases
from fogline.terms.claim import Voice
from fogline.terms.event import Certainty, TimeFrame

if TYPE_CHECKING:
    from fogline.ledger.database import Database
    from fogline.terms.kept import Near, Question

# Kilometres in a degree of latitude.
DEGREE = 111.195
# So many days are few.
FEW = timedelta(days=100)
# A circle of more cells than this is asked for by its corners alone.
MOST_CELLS = 2000
CURRENT = "NOT EXISTS (SELECT 1 FROM superseded s WHERE s.reading = {reading})"
AHEAD = f"(x.time_frame = '{TimeFrame.FUTURE}' OR x.certainty = '{Certainty.CONDITIONAL}')"
OF_REPORT = "r.blob IN (SELECT b.seq FROM blob b WHERE b.id = ?)"

Conditions = tuple[list[str], list[Value]]


def of_claim(database: Database, asked: Question) -> Conditions:
    """What a row `x` of claims must meet."""
    conditions, values = [CURRENT.format(reading="x.reading")], list[Value]()
    _equal(conditions, values, {"x.side": asked.side, "x.stance": asked.stance, "x.time_frame": asked.time_frame})
    _between(conditions, values, "x", asked)
    if asked.sources or asked.outlets:
        of, given = _of_source(asked)
        conditions.append(of)
        values += given
    if asked.language is not None:
        within, given = ["r.language = ?"], list[Value]([asked.language])
        _between(within, given, "r", asked)
        conditions.append(f"x.reading IN (SELECT r.seq FROM reading r WHERE {' AND '.join(within)})")  # noqa: S608
        values += given
    if asked.ahead:
        conditions.append(AHEAD)
    if asked.report is not None:
        conditions.append(f"x.reading IN (SELECT r.seq FROM reading r WHERE {OF_REPORT})")  # noqa: S608
        values.append(asked.report)
    if asked.places or asked.near or asked.kinds:
        of, given = of_event(asked)
        conditions.append(f"x.seq IN (SELECT e.claim FROM event e WHERE {of})")  # noqa: S608
        values += given
    _worded(database, "claim_words", "x", (conditions, values), asked)
    if asked.after is not None:
        conditions.append("(x.said, x.seq) < (SELECT y.said, y.seq FROM claim y WHERE y.seq = ?)")
        values.append(asked.after)
    return conditions, values


def of_report(database: Database, asked: Question) -> Conditions:
    """What a row `r` of readings must meet."""
    conditions, values = [CURRENT.format(reading="r.seq")], list[Value]()
    _between(conditions, values, "r", asked)
    _equal(conditions, values, {"r.language": asked.language})
    if asked.report is not None:
        conditions.append(OF_REPORT)
        values.append(asked.report)
    if (
        asked.places
        or asked.near
        or asked.kinds
        or asked.side
        or asked.sources
        or asked.outlets
        or asked.stance
        or asked.time_frame
        or asked.ahead
    ):
        # The words and the place to go on from are asked of the report, everything else of its claims.
        of_claims, given = of_claim(database, replace(asked, words=None, after=None, language=None, report=None))
        conditions.append(f"r.seq IN (SELECT x.reading FROM claim x WHERE {' AND '.join(of_claims)})")  # noqa: S608
        values += given
    _worded(database, "reading_words", "r", (conditions, values), asked)
    if asked.after is not None:
        conditions.append("(r.said, r.seq) < (SELECT y.said, y.seq FROM reading y WHERE y.seq = ?)")
        values.append(asked.after)
    return conditions, values


def _equal(conditions: list[str], values: list[Value], wanted: dict[str, str | None]) -> None:
    for column, value in wanted.items():
        if value is not None:
            conditions.append(f"{column} = ?")
            values.append(str(value))


def _between(conditions: list[str], values: list[Value], row: str, asked: Question) -> None:
    for sign, day in ((">=", asked.since), ("<", asked.until)):
        if day is not None:
            conditions.append(f"{row}.said {sign} ?")
            values.append(day)


def _of_source(asked: Question) -> tuple[str, list[Value]]:
    told, values = list[str](), list[Value]()
    if asked.sources:
        marks = ", ".join("?" * len(asked.sources))
        told += [f"x.speaker_id IN ({marks})", f"x.speaker IN ({marks})"]
        values += [*asked.sources, *asked.sources]
    if asked.outlets:
        marks = ", ".join("?" * len(asked.outlets))
        own = f"SELECT r.seq FROM reading r WHERE r.outlet IN ({marks})"  # noqa: S608
        told.append(f"(x.voice = '{Voice.NARRATOR}' AND x.reading IN ({own}))")
        values += asked.outlets
    return f"({' OR '.join(told)})", values


def of_event(asked: Question) -> tuple[str, list[Value]]:
    """What a row `e` of events must meet; the dates stand here too, so that one index serves place, kind and dates."""
    conditions, values = list[str](), list[Value]()
    listed: dict[str, tuple[str, ...]] = {"place": asked.places, "kind": tuple(str(kind) for kind in asked.kinds)}
    for column, wanted in listed.items():
        if wanted:
            conditions.append(f"e.{column} IN ({', '.join('?' * len(wanted))})")
            values += wanted
    _between(conditions, values, "e", asked)
    if asked.near is not None:
        of, given = _within(asked.near)
        conditions.append(of)
        values += given
    return " AND ".join(conditions), values


def _within(near: Near) -> tuple[str, list[Value]]:
    """Cells that a circle touches, then the distance itself by the haversine formula."""
    up = near.km / DEGREE
    side = min(180.0, up / max(0.01, math.cos(math.radians(min(89.0, abs(near.lat) + up)))))
    south, north = max(-90.0, near.lat - up), min(90.0, near.lat + up)
    conditions, values = ["e.lat BETWEEN ? AND ?"], list[Value]([south, north])
    rows = range(math.floor((south + 90) / CELL), math.floor((north + 90) / CELL) + 1)
    west, east = near.lon - side, near.lon + side
    wide = math.floor((east - west) / CELL) + 2
    if len(rows) * wide <= MOST_CELLS:
        # Each by itself, so that days can be looked for within it; the numbers are our own.
        cells = {cell(row * CELL - 90, west + column * CELL) for row in rows for column in range(wide)}
        conditions.append(f"e.cell IN ({', '.join(map(str, sorted(cells)))})")
    conditions.append(
        "power(sin(radians(e.lat - ?) / 2), 2)"
        " + cos(radians(?)) * cos(radians(e.lat)) * power(sin(radians(e.lon - ?) / 2), 2) <= ?"
    )
    values += [near.lat, near.lat, near.lon, math.sin(min(math.pi / 2, math.radians(up) / 2)) ** 2]
    return " AND ".join(conditions), values


def _numbers(database: Database, table: str, asked: Question) -> tuple[int, int] | None:
    """The first and the last number of what was said on few days: few of all that have a word need be looked at.

    None where the days are many, whose numbers would take longer to find than the words.
    """
    if asked.since is None or not _few(database, table, asked):
        return None
    conditions, values = list[str](), list[Value]()
    _between(conditions, values, "x", asked)
    ((first, last),) = database.rows(
        f"SELECT min(x.seq), max(x.seq) FROM {table} x WHERE {' AND '.join(conditions)}",  # noqa: S608 - our names
        values,
    )
    return (0, 0) if first is None else (int(str(first)), int(str(last)))


def _few(database: Database, table: str, asked: Question) -> bool:
    until = asked.until or str(database.rows(f"SELECT max(said) FROM {table}")[0][0] or "")  # noqa: S608
    return bool(until) and day_of(until) - day_of(str(asked.since)) <= FEW


def day_of(said: str) -> date:
    """The first day of what may be a month or a year."""
    return date.fromisoformat(f"{said}-01-01"[:10])


def _worded(database: Database, table: str, row: str, into: Conditions, asked: Question) -> None:
    if asked.words is None:
        return
    conditions, values = into
    wanted = phrases(asked.words)
    if not wanted:
        conditions.append("1 = 0")
        return
    inner, value = database.having(table, wanted, _numbers(database, "claim" if row == "x" else "reading", asked))
    conditions.append(f"{row}.seq IN ({inner})")
    values.append(value)
