"""What an item holds: a report to be read, or claims and areas that others have told apart already.

Everything here is read from an item's bytes, capture and facts alone, so that it can be read again from what is stored.
"""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from fogline.errors import Unreadable, unforeseen
from fogline.sources import table, telegram
from fogline.sources.control_map import snapshot
from fogline.sources.feed import entry_text
from fogline.sources.take import EMPTY, take
from fogline.terms.capture import Item, Way
from fogline.terms.ids import report_id
from fogline.terms.reading import Failure
from fogline.terms.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.terms.snapshot import Snapshot
    from fogline.terms.structured import StructuredClaim

CHARSET = re.compile(r"charset=([\w.:-]+)")
MARKUP = re.compile(r"text/html|application/xhtml\+xml")


def report(item: Item) -> Report | Failure | None:
    """The report that `item` is; None for one without words: a picture alone, a table, a map."""
    address = item.capture.address
    if item.capture.way in {Way.TABLE, Way.MAP}:
        return None
    try:
        if item.capture.way is Way.TELEGRAM:
            return _message(item)
        return _entry(item) if item.capture.way is Way.FEED else _page(item)
    except Unreadable as error:
        return None if error.reason == EMPTY and item.capture.way is not Way.FILE else Failure(address, error.reason)
    except ValueError as error:
        return Failure(address, str(error))
    except Exception as error:  # noqa: BLE001 - one odd document must not stop the others of its file
        return Failure(address, unforeseen(error))


def claims(item: Item) -> Iterator[tuple[Item, StructuredClaim] | Failure]:
    """The rows of a table, each as an item of its own with its place in the table, and the claim that it makes."""
    capture = item.capture
    try:
        yield from table.claims(BytesIO(item.data), capture.address, capture.taken, report_id(item.data))
    except Unreadable as error:
        yield Failure(error.path, error.reason)


def area(item: Item) -> Snapshot | Failure:
    """What a control map shows; its facts name the map (`outlet`) and the side whose area it is."""
    address, facts = item.capture.address, item.facts
    try:
        return snapshot(item.data, address, facts.side or "", facts.outlet or "")
    except Unreadable as error:
        return Failure(address, error.reason)


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


def _entry(item: Item) -> Report | None:
    capture = item.capture
    text, title = entry_text(item.data, capture.media_type or "", capture.address)
    if not text.strip():
        return None
    found = Report(capture.address, report_id(item.data), text, verbatim=False, title=title)
    return _as_told(found, item)


def _page(item: Item) -> Report:
    """A page is told by what its server called it: not every page begins as one."""
    served = item.capture.media_type or ""
    charset = CHARSET.search(served)
    page = MARKUP.match(served) is not None
    found = take(item.data, item.capture.address, charset.group(1) if charset else None, page=page)
    # In an archive offsets count in what was packed.
    return _as_told(replace(found, verbatim=found.verbatim and item.capture.way is not Way.WARC), item)


def _as_told(found: Report, item: Item) -> Report:
    """`found` with what was told of it, which its own markup is only guessed from."""
    facts = item.facts
    return replace(
        found,
        title=facts.title or found.title,
        author=facts.author or found.author,
        outlet=facts.outlet or found.outlet,
        published=facts.published or found.published,
    )
