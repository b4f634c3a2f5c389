"""All ways in: a file, a folder, a stream or a web address, to the documents that arrive by it, bytes as they came."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from os.path import normpath
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from fogline.errors import Unreadable, unforeseen
from fogline.sources import feed_items, telegram, wacz, warc
from fogline.sources.control_map import LIMIT, is_map
from fogline.sources.feed import is_feed
from fogline.sources.fetch import Unchanged
from fogline.sources.files import changed, opened, walk
from fogline.sources.table_head import trouble
from fogline.terms.capture import Capture, Facts, Item, Way
from fogline.terms.ids import stream_id
from fogline.terms.reading import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from fogline.sources.fetch import Fetcher, Validators

HEAD = 64 * 1024
# What is no container is held whole. Event tables of years have some hundred million bytes.
LARGEST = {Way.TABLE: 512 * 2**20, Way.MAP: LIMIT}
LARGEST_DOCUMENT = 64 * 2**20
UNTOLD = Facts()
NAMELESS = "is a map of who holds what; name the map, and the side whose area it shows, to add it"


class Container(NamedTuple):
    """A file that holds many documents: whether its head shows it, and the documents in it.

    `items` is given the stream, the address of the file, the moment at which it was taken, and the id of its bytes.
    """

    knows: Callable[[bytes], bool]
    items: Callable[[BinaryIO, str, str, str | None], Iterator[Item | Failure]]


CONTAINERS = (
    Container(telegram.is_export, telegram.messages),
    Container(warc.is_warc, warc.pages),
    Container(wacz.is_wacz, wacz.wacz_pages),
    Container(is_feed, feed_items.entries_in),
)


def container_of(head: bytes) -> Container | None:
    """What a file that begins with `head` is, where it is one that holds many documents."""
    return next((container for container in CONTAINERS if container.knows(head)), None)


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came from an address, and what its site told to ask with whether it has changed."""

    items: Iterator[Item | Failure]
    validators: Validators | None


def from_paths(paths: Iterable[Path], told: Facts = UNTOLD, *, with_id: bool = False) -> Iterator[Item | Failure]:
    """The documents in each file of `paths` and below its folders, as `from_file` has them."""
    for path in walk(paths):
        try:
            yield from from_file(path, told, with_id=with_id)
        except Unreadable as error:
            yield Failure(error.path, error.reason)
        except Exception as error:  # noqa: BLE001 - one odd file must not stop the others
            yield Failure(str(path), unforeseen(error))


def from_file(path: Path, told: Facts = UNTOLD, *, with_id: bool = False) -> Iterator[Item | Failure]:
    """The document in the file at `path`, or those that it holds; raises Unreadable.

    The file's own address is its absolute path, its time of capture that of its last change. With `with_id` it is read
    once more, to tell each document the id of the file's bytes. `told` is what the one who adds it knows of it.
    """
    with opened(path) as stream:
        within = stream_id(stream) if with_id else None
        stream.seek(0)
        whole = Capture(normpath(path.absolute()), Way.FILE, changed(path), within=within)
        yield from from_stream(stream, whole, told)


def from_stream(stream: BinaryIO, whole: Capture, told: Facts = UNTOLD) -> Iterator[Item | Failure]:
    """The document in a stream that can go back, or those that it holds; `whole` is how the stream's bytes came."""
    head = stream.read(HEAD)
    stream.seek(0)
    known = container_of(head)
    if known:
        yield from known.items(stream, whole.address, whole.taken, whole.within)
    else:
        yield _one(stream, head, replace(whole, within=None), told)


def _one(stream: BinaryIO, head: bytes, whole: Capture, told: Facts) -> Item | Failure:
    """The document that the stream is as a whole: a table of claims, a map, or a text."""
    reason = trouble(head, whole.address)
    if reason:
        return Failure(whole.address, reason)
    if reason is not None:
        whole = replace(whole, way=Way.TABLE)
    elif is_map(head):
        if not (told.side and told.outlet):
            return Failure(whole.address, NAMELESS)
        whole = replace(whole, way=Way.MAP, media_type="application/geo+json")
    limit = LARGEST.get(whole.way, LARGEST_DOCUMENT)
    data = stream.read(limit + 1)
    if len(data) > limit:
        return Failure(whole.address, f"is larger than {limit // 2**20} MiB; split it")
    return Item(data, whole, told)


def from_address(
    fetcher: Fetcher, address: str, taken: str, earlier: Validators | None = None, told: Facts = UNTOLD
) -> Arrived | Unchanged:
    """The document at a web address, or those in the feed, export or archive there; raises Unreadable.

    Unchanged where it is still what it was when its site told `earlier`.
    """
    found = fetcher.fetch(address, taken, earlier)
    if isinstance(found, Unchanged):
        return found
    items = from_stream(BytesIO(found.item.data), found.item.capture, told)
    return Arrived(_marked(items, found.item.capture.address, found.validators), found.validators)


def _marked(items: Iterator[Item | Failure], address: str, validators: Validators | None) -> Iterator[Item | Failure]:
    """The same, the page at `address` with what its site tells versions of it apart by; one redirected to has none."""
    for item in items:
        if isinstance(item, Item) and validators and validators.address == item.capture.address == address:
            told = replace(item.facts, etag=validators.etag, last_modified=validators.last_modified)
            yield replace(item, facts=told)
        else:
            yield item


def from_feed(
    fetcher: Fetcher, address: str, taken: str, known: Callable[[str], bool], earlier: Validators | None = None
) -> Arrived | Unchanged:
    """The pages that the feed at `address` announces; raises Unreadable where there is none.

    `known` says of the page that an entry announces, or of an entry's own address, whether it need not be had again. Of
    a page that cannot be had, what the feed holds of it is kept and a failure says why.
    """
    found = fetcher.fetch(address, taken, earlier)
    if isinstance(found, Unchanged):
        return found
    return Arrived(_announced(fetcher, found.item, known), found.validators)


def _announced(fetcher: Fetcher, source: Item, known: Callable[[str], bool]) -> Iterator[Item | Failure]:
    capture = source.capture
    for entry in feed_items.entries_in(BytesIO(source.data), capture.address, capture.taken, None):
        link = feed_items.page_of(entry) if isinstance(entry, Item) else None
        if isinstance(entry, Item) and known(link or entry.capture.address):
            continue
        if isinstance(entry, Failure) or link is None:
            yield entry
            continue
        try:
            page = fetcher.fetch(link, capture.taken)
        except Unreadable as error:
            yield Failure(error.path, f"{error.reason}; what its feed says of it is kept")
            yield entry
            continue
        if not isinstance(page, Unchanged):
            yield Item(page.item.data, page.item.capture, entry.facts)
