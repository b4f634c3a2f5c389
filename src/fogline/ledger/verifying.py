"""Verifying: everything that the ledger holds, against the chain and against itself."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, NamedTuple

from fogline.ledger.chain import BEGINNING, rows_hash
from fogline.ledger.codec import Kept, digest, read, unpack
from fogline.ledger.database import Row
from fogline.ledger.tables import CHAINED, Table
from fogline.terms.ids import report_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fogline.ledger.database import Database, Value


class Fault(NamedTuple):
    """Something that is not as it came in: which entry of the chain it belongs to, and what."""

    entry: int | None
    what: str


def verify(database: Database, tick: Callable[[int], None]) -> Iterator[Fault]:
    """Yield what is wrong with the ledger; `tick` is told the number of entries looked at.

    Looked at are the database's own file, the chain, every row against its entry's hash, all bytes against their ids,
    and every reading, put together again, against what the chain says was read.
    """
    for said in database.faults():
        yield Fault(None, f"the database's file: {said}")
    yield from _chain(database, tick)
    for table in CHAINED:
        yield from _rows(database, table)
    yield from _bytes(database)
    yield from _readings(database)


def head(database: Database) -> tuple[int, str]:
    """Number and hash of the last entry: whoever keeps them can prove later that nothing before has changed."""
    found = database.rows("SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1")
    return (int(str(found[0][0])), str(found[0][1])) if found else (0, BEGINNING)


def _chain(database: Database, tick: Callable[[int], None]) -> Iterator[Fault]:
    before, expected = BEGINNING, 1
    for seq, body, kept in database.stream("SELECT seq, body, hash FROM entry ORDER BY seq"):
        number = int(str(seq))
        tick(number)
        if number != expected:
            yield Fault(number, f"entries {expected} to {number - 1} are missing before it")
        if digest(str(body).encode()) != kept:
            yield Fault(number, "its text was changed: it does not have the hash that it says")
        told = _told(str(body))
        if told.get("before") != before or told.get("seq") != seq:
            yield Fault(number, "does not follow from the entry before it")
        before, expected = str(kept), number + 1


def _told(body: str) -> dict[str, object]:
    try:
        told = json.loads(body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _rows(database: Database, table: Table) -> Iterator[Fault]:
    """Every entry's rows in `table` against the hash that the entry says they have."""
    order = ", ".join(table.key)
    rows = _grouped(database.stream(f"SELECT {', '.join(table.names)} FROM {table.name} ORDER BY entry, {order}"))  # noqa: S608 - our names
    waiting = next(rows, None)
    for seq, body in database.rows("SELECT seq, body FROM entry ORDER BY seq"):
        hashes = _told(str(body)).get("rows")
        expected = hashes.get(table.name) if isinstance(hashes, dict) else None
        while waiting is not None and waiting[0] < int(str(seq)):
            yield Fault(waiting[0], f"rows of {table.name} that no entry knows")
            waiting = next(rows, None)
        here = waiting is not None and waiting[0] == seq
        found = rows_hash(waiting[1]) if waiting is not None and here else None
        if found != expected:
            yield Fault(int(str(seq)), _difference(table, expected, found))
        if here:
            waiting = next(rows, None)
    if waiting is not None:
        yield Fault(waiting[0], f"rows of {table.name} that no entry knows")


def _difference(table: Table, expected: object, found: object) -> str:
    if found is None:
        return f"its rows of {table.name} are missing"
    return f"its rows of {table.name} were changed" if expected else f"rows of {table.name} were put to it afterwards"


def _grouped(rows: Iterator[Row]) -> Iterator[tuple[int, list[Row]]]:
    """Rows with the number of their entry, which is their last value."""
    entry, group = None, list[Row]()
    for row in rows:
        if row[-1] != entry and group:
            yield int(str(entry or 0)), group
            group = []
        entry = row[-1]
        group.append(row)
    if group:
        yield int(str(entry or 0)), group


def _bytes(database: Database) -> Iterator[Fault]:
    for identifier, size, packed, entry in database.stream("SELECT id, size, packed, entry FROM blob ORDER BY seq"):
        try:
            data = _unpacked(packed)
            sound = report_id(data) == identifier and len(data) == size
        except zlib.error:
            sound = False
        if not sound:
            yield Fault(int(str(entry)), f"the bytes of {identifier!s} are not those that came in")


def _readings(database: Database) -> Iterator[Fault]:
    claims = _grouped(database.stream("SELECT body, reading FROM claim ORDER BY reading, number"))
    waiting = next(claims, None)
    for seq, text, rest, kept, entry, path in database.stream(
        "SELECT seq, text, rest, hash, entry, path FROM reading ORDER BY seq"
    ):
        bodies = list[bytes]()
        while waiting is not None and waiting[0] <= int(str(seq)):
            if waiting[0] == seq:
                bodies = [str(body).encode() for body, _ in waiting[1]]
            waiting = next(claims, None)
        try:
            sound = digest(read(Kept(_unpacked(text).decode(), _unpacked(rest), bodies))) == kept
        except (zlib.error, ValueError):
            sound = False
        if not sound:
            yield Fault(int(str(entry)), f"what was read from {path!s} is not what was kept")


def _unpacked(packed: Value) -> bytes:
    return unpack(packed if isinstance(packed, bytes) else b"")


def has_entry(database: Database, identifier: str) -> bool:
    """Whether an entry has the hash `identifier`."""
    return bool(database.rows("SELECT 1 FROM entry WHERE hash = ?", (identifier,)))
