"""Adding in a process of its own that is killed at some moment, and what is left in the ledger then."""

from __future__ import annotations

import multiprocessing
from typing import TYPE_CHECKING, NamedTuple

from fogline.ledger.opening import open_ledger
from fogline.ledger.verifying import verify
from fogline.runs.adding import Means, Tally, add

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from multiprocessing.sharedctypes import Synchronized
    from multiprocessing.synchronize import Event

    from fogline.ledger.database import Database
    from fogline.linking.gazetteer import Gazetteer
    from fogline.terms.capture import Item
    from fogline.terms.reading import Outcome, Reading
    from fogline.terms.report import Report

Stored = tuple["Item", "Reading"]
# Processes that are forked from one that has loaded everything begin at once.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.ledger.killing", "fogline.ledger.postgresql", "Stemmer"])


class State(NamedTuple):
    """How many reports a ledger has, rows that stand there twice, and faults that verifying finds."""

    reports: int
    doubled: int
    faults: int


class Adding(NamedTuple):
    """How many reports adding had told to be kept, and whether it was killed before it was done."""

    told: int
    killed: bool


def kill(where: str, stored: Sequence[Stored], after: float | None) -> Adding:
    """Add all of `stored` in another process, which is killed `after` seconds if it is not done by then."""
    begun, kept = PROCESSES.Event(), PROCESSES.Value("q", 0)
    process = PROCESSES.Process(target=_add, args=(where, stored, begun, kept))
    process.start()
    begun.wait(60)
    process.join(after)
    process.kill()
    process.join()
    if after is None and process.exitcode:
        message = f"adding ended with {process.exitcode}"
        raise RuntimeError(message)
    return Adding(int(kept.value), bool(process.exitcode))


def state(where: str) -> State:
    """What is in the ledger once nobody writes to it any more."""
    database = open_ledger(where, write=True)
    with database.writing():
        pass  # a server may still be busy with what it was told before the kill
    (reports,) = database.rows("SELECT count(*) FROM reading")[0]
    faults = sum(1 for _ in verify(database, lambda _: None))
    found = State(int(str(reports)), _doubled(database), faults)
    database.close()
    return found


def _doubled(database: Database) -> int:
    keys = {"blob": "id", "reading": "blob", "claim": "id", "capture": "address || ' ' || blob", "entry": "hash"}
    counts = [
        database.rows(f"SELECT count(*) - count(DISTINCT {key}) FROM {table}")[0][0] for table, key in keys.items()
    ]
    return sum(int(str(count)) for count in counts)


def _add(where: str, stored: Sequence[Stored], begun: Event, kept: Synchronized[int]) -> None:
    readings = {reading.report.id: reading for _, reading in stored}

    def read(reports: Iterable[Report]) -> Iterator[Outcome]:
        return (readings[report.id] for report in reports)

    def tick(tally: Tally) -> None:
        kept.value = tally.new + tally.known

    nowhere: Gazetteer = None  # type: ignore[assignment] - only rows of tables are looked up
    means = Means(read, nowhere, lambda: "2025-09-04T12:00:00Z", lambda _: None, tick)
    begun.set()
    database = open_ledger(where, write=True)
    add(database, (item for item, _ in stored), means)
    database.close()
