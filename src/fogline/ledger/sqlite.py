"""A ledger in one file, with SQLite."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fogline.errors import BrokenLedger

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from fogline.ledger.database import Row, Value
    from fogline.ledger.tables import Table

TYPES = {"int": "INTEGER", "real": "REAL", "text": "TEXT", "bytes": "BLOB"}
# By this number in its head a file is known as a ledger: "Fogl".
MARK = 0x466F676C
# How long to wait, in seconds, while another process writes.
PATIENCE = 30
# A log of up to 65536 pages (256 MiB) is carried over to the file at once: what many reports touch is written once.
WRITING = ("journal_mode = WAL", "synchronous = NORMAL", "wal_autocheckpoint = 65536")
READING = ("query_only = ON", "mmap_size = 268435456")
# SQLite's names of what went wrong begin so, the narrower before the wider; what follows says what to do about it.
MOVED = "the file was moved or deleted meanwhile: bring it back and run the command again"
ADVICE = (
    ("SQLITE_FULL", "the disk is full: make room and run the command again; what was added before is safe"),
    ("SQLITE_READONLY", "the file may not be written: change its permissions, or name another with --ledger"),
    ("SQLITE_IOERR", "the disk does not answer as it should or is full: check it, then run `fogline verify`"),
    ("SQLITE_CANTOPEN", "cannot be opened: check that the file and its folder may be read and written"),
    (
        "SQLITE_BUSY",
        "another process has been writing to it for long: wait until it is done and run the command again",
    ),
    ("SQLITE_NOTADB", "is not a ledger: name another file with --ledger"),
    ("SQLITE_CORRUPT", "is damaged: run `fogline verify` to see where, and restore it from a copy"),
)


@contextmanager
def _told(where: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        advice = next((advice for begins, advice in ADVICE if name.startswith(begins)), None)
        if advice is None:
            advice = f"{error}; run `fogline verify`"
        raise BrokenLedger(where, advice) from error


@dataclass(frozen=True, slots=True)
class SQLite:
    """A SQLite file that is open."""

    where: str
    connection: sqlite3.Connection
    path: Path
    # Device and number of the file that was opened, by which it is known under whatever name.
    file: tuple[int, int]

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """All rows that `sql` asks for."""
        with _told(self.where):
            return self.connection.execute(sql, values).fetchall()

    def stream(self, sql: str, values: Sequence[Value] = ()) -> Iterator[Row]:
        """The same as they come."""
        with _told(self.where):
            yield from self.connection.execute(sql, values)

    def each(self, sql: str, many: Sequence[Sequence[Value]]) -> Iterator[list[Row]]:
        """The rows that `sql` asks for with each of `many` values."""
        with _told(self.where):
            for values in many:
                yield self.connection.execute(sql, values).fetchall()

    def add(self, table: Table, rows: Sequence[Row]) -> None:
        """Append `rows` to `table`."""
        marks = ", ".join("?" * len(table.columns))
        with _told(self.where):
            self.connection.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows)  # noqa: S608 - our names

    def add_words(self, table: str, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Make the reading or claim of each number findable by its stems."""
        packed = [(number, " ".join(stems)) for number, stems in rows]
        with _told(self.where):
            self.connection.executemany(f"INSERT INTO {table}(rowid, stems) VALUES (?, ?)", packed)  # noqa: S608

    def having(self, table: str, phrases: Sequence[Sequence[str]]) -> tuple[str, Value]:
        """A subquery for the numbers of those whose stems have all `phrases`."""
        wanted = " ".join('"' + " ".join(phrase) + '"' for phrase in phrases)
        return f"SELECT rowid FROM {table} WHERE {table} MATCH ?", wanted  # noqa: S608

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction, alone."""
        self._look()
        with _told(self.where):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                # A full disk may have ended the transaction already.
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def settle(self) -> None:
        """Return when all that was added has reached the disk."""
        self._look()
        with _told(self.where):
            self.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def _look(self) -> None:
        """SQLite goes on writing to a file that was taken away, and what it writes goes with it."""
        if not self.path.exists() or _file(self.path) != self.file:
            raise BrokenLedger(self.where, MOVED)

    def migrate(self, number: int, statements: Sequence[str]) -> None:
        """Run `statements` and note that migration `number` is done."""
        with self.writing():
            for statement in statements:
                self.connection.execute(statement)
            self.connection.execute(f"PRAGMA application_id = {MARK:d}")
            self.connection.execute(f"PRAGMA user_version = {number:d}")

    def migrated(self) -> int:
        """The number of the last migration done."""
        ((tables,),), ((mark,),) = (
            self.rows("SELECT count(*) FROM sqlite_schema"),
            self.rows("PRAGMA application_id"),
        )
        if tables and mark != MARK:
            raise BrokenLedger(self.where, "is not a ledger: name another file with --ledger")
        return int(str(self.rows("PRAGMA user_version")[0][0]))

    def made(self, table: Table) -> list[str]:
        """The statements that make `table`."""
        columns = ", ".join(f"{name} {TYPES[kind]}" for name, kind in table.columns)
        unique = "".join(f", UNIQUE ({', '.join(names)})" for names in table.unique)
        # Rows of a key of several parts are few bytes each and always found by it.
        tail = " WITHOUT ROWID" if len(table.key) > 1 else ""
        return [
            f"CREATE TABLE {table.name} ({columns}, PRIMARY KEY ({', '.join(table.key)}){unique}){tail}",
            *(
                f"CREATE INDEX {table.name}_{'_'.join(names)} ON {table.name} ({', '.join(names)})"
                for names in table.indexes
            ),
            *(
                f"CREATE TRIGGER {table.name}_{what.lower()} BEFORE {what} ON {table.name} "
                "BEGIN SELECT RAISE(ABORT, 'a ledger is only ever added to'); END"
                for what in ("UPDATE", "DELETE")
            ),
        ]

    def made_words(self, table: str) -> list[str]:
        """The statements that make a table of words."""
        return [
            f"CREATE VIRTUAL TABLE {table} "
            "USING fts5(stems, content='', columnsize=0, tokenize='unicode61 remove_diacritics 0')"
        ]

    def faults(self) -> list[str]:
        """What SQLite finds damaged."""
        try:
            said = [str(row[0]) for row in self.connection.execute("PRAGMA integrity_check")]
        except sqlite3.Error as error:
            return [str(error)]
        return [] if said == ["ok"] else said

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()


def open_sqlite(path: Path, *, write: bool) -> SQLite:
    """Open the file at `path`, made where it is missing and `write` is true; raises BrokenLedger."""
    where = str(path)
    if not write and not path.exists():
        raise BrokenLedger(where, "there is no ledger yet: add something to it with `fogline add`")
    if write:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BrokenLedger(
                where, f"its folder cannot be made ({error.strerror}): name another with --ledger"
            ) from None
    with _told(where):
        connection = _connected(path, "mode=rwc") if write else _to_read(path)
        # Without waiting for the disk at each report: a power cut may take the last ones, never half of one, and adding
        # again brings them back. `settle` waits.
        for pragma in (*(WRITING if write else READING), "cache_size = -65536"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
    return SQLite(where, connection, path, _file(path))


def _file(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def _connected(path: Path, how: str) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?{how}"
    return sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)


def _to_read(path: Path) -> sqlite3.Connection:
    connection = _connected(path, "mode=ro")
    try:
        connection.execute("SELECT 1 FROM sqlite_schema").fetchall()
    except sqlite3.OperationalError:
        # In a folder that may not be written no reader can tell others that it reads; nor can anybody write.
        if path.with_name(f"{path.name}-wal").exists():
            raise
        connection.close()
        connection = _connected(path, "mode=ro&immutable=1")
    return connection
