"""Verifying: everything that the ledger holds, against the chain and against itself."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, NamedTuple

from fogline.errors import Damaged
from fogline.ledger.chain import BEGINNING, rows_hash
from fogline.ledger.codec import CLAIM, Kept, digest, read, unpack
from fogline.ledger.database import Row
from fogline.ledger.opening import made
from fogline.ledger.tables import CHAINED, Table
from fogline.ledger.words import stems_of_claim, stems_of_reading
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

    Looked at are the database itself, the chain, every row against its entry's hash, all bytes against their ids,
    every reading, put together again, against what the chain says was read, and the words by which all is found.
    """
    with database.leniently():
        for said in database.faults(made(database)):
            yield Fault(None, f"the database: {said}")
        yield from _as_far(_chain(database, tick), "the chain")
        for table in CHAINED:
            yield from _as_far(_rows(database, table), table.name)
        yield from _as_far(_bytes(database), "what came in")
        yield from _as_far(_readings(database), "what was read")
        for name, words in (("reading", _reading_words(database)), ("claim", _claim_words(database))):
            yield from _as_far(_misfound(database, name, words), f"the index of words of each {name}")


def _as_far(found: Iterator[Fault], what: str) -> Iterator[Fault]:
    """What is `found` as far as the database can be read."""
    try:
        yield from found
    except Damaged as error:
        yield Fault(None, f"{what} cannot be gone through: {error.reason}")


def head(database: Database) -> tuple[int, str]:
    """Number and hash of the last entry: whoever keeps them can prove later that nothing before has changed."""
    found = database.rows("SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1")
    return (_number(found[0][0]), str(found[0][1])) if found else (0, BEGINNING)


def _chain(database: Database, tick: Callable[[int], None]) -> Iterator[Fault]:
    before, expected = BEGINNING, 1
    for seq, body, kept in database.stream("SELECT seq, body, hash FROM entry ORDER BY seq"):
        number = _number(seq)
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
        while waiting is not None and waiting[0] < _number(seq):
            yield Fault(waiting[0], f"rows of {table.name} that no entry knows")
            waiting = next(rows, None)
        here = waiting is not None and waiting[0] == seq
        found = rows_hash(waiting[1]) if waiting is not None and here else None
        if found != expected:
            yield Fault(_number(seq), _difference(table, expected, found))
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
            yield _number(entry), group
            group = []
        entry = row[-1]
        group.append(row)
    if group:
        yield _number(entry), group


def _bytes(database: Database) -> Iterator[Fault]:
    for identifier, size, packed, entry in database.stream("SELECT id, size, packed, entry FROM blob ORDER BY seq"):
        try:
            data = _unpacked(packed)
            sound = report_id(data) == identifier and len(data) == size
        except zlib.error:
            sound = False
        if not sound:
            yield Fault(_number(entry), f"the bytes of {identifier!s} are not those that came in")


def _readings(database: Database) -> Iterator[Fault]:
    claims = _grouped(database.stream("SELECT body, reading FROM claim ORDER BY reading, number"))
    waiting = next(claims, None)
    for seq, text, rest, kept, entry, path in database.stream(
        "SELECT seq, text, rest, hash, entry, path FROM reading ORDER BY seq"
    ):
        bodies = list[bytes]()
        while waiting is not None and waiting[0] <= _number(seq):
            if waiting[0] == seq:
                bodies = [str(body).encode() for body, _ in waiting[1]]
            waiting = next(claims, None)
        try:
            sound = digest(read(Kept(_unpacked(text).decode(), _unpacked(rest), bodies))) == kept
        except (zlib.error, ValueError):
            sound = False
        if not sound:
            yield Fault(_number(entry), f"what was read from {path!s} is not what was kept")


def _misfound(database: Database, name: str, words: Iterator[tuple[int, list[str]]]) -> Iterator[Fault]:
    """Whether each reading or claim is found by its words: the chain does not cover what can be made anew."""
    lost = set(database.misfound(f"{name}_words", words))
    if lost:
        rows = database.rows(f"SELECT entry FROM {name} WHERE seq = ?", (min(lost),))  # noqa: S608 - our names
        what = f"{len(lost):,} {name}{'s' if len(lost) > 1 else ''}"
        yield Fault(_number(rows[0][0]) if rows else None, f"{what}, the first here, not found by the words in it")


def _reading_words(database: Database) -> Iterator[tuple[int, list[str]]]:
    for seq, title, packed in database.stream("SELECT seq, title, text FROM reading ORDER BY seq"):
        try:
            text = _unpacked(packed).decode()
        except (zlib.error, ValueError):
            continue
        yield _number(seq), stems_of_reading(None if title is None else str(title), text)


def _claim_words(database: Database) -> Iterator[tuple[int, list[str]]]:
    for seq, body in database.stream("SELECT seq, body FROM claim ORDER BY seq"):
        try:
            claim = CLAIM.decode(str(body))
        except ValueError:
            continue
        yield _number(seq), stems_of_claim(claim)


def _number(value: Value) -> int:
    """The number that stands in a row, 0 where none does."""
    return value if isinstance(value, int) else 0


def _unpacked(packed: Value) -> bytes:
    return unpack(packed if isinstance(packed, bytes) else b"")


def has_entry(database: Database, identifier: str) -> bool:
    """Whether an entry has the hash `identifier`."""
    return bool(database.rows("SELECT 1 FROM entry WHERE hash = ?", (identifier,)))
