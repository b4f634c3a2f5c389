"""How bytes came in, and what was told of them besides what they say themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from fogline.terms.actor import Side
from fogline.terms.span import Span


class Way(StrEnum):
    """The kinds of ways in."""

    FILE = "file"
    WEB = "web"
    FEED = "feed"
    TELEGRAM = "telegram"
    WARC = "warc"
    TABLE = "table"
    MAP = "map"


@dataclass(frozen=True, slots=True)
class Capture:
    """Where bytes are from and when they were taken.

    `address` is the same for every version of one document: a path, a URL, "telegram:channel77/5". `taken` is an ISO
    8601 time in UTC. `within` is the id of the container's bytes and `at` their place in it, where they were cut out
    of one that is stored as it is.
    """

    address: str
    way: Way
    taken: str
    media_type: str | None = None
    within: str | None = None
    at: Span | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a container tells of a document: `published` an ISO date, `moment` and `edited` ISO 8601 times in UTC.

    `forwarded_from` is a display name as the platform gives it, `reply_to` an address, `attachments` a line for each
    thing that came with the words ("photo", "video 0:34", "poll: ..."), `side` the one whose area a map shows. `etag`
    and `last_modified` are what a site told a page's versions apart by, as it wrote it.
    """

    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    published: str | None = None
    moment: str | None = None
    link: str | None = None
    forwarded_from: str | None = None
    reply_to: str | None = None
    edited: str | None = None
    attachments: tuple[str, ...] = field(default=())
    side: Side | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A document as it came in: its bytes, how they came, and what was told of it."""

    data: bytes
    capture: Capture
    facts: Facts = field(default=Facts())
