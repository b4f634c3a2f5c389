"""What is served: a ledger, a gazetteer and a reader, for every view that answers many questions in one process."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from fogline.runs import gazetteer, ledgers, reading, verifying
from fogline.views.remembering import Memory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from fogline.runs.gazetteer import Gazetteer
    from fogline.runs.ledgers import Database
    from fogline.runs.reading import Reader

LOADING = Lock()
Given = ParamSpec("Given")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Holding:
    """The ledger at `where` (None for the user's own), and the `folder` of the gazetteer (None for the user's cache).

    It may be shared by threads: each answer opens the ledger for itself, so that no connection is ever in two hands.
    """

    where: str | None
    folder: Path | None = None
    _memory: Memory = field(default_factory=Memory, compare=False, repr=False)

    def once(
        self,
        database: Database,
        make: Callable[Concatenate[Database, Given], Made],
        *given: Given.args,
        **named: Given.kwargs,
    ) -> Made:
        """What `make` gives of the whole ledger and what is `given`: worked out once for each state of the ledger."""
        _, head = verifying.head(database)
        key = make, given, tuple(named.items())
        return self._memory.once(head, key, lambda: make(database, *given, **named))

    @contextmanager
    def ledger(self) -> Iterator[Database]:
        """The ledger, open to be read for one answer; raises BrokenLedger."""
        with ledgers.opened(self.where, write=False) as database:
            yield database

    def gazetteer(self) -> Gazetteer:
        """The gazetteer, opened once; built first where that is still to do, which takes a minute."""
        with LOADING:
            return _gazetteer(self.folder)

    def reader(self) -> Reader:
        """What reads texts, loaded once; raises BrokenModel."""
        with LOADING:
            return _reader(self.folder)


@lru_cache(maxsize=1)
def _gazetteer(folder: Path | None) -> Gazetteer:
    return gazetteer.open_gazetteer(folder, _silent)


@lru_cache(maxsize=1)
def _reader(folder: Path | None) -> Reader:
    return reading.load(folder, _silent)


def _silent(_what: str, _done: int, _of: int) -> None:
    """Nobody watches."""
