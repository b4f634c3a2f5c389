"""The entries of a feed as documents: each the bytes that stand in the feed."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from fogline.sources.feed import LARGEST, entries
from fogline.sources.reachable import normalised
from fogline.terms.capture import Capture, Facts, Item, Way
from fogline.terms.ids import report_id
from fogline.terms.reading import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_ID = 2000


def entries_in(stream: BinaryIO, address: str, taken: str, within: str | None) -> Iterator[Item | Failure]:
    """Yield an item for each entry of the feed in `stream`; one failure where there is none.

    An entry's address is that of the feed and the entry's own id, since the page that it announces is another document.
    """
    data = stream.read(LARGEST + 1)
    try:
        feed = entries(data, address)
    except ValueError as error:
        yield Failure(address, str(error))
        return
    for entry in feed.entries:
        name = entry.id if entry.id.isprintable() and len(entry.id) <= LONGEST_ID else report_id(entry.id.encode())
        capture = Capture(f"{address}#{name}", Way.FEED, taken, feed.media_type, within, entry.at)
        facts = Facts(
            title=entry.title,
            author=entry.author,
            outlet=feed.title,
            published=entry.published,
            moment=entry.moment,
            link=entry.link,
        )
        yield Item(data[slice(*entry.at)], capture, facts)


def page_of(entry: Item) -> str | None:
    """The address of the page that an entry announces, as the fetcher keeps it; None where it announces none."""
    try:
        return normalised(entry.facts.link) if entry.facts.link else None
    except ValueError:
        return None
