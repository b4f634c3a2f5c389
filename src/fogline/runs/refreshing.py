"""Reading again what an older stage has read, from the bytes that the ledger keeps."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from fogline.ledger import asking, staleness
from fogline.ledger.keeping import Again, Arrival, keep_again
from fogline.runs import makers, rows
from fogline.runs.correcting import held
from fogline.sources import contents
from fogline.terms.capture import Item
from fogline.terms.ids import report_id
from fogline.terms.reading import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fogline.ledger.database import Database
    from fogline.ledger.staleness import Stale
    from fogline.runs.adding import Means
    from fogline.terms.kept import Maker
    from fogline.terms.report import Report

TOGETHER = 64


@dataclass(slots=True)
class _Refreshing:
    """Where refreshing stands: how much is read anew, how much failed, and what is not yet kept."""

    database: Database
    means: Means
    tick: Callable[[int, int], None]
    wanted: int
    done: int = 0
    failed: int = 0
    read: list[Again] = field(default_factory=list)


def stale(database: Database) -> int:
    """How many documents an older stage has read."""
    return sum(staleness.count(database, maker) for maker in (makers.read(), makers.table()))


def refresh(database: Database, means: Means, tick: Callable[[int, int], None]) -> tuple[int, int]:
    """Read again what other versions of the stages have read; gives how much was read, and how much of it failed.

    It is kept in steps, so that a run that was stopped goes on where it was. `tick` is told how many are done, of how
    many.
    """
    refreshing = _Refreshing(database, means, tick, stale(database))
    try:
        _reports(refreshing)
        for table in staleness.tables_of(database, makers.table()):
            _table(refreshing, table)
    finally:
        _flush(refreshing)
    database.settle()
    return refreshing.done, refreshing.failed


def _reports(refreshing: _Refreshing) -> None:
    waiting: deque[Stale] = deque()

    def to_read() -> Iterator[Report]:
        for one in staleness.stale(refreshing.database, makers.read()):
            found = contents.report(one.item)
            if found is None or isinstance(found, Failure):
                reason = found.reason if found else "holds no words any more"
                _take(refreshing, one.blob, one.reading, _bare(refreshing, one.item, makers.read(), reason))
            else:
                waiting.append(one)
                yield found

    for outcome in refreshing.means.read(to_read()):
        one = waiting.popleft()
        failed = outcome.reason if isinstance(outcome, Failure) else None
        arrival = _bare(refreshing, one.item, makers.read(), failed)
        _take(
            refreshing,
            one.blob,
            one.reading,
            arrival if isinstance(outcome, Failure) else replace(arrival, reading=outcome),
        )


def _table(refreshing: _Refreshing, table: str) -> None:
    data = asking.data(refreshing.database, table)
    if data is None:
        return
    capture, facts = asking.captures(refreshing.database, table)[-1]
    for row in contents.claims(Item(data, capture, facts)):
        if isinstance(row, Failure):
            continue
        item, told = row
        known = staleness.stale_of(refreshing.database, makers.table(), report_id(item.data))
        if known:
            found = rows.reading(item, told, refreshing.means.gazetteer)
            _take(refreshing, *known, replace(_bare(refreshing, item, makers.table(), None), reading=found))


def _bare(refreshing: _Refreshing, item: Item, maker: Maker, failure: str | None) -> Arrival:
    return Arrival(item, report_id(item.data), maker, refreshing.means.clock(), failure=failure)


def _take(refreshing: _Refreshing, blob: int, old: int | None, arrival: Arrival) -> None:
    if arrival.reading is not None:
        arrival = replace(arrival, reading=held(refreshing.database, arrival.id, arrival.reading))
    refreshing.read.append(Again(blob, old, arrival))
    if len(refreshing.read) >= TOGETHER:
        _flush(refreshing)


def _flush(refreshing: _Refreshing) -> None:
    read, refreshing.read = refreshing.read, []
    if read:
        keep_again(refreshing.database, read)
    for one in read:
        refreshing.done += 1
        if one.arrival.failure is not None:
            refreshing.failed += 1
            refreshing.means.tell(Failure(one.arrival.item.capture.address, one.arrival.failure))
    refreshing.tick(refreshing.done, refreshing.wanted)
