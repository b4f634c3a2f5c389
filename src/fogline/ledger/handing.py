"""Handing over: what somebody else needs to check reports by themselves, and the note that they were given it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fogline.ledger.chain import begin, chapter, end

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fogline.ledger.database import Database

KIND = "handed over"


class Entry(NamedTuple):
    """An entry of the chain as it stands there: `hash` is the SHA-256 of `body`."""

    number: int
    body: str
    hash: str


class ReadAs(NamedTuple):
    """A reading of some bytes: the ledger's `number` for it, its `hash` in the chain, by which stage it was made.

    `current` is false where another reading has taken its place.
    """

    number: int
    hash: str
    made_by: str
    current: bool


def entries(database: Database, after: int = 0) -> Iterator[Entry]:
    """The entries of the chain behind the one with number `after`, in order."""
    for seq, body, kept in database.stream("SELECT seq, body, hash FROM entry WHERE seq > ? ORDER BY seq", (after,)):
        yield Entry(int(str(seq)), str(body), str(kept))


def identifiers(database: Database) -> Iterator[str]:
    """The ids of all bytes that the ledger has, in the order in which they came in."""
    for (identifier,) in database.stream("SELECT id FROM blob ORDER BY seq"):
        yield str(identifier)


def size(database: Database, identifier: str) -> int | None:
    """How many bytes those with id `identifier` are, None where the ledger has none such."""
    found = database.rows("SELECT size FROM blob WHERE id = ?", (identifier,))
    return int(str(found[0][0])) if found else None


def readings(database: Database, identifier: str) -> list[ReadAs]:
    """Every reading of the bytes with id `identifier`, the oldest first."""
    found = database.rows(
        "SELECT r.seq, r.hash, m.name, m.version, EXISTS (SELECT 1 FROM superseded s WHERE s.reading = r.seq) "
        "FROM reading r JOIN stage m ON m.seq = r.made JOIN blob b ON b.seq = r.blob WHERE b.id = ? ORDER BY r.seq",
        (identifier,),
    )
    return [
        ReadAs(int(str(number)), str(kept), f"{name!s} {version!s}", not replaced)
        for number, kept, name, version, replaced in found
    ]


def writable(database: Database) -> None:
    """Raise BrokenLedger unless the ledger can be added to."""
    with database.writing():
        pass


def hand_over(database: Database, reports: Sequence[str] | None, manifest: str, at: str) -> int:
    """Note that the reports with these ids, or all (None), were handed over at the moment `at`.

    `manifest` is the SHA-256 of the list of what was handed over with them. Gives the number of the entry.
    """
    with chapter(database) as new:
        draft = begin(new, KIND)
        end(draft, at, {"reports": "all" if reports is None else list(reports), "manifest": manifest})
    return draft.seq
