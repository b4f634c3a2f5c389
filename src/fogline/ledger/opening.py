"""Opening a ledger: which database it lives in, and its tables brought up to date."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from fogline.errors import BrokenLedger
from fogline.ledger.sqlite import open_sqlite
from fogline.ledger.tables import CHANGING, CORRECTION, KINSHIP, RULING, TABLES, WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fogline.ledger.database import Database

# Tables that a migration of their own makes.
LATER = (RULING, CORRECTION, KINSHIP)
# Seconds for which a file that was written to may be written to again and look the same.
SETTLED = 1.0
POSTGRESQL = ("postgresql://", "postgres://")


def open_ledger(where: str, *, write: bool, make: bool = True) -> Database:
    """Open the ledger in the file or at the postgresql:// address `where`; raises BrokenLedger.

    To be written to, its tables are brought up to date, and it is made where there is none yet; not without `make`.
    """
    make = make and write
    if where.startswith(POSTGRESQL):
        from fogline.ledger.postgresql import open_postgresql  # noqa: PLC0415 - an extra

        database: Database = open_postgresql(where, write=write)
    else:
        if not make and not Path(where).exists():
            raise BrokenLedger(where, "there is no ledger yet: add something to it with `fogline add`")
        database = open_sqlite(Path(where), write=write)
    try:
        _migrate(database, write=write, make=make)
    except BaseException:
        database.close()
        raise
    return database


def stamp(where: str) -> tuple[int | None, ...] | None:
    """What the files of a ledger show from outside, which changes when it is added to; None where that tells nothing.

    A change may leave it as it was within a second of another, so that none is given for that long.
    """
    # Elsewhere files do not tell at once that they were written to.
    if os.name != "posix" or where.startswith(POSTGRESQL):
        return None
    found: list[int | None] = []
    for path in (Path(where), Path(f"{where}-wal")):
        try:
            file = path.stat()
        except OSError:
            found.append(None)
            continue
        if time.time() - file.st_mtime < SETTLED:
            return None
        found += [file.st_dev, file.st_ino, file.st_size, file.st_mtime_ns]
    return tuple(found)


def _first(database: Database) -> Iterator[str]:
    for table in TABLES:
        if table not in LATER:
            yield from database.made(table)
    for words in WORDS:
        yield from database.made_words(words)


def _rulings(database: Database) -> Iterator[str]:
    yield from database.made(RULING)


def _accounts(database: Database) -> Iterator[str]:
    for table in CHANGING:
        yield from database.made(table)


def _corrections(database: Database) -> Iterator[str]:
    yield from database.made(CORRECTION)


def _kinships(database: Database) -> Iterator[str]:
    yield from database.made(KINSHIP)


# Each brings the tables from the number before it to its own; what is there already stays.
MIGRATIONS: tuple[Callable[[Database], Iterator[str]], ...] = (_first, _rulings, _accounts, _corrections, _kinships)


def made(database: Database) -> list[str]:
    """The statements that have made the tables of `database`, all migrations together."""
    return [statement for migration in MIGRATIONS for statement in migration(database)]


def _migrate(database: Database, *, write: bool, make: bool) -> None:
    done = database.migrated()
    if done > len(MIGRATIONS):
        raise BrokenLedger(database.where, "was written by a newer Fogline: update this one")
    if done == len(MIGRATIONS):
        return
    if not write or not (done or make):
        reason = (
            "holds nothing yet: add something with `fogline add`"
            if not done
            else "is of an older Fogline: run `fogline add` or `fogline refresh` once to bring it up to date"
        )
        raise BrokenLedger(database.where, reason)
    for number, migration in enumerate(MIGRATIONS[done:], done + 1):
        database.migrate(number, list(migration(database)))
