"""Where the ledger lives, and opening it for a command."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import platformdirs

from fogline.ledger.database import Database
from fogline.ledger.opening import open_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Database", "default", "opened"]


def default() -> str:
    """The ledger in the user's own folder of data."""
    return str(platformdirs.user_data_path("fogline", appauthor=False) / "ledger.sqlite")


@contextmanager
def opened(where: str | None, *, write: bool) -> Iterator[Database]:
    """The ledger at `where`, or the user's own; raises BrokenLedger."""
    database = open_ledger(where or default(), write=write)
    try:
        yield database
    finally:
        database.close()
