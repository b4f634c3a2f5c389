"""A ledger in one file, with SQLite."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fogline.errors import BrokenLedger, Damaged
from fogline.ledger.tables import WORDS

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
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
)


@contextmanager
def _told(where: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        advice = next((advice for begins, advice in ADVICE if name.startswith(begins)), None)
        if advice is None:
            # Also what has no such name: text that is none any more, a table without its columns.
            raise Damaged(where, _damage(error)) from error
        raise BrokenLedger(where, advice) from error


def _damage(error: sqlite3.Error) -> str:
    said = str(error).partition(" with text")[0]
    return f"is damaged ({said}): restore it from a copy; where it opens, `fogline verify` names what was changed"


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

    def change(self, sql: str, values: Sequence[Value]) -> None:
        """Change or take away rows of a table whose rows may be."""
        with _told(self.where):
            self.connection.execute(sql, values)

    def add_words(self, table: str, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Make the reading or claim of each number findable by its stems."""
        packed = [(number, " ".join(stems)) for number, stems in rows]
        with _told(self.where):
            self.connection.executemany(f"INSERT INTO {table}(rowid, stems) VALUES (?, ?)", packed)  # noqa: S608

    def having(
        self, table: str, phrases: Sequence[Sequence[str]], numbers: tuple[int, int] | None = None
    ) -> tuple[str, Value]:
        """A subquery for the numbers, from the first to the last of `numbers`, of whose stems have all `phrases`."""
        within = "" if numbers is None else f" AND rowid BETWEEN {numbers[0]:d} AND {numbers[1]:d}"
        wanted = " ".join('"' + " ".join(phrase) + '"' for phrase in phrases)
        return f"SELECT rowid FROM {table} WHERE {table} MATCH ?{within}", wanted  # noqa: S608

    def misfound(self, table: str, words: Iterable[tuple[int, Sequence[str]]]) -> Iterator[int]:
        """The numbers of those that `table` has by other stems than `words`, which has all; one may come repeatedly."""
        # An index without its texts can only be compared with another made of them.
        with _told(self.where), closing(sqlite3.connect("")) as fresh:
            for statement in self.made_words(table):
                fresh.execute(statement)
            rows = ((number, " ".join(stems)) for number, stems in words)
            fresh.executemany(f"INSERT INTO {table}(rowid, stems) VALUES (?, ?)", rows)  # noqa: S608
            with closing(_places(self.connection, table)) as here, closing(_places(fresh, table)) as there:
                yield from _apart(here, there)

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
                if not table.changes
            ),
        ]

    def made_words(self, table: str) -> list[str]:
        """The statements that make a table of words."""
        return [
            f"CREATE VIRTUAL TABLE {table} "
            "USING fts5(stems, content='', columnsize=0, tokenize='unicode61 remove_diacritics 0')"
        ]

    @contextmanager
    def leniently(self) -> Iterator[None]:
        """Within it text that is damaged is read, with its bytes written out."""
        self.connection.text_factory = lambda data: data.decode(errors="backslashreplace")
        try:
            yield
        finally:
            self.connection.text_factory = str

    def faults(self, made: Sequence[str]) -> list[str]:
        """What SQLite finds damaged, and which tables, indexes and triggers are not those that `made` makes."""
        try:
            said = [str(row[0]) for row in self.connection.execute("PRAGMA integrity_check")]
            found = _schema(self.connection)
        except sqlite3.Error as error:
            return [str(error)]
        with closing(sqlite3.connect(":memory:")) as fresh:
            for statement in made:
                fresh.execute(statement)
            wanted = _schema(fresh)
        changed = sorted(found.items() ^ wanted.items())
        names = dict.fromkeys(name for name, _ in changed)
        return [*(said if said != ["ok"] else ()), *(_unmade(name, found, wanted) for name in names)]

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


Stood = tuple[str, int, int]


def _places(connection: sqlite3.Connection, table: str) -> Generator[Stood, None, None]:
    """Every stem in the index `table`, with the number of what it stands in and its place there, sorted."""
    # The list is a temporary table, which is no change to the file.
    ((before,),) = connection.execute("PRAGMA query_only").fetchall()
    connection.execute("PRAGMA query_only = OFF")
    connection.execute(f"CREATE VIRTUAL TABLE temp.{table}_places USING fts5vocab('main', '{table}', 'instance')")
    try:
        with closing(connection.execute(f"SELECT term, doc, offset FROM temp.{table}_places")) as found:  # noqa: S608
            yield from found
    finally:
        connection.execute(f"DROP TABLE temp.{table}_places")
        connection.execute(f"PRAGMA query_only = {int(before)}")


def _apart(one: Iterator[Stood], other: Iterator[Stood]) -> Iterator[int]:
    """The numbers that stand in only one of two sorted lists."""
    here, there = next(one, None), next(other, None)
    while here is not None or there is not None:
        if here == there:
            here, there = next(one, None), next(other, None)
        elif there is None or (here is not None and here < there):
            yield here[1]  # type: ignore[index]
            here = next(one, None)
        else:
            yield there[1]
            there = next(other, None)


def _schema(connection: sqlite3.Connection) -> dict[str, str]:
    """By its name how each thing in the file is made; what SQLite makes for itself differs from version to version."""
    rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_schema").fetchall()
    own = ("sqlite_", *(f"{words}_" for words in WORDS))
    return {f"{kind} {name}": str(sql) for kind, name, sql in rows if not str(name).startswith(own)}


def _unmade(name: str, found: Mapping[str, str], wanted: Mapping[str, str]) -> str:
    if name not in wanted:
        return f"{name} does not belong there"
    return f"{name} was changed" if name in found else f"{name} is missing"


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
