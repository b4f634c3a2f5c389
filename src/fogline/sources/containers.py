"""Files to reports, as they are asked for: what arrives by them, read at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from fogline.sources.arrivals import HEAD, container_of
from fogline.sources.contents import report
from fogline.sources.control_map import is_map
from fogline.sources.files import changed, opened
from fogline.sources.table_head import is_table
from fogline.sources.take import take
from fogline.terms.reading import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fogline.terms.report import Report

TABLE = "is a table of claims and no report; add it to a ledger with fogline add"
MAP = "is a map of who holds what and no report; add it to a ledger with fogline add"


def from_file(path: Path) -> Iterator[Report | Failure]:
    """The report in the file at `path`, or those that it holds, as they are asked for; raises Unreadable."""
    with opened(path) as stream:
        yield from from_stream(stream, str(path), changed(path))


def from_stream(stream: BinaryIO, address: str, taken: str) -> Iterator[Report | Failure]:
    """The same for a stream that can go back, taken at the moment `taken` from `address`."""
    head = stream.read(HEAD)
    stream.seek(0)
    known = container_of(head)
    if known is None:
        no_report = TABLE if is_table(head) else MAP if is_map(head) else None
        yield Failure(address, no_report) if no_report else take(stream.read(), address)
        return
    empty = True
    for item in known.items(stream, address, taken, None):
        found = item if isinstance(item, Failure) else report(item)
        if found:
            empty = False
            yield found
    if empty:
        yield Failure(address, "holds no message or page with words; there is nothing to read")
