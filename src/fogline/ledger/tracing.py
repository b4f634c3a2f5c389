"""Tracing: from a claim back to the bytes that it was read from, with the entries of the chain that vouch for them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fogline.ledger.asking import captured
from fogline.terms.counted import Entry, Found, Trace

if TYPE_CHECKING:
    from fogline.ledger.database import Database, Value
    from fogline.terms.kept import KeptClaim


def trace(database: Database, claim: KeptClaim) -> Trace:
    """The way back from `claim`, one that `database` gave out."""
    ((read_hash, read),) = database.rows("SELECT hash, entry FROM reading WHERE seq = ?", (claim.report.number,))
    ((size, stored),) = database.rows("SELECT size, entry FROM blob WHERE id = ?", (claim.report.id,))
    return Trace(
        claim,
        str(read_hash),
        _entry(database, read),
        replaced(database, claim.report.number),
        int(str(size)),
        _entry(database, stored),
        found(database, claim.report.id),
    )


def found(database: Database, identifier: str) -> tuple[Found, ...]:
    """Everywhere that the bytes with id `identifier` were found, the oldest first, with the entries that tell it."""
    rows = database.rows(
        "SELECT c.address, c.way, c.taken, c.media_type, c.within, c.start, c.stop, c.facts, c.entry FROM capture c "
        "JOIN blob b ON b.seq = c.blob WHERE b.id = ? ORDER BY c.seq",
        (identifier,),
    )
    return tuple(Found(*captured(row[:-1]), _entry(database, row[-1])) for row in rows)


def replaced(database: Database, reading: int) -> str | None:
    """Why another reading has taken the place of reading number `reading`; None where it counts."""
    rows = database.rows("SELECT why FROM superseded WHERE reading = ?", (reading,))
    return str(rows[0][0]) if rows else None


def _entry(database: Database, number: Value) -> Entry:
    ((body, own),) = database.rows("SELECT body, hash FROM entry WHERE seq = ?", (number,))
    told = json.loads(str(body))
    return Entry(int(str(number)), str(told["kind"]), str(told["at"]), str(own), str(told["before"]))
