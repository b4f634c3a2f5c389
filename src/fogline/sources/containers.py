"""Files that hold many documents: exports of chats and archives of web pages."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from fogline.errors import Unreadable, unforeseen
from fogline.sources import telegram, wacz, warc
from fogline.sources.files import opened
from fogline.sources.take import EMPTY, take
from fogline.terms.capture import Way
from fogline.terms.ids import report_id
from fogline.terms.reading import Failure
from fogline.terms.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from fogline.terms.capture import Item

HEAD = 64 * 1024
CHARSET = re.compile(r"charset=([\w.:-]+)")
MARKUP = re.compile(r"text/html|application/xhtml\+xml")


class Container(NamedTuple):
    """A way in: whether it knows a file by its head, and the documents in it.

    `items` is given the stream, the address of the file, the moment at which it was taken, and the id of its bytes.
    """

    knows: Callable[[bytes], bool]
    items: Callable[[BinaryIO, str, str, str | None], Iterator[Item | Failure]]


CONTAINERS = (
    Container(telegram.is_export, telegram.messages),
    Container(warc.is_warc, warc.pages),
    Container(wacz.is_wacz, wacz.wacz_pages),
)


def from_file(path: Path) -> Iterator[Report | Failure]:
    """The report in the file at `path`, or those that it holds, as they are asked for; raises Unreadable."""
    with opened(path) as stream:
        taken = datetime.fromtimestamp(path.stat().st_mtime, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        yield from from_stream(stream, str(path), taken)


def from_stream(stream: BinaryIO, address: str, taken: str) -> Iterator[Report | Failure]:
    """The same for a stream that can go back, taken at the moment `taken` from `address`."""
    head = stream.read(HEAD)
    stream.seek(0)
    known = next((container for container in CONTAINERS if container.knows(head)), None)
    if known is None:
        yield take(stream.read(), address)
        return
    empty = True
    for item in known.items(stream, address, taken, None):
        found = item if isinstance(item, Failure) else _report(item)
        if found:
            empty = False
            yield found
    if empty:
        yield Failure(address, "holds no message or page with words; there is nothing to read")


def _report(item: Item) -> Report | Failure | None:
    """The report that `item` is; None for one that came without words, a picture alone."""
    address = item.capture.address
    try:
        return _message(item) if item.capture.way is Way.TELEGRAM else _page(item)
    except Unreadable as error:
        return None if error.reason == EMPTY else Failure(address, error.reason)
    except ValueError as error:
        return Failure(address, str(error))
    except Exception as error:  # noqa: BLE001 - one odd document must not stop the others of its file
        return Failure(address, unforeseen(error))


def _message(item: Item) -> Report | None:
    text, told, notes = telegram.message_text(item.data)
    if not text.strip():
        return None
    return Report(
        item.capture.address,
        report_id(item.data),
        text,
        verbatim=False,
        author=told.author,
        outlet=item.facts.outlet,
        published=told.published,
        notes=notes,
    )


def _page(item: Item) -> Report:
    """A page is told by what the server called it: not every page begins as one."""
    served = item.capture.media_type or ""
    charset = CHARSET.search(served)
    report = take(
        item.data, item.capture.address, charset.group(1) if charset else None, page=MARKUP.match(served) is not None
    )
    return replace(report, verbatim=False)  # offsets count in what was packed in the archive
