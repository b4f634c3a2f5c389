"""What the ledger asks of a database, in SQL that all of them understand: `?` for a value, keys given by us."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from fogline.ledger.tables import Table

Value = int | float | str | bytes | None
Row = tuple[Value, ...]


class Database(Protocol):
    """A database that is open. Every method raises BrokenLedger where it is gone, full, locked or (Damaged) damaged."""

    @property
    def where(self) -> str:
        """Its address, fit to be shown."""

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """All rows that `sql` asks for."""

    def stream(self, sql: str, values: Sequence[Value] = ()) -> Iterator[Row]:
        """The same as they come, few in memory at a time; the database may be read from meanwhile."""

    def each(self, sql: str, many: Sequence[Sequence[Value]]) -> Iterator[list[Row]]:
        """The rows that `sql` asks for with each of `many` values, in their order."""

    def add(self, table: Table, rows: Sequence[Row]) -> None:
        """Append `rows` to `table`."""

    def change(self, sql: str, values: Sequence[Value]) -> None:
        """Change or take away rows of a table whose rows may be."""

    def add_words(self, table: str, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Make the reading or claim of each number findable by its stems."""

    def having(
        self, table: str, phrases: Sequence[Sequence[str]], numbers: tuple[int, int] | None = None
    ) -> tuple[str, Value]:
        """A subquery, and its value, for the numbers of those whose stems have all `phrases`.

        Where `numbers` are given, only of those from the first to the last of them.
        """

    def misfound(self, table: str, words: Iterable[tuple[int, Sequence[str]]]) -> Iterator[int]:
        """The numbers of those that `table` has by other stems than `words`, which has all; one may come repeatedly."""

    def writing(self) -> AbstractContextManager[None]:
        """One transaction, alone: what is added within it is there as a whole, or, if it raises, not at all."""

    def settle(self) -> None:
        """Return when all that was added has reached the disk."""

    def migrate(self, number: int, statements: Sequence[str]) -> None:
        """Run `statements` and note that migration `number` is done, as one transaction."""

    def migrated(self) -> int:
        """The number of the last migration done, 0 for a database without tables."""

    def made(self, table: Table) -> list[str]:
        """The statements that make `table` with its indexes, and that refuse to change or drop rows that may not be."""

    def made_words(self, table: str) -> list[str]:
        """The statements that make a table of words."""

    def leniently(self) -> AbstractContextManager[None]:
        """Within it what is damaged is read as well as it can be, not refused."""

    def faults(self, made: Sequence[str]) -> list[str]:
        """What the database itself finds damaged, and what is not as the statements `made` make it, a clause each."""

    def close(self) -> None:
        """Let go of it."""
