"""Opening a ledger: which database it lives in, and its tables brought up to date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fogline.errors import BrokenLedger
from fogline.ledger.sqlite import open_sqlite
from fogline.ledger.tables import CHANGING, CORRECTION, RULING, TABLES, WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fogline.ledger.database import Database

# Tables that a migration of their own makes.
LATER = (RULING, CORRECTION)
POSTGRESQL = ("postgresql://", "postgres://")


def open_ledger(where: str, *, write: bool) -> Database:
    """Open the ledger in the file or at the postgresql:// address `where`; raises BrokenLedger.

    To be written to it is made where there is none yet, and its tables are brought up to date.
    """
    if where.startswith(POSTGRESQL):
        from fogline.ledger.postgresql import open_postgresql  # noqa: PLC0415 - an extra

        database: Database = open_postgresql(where, write=write)
    else:
        database = open_sqlite(Path(where), write=write)
    try:
        _migrate(database, write=write)
    except BaseException:
        database.close()
        raise
    return database


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


# Each brings the tables from the number before it to its own; what is there already stays.
MIGRATIONS: tuple[Callable[[Database], Iterator[str]], ...] = (_first, _rulings, _accounts, _corrections)


def made(database: Database) -> list[str]:
    """The statements that have made the tables of `database`, all migrations together."""
    return [statement for migration in MIGRATIONS for statement in migration(database)]


def _migrate(database: Database, *, write: bool) -> None:
    done = database.migrated()
    if done > len(MIGRATIONS):
        raise BrokenLedger(database.where, "was written by a newer Fogline: update this one")
    if done == len(MIGRATIONS):
        return
    if not write:
        reason = (
            "holds nothing yet: add something with `fogline add`"
            if not done
            else "is of an older Fogline: run `fogline add` or `fogline refresh` once to bring it up to date"
        )
        raise BrokenLedger(database.where, reason)
    for number, migration in enumerate(MIGRATIONS[done:], done + 1):
        database.migrate(number, list(migration(database)))
