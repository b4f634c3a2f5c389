"""What stands behind the paths, addresses and feeds that a user names, as items."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from fogline.errors import FoglineError, Unreadable, unforeseen
from fogline.ledger.asking import has_address, newest_at
from fogline.ledger.keeping import failing_since, keep_visit, visits
from fogline.runs.sides import ukraine
from fogline.sources.arrivals import from_address, from_feed, from_file, from_stream
from fogline.sources.fetch import Fetcher, Unchanged, Validators
from fogline.sources.files import walk
from fogline.sources.reachable import normalised
from fogline.terms.actor import Side
from fogline.terms.capture import Capture, Facts, Way
from fogline.terms.ids import stream_id
from fogline.terms.kept import Visit
from fogline.terms.reading import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from fogline.ledger.database import Database
    from fogline.terms.capture import Item

ADDRESSES = ("http://", "https://")
# A page that a feed announces is asked for at each visit for so long, then no more.
PATIENCE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a user tells of control maps: the map's name, and the side whose area it shows."""

    map_name: str
    side: Side


def shown(map_name: str | None, side: str | None) -> Shown | None:
    """What is told of maps; raises FoglineError where it is half told, or the theatre has no such side."""
    if map_name is None and side is None:
        return None
    sides = [one.value for one in ukraine().sides]
    if map_name is None or side not in sides:
        told = f"(--side {' or '.join(sides)})"
        message = f"a map needs both its name (--map) and the side whose area it shows {told}"
        raise FoglineError(message)
    return Shown(map_name, Side(side))


def fetcher(*, private: bool) -> Fetcher:
    """What fetches addresses; those of this machine and the local network only where `private`."""
    return Fetcher(version("fogline"), time.monotonic, private=private)


def arrivals(
    database: Database | None, named: Iterable[str], told: Shown | None, clock: Callable[[], str], fetch: Fetcher
) -> Iterator[Item | Failure]:
    """The documents that `named` stand for: files, folders and web addresses.

    Of a page that `database` has it is asked only whether it has changed; where it has not, it is given as it is there.
    """
    for one in named:
        if one.startswith(ADDRESSES):
            yield from _guarded(one, partial(_from_web, database, one, clock, fetch))
        else:
            for path in walk([Path(one)]):
                yield from _guarded(str(path), partial(from_file, path, _facts(path, told), with_id=True))


def handed(files: Iterable[tuple[str, BinaryIO]], told: Shown | None, taken: str) -> Iterator[Item | Failure]:
    """The documents in files that were handed in with their names, at the moment `taken`; each is read once more."""
    for name, stream in files:
        yield from _guarded(name, partial(_from_hand, name, stream, told, taken))


def followed(
    database: Database, addresses: Iterable[str], clock: Callable[[], str], fetch: Fetcher
) -> Iterator[Item | Failure]:
    """What is new in the feeds at `addresses`, each page fetched once, if need be at a later visit; noted after it."""
    last = {visit.address: visit for visit in visits(database)}
    for address in addresses:
        yield from _guarded(address, partial(_from_feed, database, address, last.get(address), clock, fetch))


def feeds(database: Database) -> list[str]:
    """The feeds that have been followed."""
    return [visit.address for visit in visits(database)]


def _facts(path: Path, told: Shown | None) -> Facts:
    """What is told of a map: by the user or, of one that the theatre knows, by its name."""
    if told:
        return Facts(outlet=told.map_name, side=told.side)
    for known in ukraine().maps:
        if path.name.startswith(known.file):
            return Facts(outlet=known.name, side=known.shows)
    return Facts()


def _from_hand(name: str, stream: BinaryIO, told: Shown | None, taken: str) -> Iterator[Item | Failure]:
    within = stream_id(stream)
    stream.seek(0)
    yield from from_stream(stream, Capture(name, Way.FILE, taken, within=within), _facts(Path(name), told))


def _from_web(
    database: Database | None, address: str, clock: Callable[[], str], fetch: Fetcher
) -> Iterator[Item | Failure]:
    known = _known_page(database, address) if database else None
    marks = (known.capture.address, known.facts.etag, known.facts.last_modified) if known else None
    earlier = Validators(*marks) if marks else None
    arrived = from_address(fetch, address, clock(), earlier)
    if not isinstance(arrived, Unchanged):
        yield from arrived.items
    elif known:
        yield known


def _known_page(database: Database, address: str) -> Item | None:
    """The page at `address` as it was taken last; None where its site told nothing by which to ask for changes."""
    try:
        found = newest_at(database, normalised(address))
    except ValueError:
        return None
    return found if found and (found.facts.etag or found.facts.last_modified) else None


def _from_feed(
    database: Database, address: str, last: Visit | None, clock: Callable[[], str], fetch: Fetcher
) -> Iterator[Item | Failure]:
    now = clock()
    earlier = Validators(address, last.etag, last.modified) if last else None
    arrived, failed = from_feed(fetch, address, now, partial(_settled, database, now), earlier), False
    if not isinstance(arrived, Unchanged):
        for item in arrived.items:
            failed |= isinstance(item, Failure)
            yield item
    # A feed that has not changed is asked for whole while a page of it is missing.
    marks = None if failed else arrived.validators
    told = (marks.etag, marks.last_modified) if marks else (None, None)
    keep_visit(database, Visit(address, now, *told))


def _settled(database: Database, now: str, address: str) -> bool:
    """Whether what is at `address` is in the ledger, or has been asked for in vain for long enough."""
    since = failing_since(database, address)
    gave_up = since is not None and datetime.fromisoformat(now) - datetime.fromisoformat(since) > PATIENCE
    return gave_up or has_address(database, address)


def _guarded(name: str, made: Callable[[], Iterator[Item | Failure]]) -> Iterator[Item | Failure]:
    try:
        yield from made()
    except Unreadable as error:
        yield Failure(error.path, error.reason)
    except FoglineError:
        raise
    except Exception as error:  # noqa: BLE001 - the stage boundary: one odd input must not stop the others
        yield Failure(name, unforeseen(error))
