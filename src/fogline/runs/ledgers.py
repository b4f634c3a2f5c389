"""Where the ledger lives, and opening it for a command."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import platformdirs

from fogline.ledger import opening
from fogline.ledger.database import Database
from fogline.ledger.opening import open_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Database", "default", "opened", "stamp"]


def default() -> str:
    """The ledger in the user's own folder of data."""
    return str(platformdirs.user_data_path("fogline", appauthor=False) / "ledger.sqlite")


def stamp(where: str | None) -> tuple[int | None, ...] | None:
    """What the ledger shows from outside: the same as long as it stays as it is; None where that cannot be told."""
    return opening.stamp(where or default())


@contextmanager
def opened(where: str | None, *, write: bool, make: bool = True) -> Iterator[Database]:
    """The ledger at `where`, or the user's own, which to write to is made if need be (`make`); raises BrokenLedger."""
    database = open_ledger(where or default(), write=write, make=make)
    try:
        yield database
    finally:
        database.close()
