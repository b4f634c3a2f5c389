"""The newest that meet a question, looked for in growing stretches of days: few of a million are sorted for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from fogline.ledger.conditions import day_of, of_claim, of_report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from fogline.ledger.database import Database
    from fogline.terms.kept import Question

# The first stretch, in days, and how many times as long each is as the one before. With 16 and 4 a place that is spoken
# of daily takes one stretch, and what is said once in years takes six (benchmarks/ledger.py).
FIRST, GROWTH = 16, 4
DAY = timedelta(days=1)
# Stretches of more days than WORDED are not looked through for words one by one.
WORDED, ALL = timedelta(days=64), timedelta.max


def newest_claims(database: Database, question: Question, limit: int) -> list[int]:
    """The numbers of the `limit` newest claims that meet `question`, the newest first."""
    return _newest(database, question, limit, "claim")


def newest_reports(database: Database, question: Question, limit: int) -> list[int]:
    """The numbers of the readings of the `limit` newest reports that meet `question`, the newest first."""
    return _newest(database, question, limit, "reading")


def _newest(database: Database, question: Question, limit: int, table: str) -> list[int]:
    found = list[int]()
    for part in stretches(database, question, table):
        conditions, values = of_claim(database, part) if table == "claim" else of_report(database, part)
        row = "x" if table == "claim" else "r"
        sql = (
            f"SELECT {row}.seq FROM {table} {row} WHERE {' AND '.join(conditions)} "  # noqa: S608 - built from our own pieces
            f"ORDER BY {row}.said DESC, {row}.seq DESC LIMIT {limit - len(found):d}"
        )
        found += [int(str(number)) for (number,) in database.rows(sql, values)]
        if len(found) >= limit:
            break
    return found


def stretches(database: Database, question: Question, table: str) -> Iterator[Question]:
    """`question` cut into questions for adjoining stretches of days, the last days first, that it is all of together.

    Where dates don't help to find what it asks for it stays whole. What has words is looked for in few days first, as
    very much may have them, and then in all others at once, as little may.
    """
    dated = question.words or question.places or question.near or question.kinds or question.language
    span = _span(database, question, table) if dated else None
    until, days = question.until, FIRST
    most = WORDED if question.words else ALL
    while span and most >= timedelta(days=days) and span[1] - span[0] > timedelta(days=days):
        first, last = span
        since = (last - timedelta(days=days)).isoformat()
        yield replace(question, since=since, until=until)
        span, until, days = (first, last - timedelta(days=days)), since, days * GROWTH
    yield replace(question, until=until)


def _span(database: Database, question: Question, table: str) -> tuple[date, date] | None:
    """The first and the last day that the answer may be of, None where nothing is there."""
    behind = "" if question.after is None else f" WHERE seq = {question.after:d}"
    sql = f"SELECT (SELECT min(said) FROM {table}), (SELECT max(said) FROM {table}{behind})"  # noqa: S608 - a number
    ((oldest, newest),) = database.rows(sql)
    if oldest is None or newest is None:
        return None
    first = max(filter(None, (str(oldest), question.since)))
    last = min(filter(None, (str(newest), question.until)))
    return day_of(first), day_of(last)
