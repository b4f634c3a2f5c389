"""What the ledger holds of bytes and addresses: which bytes it has, which are newest at an address, which are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fogline.ledger.database import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fogline.ledger.database import Database, Row

# Values that every database takes at once.
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Holdings:
    """The numbers of bytes by id, and of the newest bytes by address; whoever adds some notes them here."""

    blobs: dict[str, int]
    newest: dict[str, int]


def holdings(database: Database, identifiers: Iterable[str], addresses: Iterable[str]) -> Holdings:
    """What `database` holds of the bytes with these ids and at these addresses."""
    blobs = _each(database, "SELECT id, seq FROM blob WHERE id IN ({marks})", identifiers)
    newest = _each(
        database,
        "SELECT c.address, c.blob FROM capture c WHERE c.seq IN "
        "(SELECT max(k.seq) FROM capture k WHERE k.address IN ({marks}) GROUP BY k.address)",
        addresses,
    )
    return Holdings(dict(map(_numbered, blobs)), dict(map(_numbered, newest)))


def newest_at(database: Database, address: str) -> int | None:
    """The number of the newest bytes at `address`."""
    return number(
        database.rows("SELECT blob FROM capture WHERE address = ? ORDER BY seq DESC LIMIT 1", (address,)),
    )


def current(database: Database, blob: int) -> int | None:
    """The number of the reading of `blob` that no other has taken the place of."""
    return number(
        database.rows(
            "SELECT r.seq FROM reading r WHERE r.blob = ? AND NOT EXISTS "
            "(SELECT 1 FROM superseded s WHERE s.reading = r.seq) ORDER BY r.seq DESC LIMIT 1",
            (blob,),
        )
    )


def is_read(database: Database, blob: int) -> bool:
    """Whether a reading of `blob` counts, or it is a control map."""
    return current(database, blob) is not None or bool(
        database.rows("SELECT 1 FROM snapshot WHERE blob = ? LIMIT 1", (blob,))
    )


def stands(database: Database, blob: int, but: str) -> bool:
    """Whether `blob` is the newest at any address other than `but`."""
    found = database.rows("SELECT DISTINCT address FROM capture WHERE blob = ? AND address <> ?", (blob, but))
    return any(newest_at(database, str(address)) == blob for (address,) in found)


def number(found: list[Row]) -> int | None:
    """The number that stands alone in the first row, if there is one."""
    return int(str(found[0][0])) if found else None


def _numbered(row: Row) -> tuple[str, int]:
    return str(row[0]), int(str(row[1]))


def _each(database: Database, sql: str, values: Iterable[str]) -> Iterator[Row]:
    wanted = list[Value](dict.fromkeys(values))
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        yield from database.rows(sql.format(marks=", ".join("?" * len(some))), some)
