"""Items into the ledger: what is new is read, and kept as it is read; what is known is passed over."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from fogline.ledger.keeping import Arrival, Known, keep, keep_failures, known
from fogline.runs import makers, rows
from fogline.sources import contents
from fogline.terms.capture import Way
from fogline.terms.ids import report_id
from fogline.terms.reading import Failure, Outcome

if TYPE_CHECKING:
    from fogline.ledger.database import Database
    from fogline.linking.gazetteer import Gazetteer
    from fogline.terms.capture import Item
    from fogline.terms.kept import Maker
    from fogline.terms.report import Report

# Reports that are kept in one transaction, and bytes. Many touch the same pages of an index, which then are written
# once; but what is read and not yet kept must be read again after a power cut.
TOGETHER, BYTES_TOGETHER = 512, 1 << 19

Read = Callable[[Iterable["Report"]], Iterator[Outcome]]


@dataclass(slots=True)
class Tally:
    """What came of adding: how many documents, claims and failures there were so far.

    `wordless` are pictures alone, `elsewhere` is known by another address, `known` needs nothing.
    """

    new: int = 0
    elsewhere: int = 0
    known: int = 0
    wordless: int = 0
    maps: int = 0
    claims: int = 0
    failed: int = 0

    @property
    def documents(self) -> int:
        """How many came in all."""
        return self.new + self.elsewhere + self.known + self.wordless + self.maps + self.failed


@dataclass(frozen=True, slots=True)
class Means:
    """What adding needs: `read` reads reports in their order, `clock` tells the moment as an ISO 8601 time in UTC.

    `tell` hears of each failure, `tick` after each document what came of all so far.
    """

    read: Read
    gazetteer: Gazetteer
    clock: Callable[[], str]
    tell: Callable[[Failure], None]
    tick: Callable[[Tally], None]


@dataclass(slots=True)
class _Adding:
    """Where adding stands: what is read and not yet kept, and the ids of all that is on its way."""

    database: Database
    means: Means
    tally: Tally = field(default_factory=Tally)
    read: list[Arrival] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    bytes: int = 0
    under_way: set[tuple[str, str]] = field(default_factory=set)


def add(database: Database, items: Iterable[Item | Failure], means: Means) -> Tally:
    """Add `items` to `database`; gives what came of them. What was read before an interruption is kept."""
    adding = _Adding(database, means)
    waiting: deque[Item] = deque()
    with rarely_collected():
        try:
            for outcome in means.read(_to_read(adding, items, waiting)):
                _take(adding, _arrival(adding, waiting.popleft(), outcome))
        finally:
            _flush(adding)
        database.settle()
    return adding.tally


@contextmanager
def rarely_collected() -> Iterator[None]:
    """Tens of thousands of small objects wait to be kept, none of them in a circle; looking for such costs a tenth."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _arrival(adding: _Adding, item: Item, outcome: Outcome) -> Arrival:
    if isinstance(outcome, Failure):
        return _bare(adding, item, makers.read(), outcome.reason)
    if outcome.unread:
        adding.means.tell(Failure(outcome.report.path, outcome.unread))
    return replace(_bare(adding, item, makers.read()), reading=outcome)


def _to_read(adding: _Adding, items: Iterable[Item | Failure], waiting: deque[Item]) -> Iterator[Report]:
    """The reports among `items` that are new; everything else is taken on the way."""
    for item in items:
        if isinstance(item, Failure):
            _fail(adding, item)
            continue
        if _is_known(adding, item):
            continue
        found = _content(adding, item)
        if found:
            waiting.append(item)
            yield found


def _content(adding: _Adding, item: Item) -> Report | None:
    """The report to read in `item`; what is none is taken at once."""
    if item.capture.way is Way.TABLE:
        _table(adding, item)
        return None
    if item.capture.way is Way.MAP:
        area = contents.area(item)
        bare = _bare(adding, item, makers.control_map(), area.reason if isinstance(area, Failure) else None)
        _take(adding, bare if isinstance(area, Failure) else replace(bare, snapshots=(area,)))
        return None
    found = contents.report(item)
    if isinstance(found, Failure):
        _take(adding, _bare(adding, item, makers.read(), found.reason))
        return None
    if found is None:
        _take(adding, _bare(adding, item, makers.take()))
    return found


def _table(adding: _Adding, table: Item) -> None:
    """The rows of a table that are new, then the table itself: one whose adding broke off is gone through again."""
    for row in contents.claims(table):
        if isinstance(row, Failure):
            _fail(adding, row)
            continue
        item, told = row
        if not _is_known(adding, item):
            found = rows.reading(item, told, adding.means.gazetteer)
            _take(adding, replace(_bare(adding, item, makers.table()), reading=found))
    _take(adding, _bare(adding, table, makers.take()))


def _bare(adding: _Adding, item: Item, maker: Maker, failure: str | None = None) -> Arrival:
    return Arrival(item, report_id(item.data), maker, adding.means.clock(), failure=failure)


def _is_known(adding: _Adding, item: Item) -> bool:
    """Whether nothing of `item` needs reading; where only its address is new, that is taken."""
    key = (item.capture.address, report_id(item.data))
    state = Known.HERE if key in adding.under_way else known(adding.database, *key)
    if state is Known.HERE:
        adding.tally.known += 1
        adding.means.tick(adding.tally)
        return True
    adding.under_way.add(key)
    if state is Known.ELSEWHERE:
        _take(adding, _bare(adding, item, makers.take()))
    return state is not Known.NEW


def _fail(adding: _Adding, failure: Failure) -> None:
    """Something that could not even be taken in."""
    adding.failures.append(failure)
    adding.tally.failed += 1
    adding.means.tell(failure)
    adding.means.tick(adding.tally)
    if len(adding.failures) >= TOGETHER:
        _flush(adding)


def _take(adding: _Adding, arrival: Arrival) -> None:
    adding.read.append(arrival)
    adding.bytes += len(arrival.item.data)
    if len(adding.read) >= TOGETHER or adding.bytes >= BYTES_TOGETHER:
        _flush(adding)


def _flush(adding: _Adding) -> None:
    """Keep what is read, and count it once it is kept."""
    arrivals, failures = adding.read, adding.failures
    adding.read, adding.failures, adding.bytes = [], [], 0
    for arrival, before in zip(arrivals, keep(adding.database, arrivals) if arrivals else (), strict=True):
        adding.under_way.discard((arrival.item.capture.address, arrival.id))
        _count(adding, arrival, before)
    if failures:
        keep_failures(adding.database, failures, makers.take(), adding.means.clock())


def _count(adding: _Adding, arrival: Arrival, before: Known) -> None:
    tally = adding.tally
    if arrival.failure is not None:
        tally.failed += 1
        adding.means.tell(Failure(arrival.item.capture.address, arrival.failure))
    elif before is Known.HERE:
        tally.known += 1
    elif before is Known.ELSEWHERE:
        tally.elsewhere += 1
    elif arrival.reading is not None:
        tally.new += 1
        tally.claims += len(arrival.reading.claims)
    elif arrival.snapshots:
        tally.maps += 1
    else:
        tally.wordless += arrival.item.capture.way is not Way.TABLE
    adding.means.tick(tally)
