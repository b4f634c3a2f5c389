"""What an older stage has made, and is to be made again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fogline.ledger.asking import captured
from fogline.ledger.codec import unpack
from fogline.terms.capture import Item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.ledger.database import Database, Row
    from fogline.terms.kept import Maker

PAGE = 128

# A reading that counts, made by another version of a stage; or bytes that another version could not read, nor any
# since.
READ = """
    FROM reading r JOIN stage m ON m.seq = r.made
    WHERE m.name = ? AND m.version <> ? AND NOT EXISTS (SELECT 1 FROM superseded s WHERE s.reading = r.seq)
"""
FAILED = """
    FROM failure r JOIN stage m ON m.seq = r.made
    WHERE m.name = ? AND m.version <> ? AND r.blob IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM failure f WHERE f.blob = r.blob AND f.seq > r.seq)
    AND NOT EXISTS (SELECT 1 FROM reading n WHERE n.blob = r.blob)
"""


@dataclass(frozen=True, slots=True)
class Stale:
    """Bytes to be read again, by their number in the ledger, and the number of their reading, if they have one."""

    blob: int
    reading: int | None
    item: Item


def count(database: Database, maker: Maker) -> int:
    """How much of what `maker` makes was made by another version of it."""
    counts = (database.rows(f"SELECT count(*) {of}", (maker.name, maker.version)) for of in (READ, FAILED))
    return sum(int(str(found[0][0])) for found in counts)


def stale(database: Database, maker: Maker) -> Iterator[Stale]:
    """What another version of `maker` has made, the oldest first, a page at a time: rows may be added meanwhile."""
    for of, reading in ((READ, "r.seq"), (FAILED, "NULL")):
        last = 0
        while True:
            page = database.rows(
                f"SELECT q.seq, q.blob, q.reading, b.packed, c.address, c.way, c.taken, c.media_type, c.within, "  # noqa: S608
                f"c.start, c.stop, c.facts FROM (SELECT r.seq AS seq, r.blob AS blob, {reading} AS reading {of} "
                f"AND r.seq > ? ORDER BY r.seq LIMIT {PAGE}) q JOIN blob b ON b.seq = q.blob "
                "JOIN capture c ON c.seq = (SELECT max(k.seq) FROM capture k WHERE k.blob = q.blob) ORDER BY q.seq",
                (maker.name, maker.version, last),
            )
            yield from map(_stale, page)
            if len(page) < PAGE:
                break
            last = int(str(page[-1][0]))


def tables_of(database: Database, maker: Maker) -> list[str]:
    """The ids of the containers whose rows another version of `maker` has made."""
    found = database.rows(
        f"SELECT DISTINCT c.within FROM capture c JOIN (SELECT r.blob AS blob {READ}) q ON q.blob = c.blob "  # noqa: S608
        "WHERE c.within IS NOT NULL ORDER BY c.within",
        (maker.name, maker.version),
    )
    return [str(within) for (within,) in found]


def stale_of(database: Database, maker: Maker, identifier: str) -> tuple[int, int] | None:
    """The numbers of bytes and reading with id `identifier`, if another version of `maker` made the reading."""
    found = database.rows(
        f"SELECT r.blob, r.seq {READ} AND r.blob = (SELECT b.seq FROM blob b WHERE b.id = ?)",  # noqa: S608
        (maker.name, maker.version, identifier),
    )
    return (int(str(found[0][0])), int(str(found[0][1]))) if found else None


def _stale(row: Row) -> Stale:
    _, blob, reading, packed, *capture = row
    data = unpack(packed) if isinstance(packed, bytes) else b""
    return Stale(int(str(blob)), None if reading is None else int(str(reading)), Item(data, *captured(tuple(capture))))
