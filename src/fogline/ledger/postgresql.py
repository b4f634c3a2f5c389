"""A ledger that a team shares, with PostgreSQL."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count, islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from fogline.errors import BrokenLedger, Damaged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fogline.ledger.database import Row, Value
    from fogline.ledger.tables import Table

TYPES = {"int": "BIGINT", "real": "DOUBLE PRECISION", "text": "TEXT", "bytes": "BYTEA"}
# The lock that a writer holds: of all that a database can lock, this number is the ledger's.
LOCK = 0x466F676C
# What PostgreSQL takes in one vector of words, with room for its own bytes, and the last position that it tells apart.
MOST_LETTERS = 500_000
LAST = 16383
FETCHED = 1000
# How long to wait, in seconds, while another process writes.
PATIENCE = 30
AGAIN = "when it does, run the command again; what was added is safe"
# What to do about it, by the beginning of the codes that PostgreSQL has for what went wrong; a connection that was
# refused has none, only words.
ADVICE = (
    ("53100", "the server's disk is full: make room and run the command again; what was added before is safe"),
    ("55P03", "another process has been writing to it for long: wait until it is done and run the command again"),
    ("25006", "may only be read here: open it where it may be written"),
    ("42501", "your user may not do this: ask the owner of the database for the right to read and add"),
    ("57", f"the database was shut down or broke off: {AGAIN}"),
)
CORRUPTED = ("XX001", "XX002")
REFUSALS = (
    ("authentication failed", "does not let this user in: check user and password in the address"),
    ("does not exist", "there is no such database or user on the server: make it, or check the address"),
    ("too many", "the server has no place for one more: run the command again later"),
)


@contextmanager
def _told(where: str) -> Iterator[None]:
    import psycopg  # noqa: PLC0415 - an extra that one-file ledgers do without

    try:
        yield
    except psycopg.Error as error:
        said = " ".join(str(error).split())
        if error.sqlstate in CORRUPTED:
            raise Damaged(where, f"is damaged ({said}): restore it from a copy") from error
        known = next((advice for code, advice in ADVICE if (error.sqlstate or "").startswith(code)), None)
        if known is None:
            known = next((advice for words, advice in REFUSALS if words in said), None)
        if known is None and isinstance(error, psycopg.OperationalError):
            known = f"the database does not answer ({said}): {AGAIN}"
        raise BrokenLedger(where, known or said) from error


def _put(sql: str) -> str:
    return sql.replace("%", "%%").replace("?", "%s")


def _quoted(stem: str) -> str:
    return "'" + stem.replace("'", "''") + "'"


@dataclass(frozen=True, slots=True)
class PostgreSQL:
    """A PostgreSQL database that is open."""

    where: str
    connection: Any
    streams: Iterator[int] = field(default_factory=count)

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """All rows that `sql` asks for."""
        with _told(self.where):
            return [tuple(row) for row in self.connection.execute(_put(sql), values).fetchall()]

    def stream(self, sql: str, values: Sequence[Value] = ()) -> Iterator[Row]:
        """The same as they come."""
        # Held by the server outside any transaction, so that others may be read and rows added meanwhile.
        name = f"stream_{next(self.streams)}"
        with _told(self.where), self.connection.cursor(name=name, withhold=True) as cursor:
            cursor.itersize = FETCHED
            cursor.execute(_put(sql), values)
            for row in cursor:
                yield tuple(row)

    def each(self, sql: str, many: Sequence[Sequence[Value]]) -> Iterator[list[Row]]:
        """The rows that `sql` asks for with each of `many` values; all are sent before the first answer is awaited."""
        with _told(self.where), self.connection.cursor() as cursor:
            cursor.executemany(_put(sql), many, returning=True)
            for _ in many:
                yield [tuple(row) for row in cursor.fetchall()]
                cursor.nextset()

    def add(self, table: Table, rows: Sequence[Row]) -> None:
        """Append `rows` to `table`."""
        self._copy(f"{table.name} ({', '.join(table.names)})", rows)

    def change(self, sql: str, values: Sequence[Value]) -> None:
        """Change or take away rows of a table whose rows may be."""
        with _told(self.where):
            self.connection.execute(_put(sql), values)

    def add_words(self, table: str, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Make the reading or claim of each number findable by its stems."""
        self._copy(f"{table} (seq, stems)", [(number, _vector(stems)) for number, stems in rows])

    def _copy(self, into: str, rows: Iterable[Row]) -> None:
        with _told(self.where), self.connection.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def having(
        self, table: str, phrases: Sequence[Sequence[str]], numbers: tuple[int, int] | None = None
    ) -> tuple[str, Value]:
        """A subquery for the numbers, from the first to the last of `numbers`, of whose stems have all `phrases`."""
        within = "" if numbers is None else f" AND seq BETWEEN {numbers[0]:d} AND {numbers[1]:d}"
        wanted = " & ".join("(" + " <-> ".join(map(_quoted, phrase)) + ")" for phrase in phrases)
        return f"SELECT seq FROM {table} WHERE stems @@ ?::tsquery{within}", wanted  # noqa: S608

    def misfound(self, table: str, words: Iterable[tuple[int, Sequence[str]]]) -> Iterator[int]:
        """The numbers of those that `table` does not have by the stems that they have in `words`."""
        sql = f"SELECT 1 FROM {table} WHERE seq = ? AND stems = ?::tsvector"  # noqa: S608
        left = iter(words)
        while some := [(number, _vector(stems)) for number, stems in islice(left, FETCHED)]:
            found = self.each(sql, some)
            yield from (number for (number, _), rows in zip(some, found, strict=True) if not rows)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction, alone."""
        with _told(self.where), self.connection.transaction():
            self.connection.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            yield

    def settle(self) -> None:
        """Return when all that was added has reached the disk: a commit that waits takes along those before it."""
        with _told(self.where), self.connection.transaction():
            self.connection.execute("SET LOCAL synchronous_commit = on")
            self.connection.execute("SELECT pg_current_xact_id()")

    def migrate(self, number: int, statements: Sequence[str]) -> None:
        """Run `statements` and note that migration `number` is done."""
        with self.writing():
            if self.migrated() >= number:
                return
            self.connection.execute("CREATE TABLE IF NOT EXISTS fogline_migration (number INTEGER PRIMARY KEY)")
            for statement in statements:
                self.connection.execute(statement)
            self.connection.execute("INSERT INTO fogline_migration VALUES (%s)", [number])

    def migrated(self) -> int:
        """The number of the last migration done."""
        if self.rows("SELECT to_regclass('fogline_migration')")[0][0] is None:
            return 0
        return int(str(self.rows("SELECT coalesce(max(number), 0) FROM fogline_migration")[0][0]))

    def made(self, table: Table) -> list[str]:
        """The statements that make `table`."""
        columns = ", ".join(f"{name} {TYPES[kind]}" for name, kind in table.columns)
        unique = "".join(f", UNIQUE ({', '.join(names)})" for names in table.unique)
        made = [
            f"CREATE TABLE {table.name} ({columns}, PRIMARY KEY ({', '.join(table.key)}){unique})",
            *(
                f"CREATE INDEX {table.name}_{'_'.join(names)} ON {table.name} ({', '.join(names)})"
                for names in table.indexes
            ),
        ]
        if table.changes:
            return made
        return [
            *made,
            "CREATE OR REPLACE FUNCTION fogline_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'a ledger is only ever added to'; END $$",
            f"CREATE TRIGGER {table.name}_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON {table.name} "
            "FOR EACH STATEMENT EXECUTE FUNCTION fogline_refuse()",
        ]

    def made_words(self, table: str) -> list[str]:
        """The statements that make a table of words."""
        return [
            f"CREATE TABLE {table} (seq BIGINT PRIMARY KEY, stems tsvector)",
            f"CREATE INDEX {table}_stems ON {table} USING gin (stems)",
        ]

    @contextmanager
    def leniently(self) -> Iterator[None]:
        """PostgreSQL takes nothing for text that is none."""
        yield

    def faults(self, made: Sequence[str]) -> list[str]:
        """Which of the triggers that `made` makes do not watch any more; over its files PostgreSQL watches itself."""
        wanted = [statement.split()[2] for statement in made if statement.startswith("CREATE TRIGGER")]
        found = self.rows("SELECT tgname FROM pg_trigger WHERE tgenabled = 'O' AND pg_table_is_visible(tgrelid)")
        return [f"{name} is missing or switched off" for name in wanted if (name,) not in found]

    def close(self) -> None:
        """Let go of the database."""
        self.connection.close()


def _vector(stems: Sequence[str]) -> str:
    """Stems with their positions, as PostgreSQL writes them; its own cutting into words knows fewer scripts."""
    size, parts = 0, []
    for position, stem in enumerate(stems, 1):
        size += len(stem.encode()) + 8
        if size > MOST_LETTERS:
            break
        parts.append(f"{_quoted(stem)}:{min(position, LAST)}")
    return " ".join(parts)


def open_postgresql(address: str, *, write: bool) -> PostgreSQL:
    """Open the database at `address`; raises BrokenLedger where it cannot be reached or psycopg is missing."""
    parts = urlsplit(address)
    where = f"postgresql://{parts.hostname or ''}{parts.path}"
    try:
        import psycopg  # noqa: PLC0415 - an extra
    except ImportError:
        raise BrokenLedger(where, 'needs a package more: pip install "fogline[postgresql]"') from None
    with _told(where):
        connection = psycopg.connect(address, autocommit=True, connect_timeout=10)
        connection.execute("SET client_min_messages = warning")
        connection.execute(f"SET lock_timeout = {int(PATIENCE * 1000)}")
        connection.execute("SET synchronous_commit = off" if write else "SET default_transaction_read_only = on")
    return PostgreSQL(where, connection)
