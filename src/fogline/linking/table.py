"""Read our own tables: CSV files that a user may have edited, so that what is wrong in one is said with its line."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, TypeVar

from fogline.errors import FoglineError

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.resources.abc import Traversable

Item = TypeVar("Item")
Row = dict[str, str]


class BrokenTable(FoglineError):
    """A table cannot be read: which, in which line, and what is wrong."""

    def __init__(self, table: Traversable, line: int, what: str) -> None:
        super().__init__(f"{table}, line {line}: {what}; mend the line or install Fogline again")


def rows(table: Traversable, make: Callable[[Row], Item]) -> list[Item]:
    """What `make` makes of each row of `table`, by its columns' names."""
    reader = csv.reader(io.StringIO(_text(table), newline=""), strict=True)
    columns: list[str] = []
    found: list[Item] = []
    try:
        columns = next(reader, [])
        for row in filter(None, reader):
            if len(row) != len(columns):
                raise BrokenTable(table, reader.line_num, f"{len(row)} columns instead of {len(columns)}")
            found.append(make(dict(zip(columns, row, strict=True))))
    except KeyError as error:
        raise BrokenTable(table, 1, f"no column is called {error}") from None
    except (ValueError, csv.Error) as error:
        raise BrokenTable(table, reader.line_num, str(error)) from None
    return found


def columns_of(table: Traversable) -> list[str]:
    """The names of the columns of `table`."""
    return next(csv.reader(io.StringIO(_text(table), newline="")), [])


def listed(cell: str) -> tuple[str, ...]:
    """The names between a cell's strokes."""
    return tuple(filter(None, (name.strip() for name in cell.split("|"))))


def content(table: Traversable) -> bytes:
    """The bytes of `table`."""
    try:
        return table.read_bytes()
    except OSError as error:
        message = f"{table} cannot be read: {error.strerror or error}; install Fogline again"
        raise FoglineError(message) from None


def _text(table: Traversable) -> str:
    raw = content(table)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BrokenTable(table, raw.count(b"\n", 0, error.start) + 1, "not in UTF-8") from None
