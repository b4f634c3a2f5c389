"""What is served: a ledger, a gazetteer and a reader, for every view that answers many questions in one process."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

from fogline.errors import Busy
from fogline.runs import gazetteer, ledgers, reading, verifying
from fogline.views.clock import now
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


class Wait(IntEnum):
    """For what follows from the whole ledger: it is made, it must be there, or that of the state before will do."""

    FOR_IT = 0
    NOT = 1
    NOT_IF_FORMER = 2


@dataclass(frozen=True, slots=True)
class Holding:
    """The ledger at `where` (None for the user's own), and the `folder` of the gazetteer (None for the user's cache).

    It may be shared by threads: each answer opens the ledger for itself, so that no connection is ever in two hands.
    `clock` tells this moment. Where somebody keeps it warm, answers need not `wait` for what follows from the whole
    ledger.
    """

    where: str | None
    folder: Path | None = None
    clock: Callable[[], str] = now
    _turn: Any = field(default_factory=Lock, compare=False, repr=False)
    wait: Wait = field(default=Wait.FOR_IT, compare=False)
    _memory: Memory = field(default_factory=Memory, compare=False, repr=False)
    _seen: dict[object, str] = field(default_factory=dict, compare=False, repr=False)

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

    def keep(
        self, database: Database, made: Made, make: Callable[Concatenate[Database, Given], Made], *given: object
    ) -> None:
        """Keep what was `made` elsewhere, as `make` would have made it of the whole ledger and what is `given`."""
        _, head = verifying.head(database)
        self._memory.once(head, (make, given, ()), lambda: made, stays=True)

    def made(
        self,
        database: Database,
        make: Callable[Concatenate[Database, Given], Made],
        *given: Given.args,
        **named: Given.kwargs,
    ) -> Made | None:
        """What `once` has made of this state of the ledger; None where that is still to do."""
        _, head = verifying.head(database)
        return cast("Made | None", self._memory.made(head, (make, given, tuple(named.items()))))

    def today(self) -> str:
        """The ISO date of today, in UTC."""
        return self.clock()[:10]

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One at a time: raises Busy while somebody else is within."""
        if not self._turn.acquire(blocking=False):
            message = "this takes long, and somebody else's is being worked out: ask again later"
            raise Busy(message)
        try:
            yield
        finally:
            self._turn.release()

    def whole(
        self,
        database: Database,
        make: Callable[Concatenate[Database, Given], Made],
        *given: Given.args,
        **named: Given.kwargs,
    ) -> Made:
        """The same of what takes long on a large ledger; raises Pending where it is not to be waited for."""
        _, head = verifying.head(database)
        key = make, given, tuple(named.items())
        if self.wait is Wait.FOR_IT:
            return self._memory.once(head, key, lambda: make(database, *given, **named), stays=True)
        return cast("Made", self._memory.find(head, key, former=self.wait is Wait.NOT_IF_FORMER))

    def head(self) -> str:
        """The newest hash of the ledger, without opening it where its files stayed as they are; raises BrokenLedger."""
        before = ledgers.stamp(self.where)
        known = self._seen.get(before)
        if before is not None and known is not None:
            return known
        with self.ledger() as database:
            _, head = verifying.head(database)
        self._seen.clear()
        self._seen[before] = head
        return head

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
