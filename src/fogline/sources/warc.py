"""Web archives: the pages in a WARC file, plain or gzipped, as they were answered to a crawler.

`warcio` reads the headers. How records are cut out of the file is done here: its own iterator holds an endless line
whole, unpacks brotli without limit and mends a wrong length with a line on standard error.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from fogline.sources.page import is_page
from fogline.sources.warc_parts import (
    BLOCK,
    GZIP,
    GZIP_WINDOW,
    Damaged,
    Lost,
    first_line,
    parts,
    pass_over,
    rest_of_header,
)
from fogline.sources.warc_payload import LIMIT, TOO_LARGE, Unusable, agrees, joined, unpacked
from fogline.sources.warc_resume import BEGINS, resumed
from fogline.terms.capture import Capture, Facts, Item, Way
from fogline.terms.reading import Failure

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

    from warcio.limitreader import LimitReader

    from fogline.sources.warc_parts import Part

READABLE = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
# Of "resource" records. With urn: and metadata: crawlers name their own notes: logs, settings, text they extracted.
TAKEN_FROM = ("http:", "https:", "ftp:", "file:")
ANSWERED = ("http:", "https:")
CHANGED = "does not agree with its digest; its bytes were changed"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)?", re.ASCII)
SHOWN = 300
CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
# A size of 15 digits is more than any disk holds.
LENGTH = re.compile(r"\d{1,15}", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Archive:
    address: str
    taken: str
    within: str | None


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a server said of the document that stands next in the archive: `header` is that as it was sent."""

    uri: str
    header: bytes
    media_type: str | None
    chunked: bool
    encoding: str


def is_warc(head: bytes) -> bool:
    """Whether a file that begins with `head`, of which some hundred bytes suffice, is a WARC file."""
    if head.startswith(GZIP):
        try:
            head = zlib.decompressobj(GZIP_WINDOW).decompress(head, 16)
        except zlib.error:
            return False
    return bool(BEGINS.match(head))


def pages(stream: BinaryIO, address: str, taken: str, within: str | None) -> Iterator[Item | Failure]:
    """Yield an item for each page or plain text that a server gave in full, in the order of the file.

    `data` is the document as the server meant it: chunks joined, packing undone, its letters untouched. A character
    set that only the answer's header names is kept in `media_type` ("text/html; charset=windows-1251"), which is None
    where the header names no type. `taken` stands in for a record's own time where it has none.

    A record that cannot be used is a failure in its place. Where a gzip member is not what it should be or does not
    unpack, reading goes on with the next that begins as a record does; where the file is cut or a plain one's lengths
    are wrong, it ends with a failure: the words of a page may look like a record.
    """
    archive = _Archive(address, taken, within)
    origin = stream.tell() if stream.seekable() else 0
    ahead, start = b"", 0
    while True:
        part = None
        try:
            for part, reader in parts(stream, ahead, start):
                yield from _whole(part, reader, archive)
        except Damaged as damage:
            going_on = resumed(stream, part, origin) if part else None
            yield Failure(address, _told(damage, part, going_on[1] if going_on else None))
            if going_on:
                ahead, start = going_on
                continue
        return


def _told(damage: Damaged, part: Part | None, going_on: int | None) -> str:
    what = f"the record at byte {part.record if part else 0} {damage}"
    if going_on is None:
        return f"{what}; what stands before it was read, nothing after it can be; get the archive again"
    return f"{what}; all up to byte {going_on} is left out, where the next whole one begins; get the archive again"


def _whole(part: Part, reader: io.BufferedReader[Part], archive: _Archive) -> Iterator[Item | Failure]:
    """What the records of one part hold; raises Damaged where none can follow it."""
    try:
        yield from _records(part, reader, archive)
    except Lost as lost:
        if not part.packed:
            raise Damaged(str(lost)) from None
        pass_over(reader)
        yield Failure(archive.address, f"the record at byte {part.record} {lost}; it is left out")


def _records(part: Part, reader: BinaryIO, archive: _Archive) -> Iterator[Item | Failure]:
    line = first_line(reader)
    while line:
        if not part.packed:
            part.record = part.start + reader.tell() - len(line)
        if not BEGINS.match(line):
            raise Lost("does not begin as WARC records do")
        _, fields = _parsed(rest_of_header(reader, line))
        found = _record(part, reader, fields, archive)
        # Only what follows tells that the record is whole: a blank line or the end, and in gzip a good checksum.
        if reader.readline(BLOCK).strip():
            raise Lost("goes on after the length that it states")
        line = first_line(reader)
        if found:
            yield found


def _record(part: Part, reader: BinaryIO, fields: dict[str, str], archive: _Archive) -> Item | Failure | None:
    """What comes of the record with these `fields`, whose block stands next in `reader` and is read to its end."""
    from warcio.limitreader import LimitReader  # noqa: PLC0415 - needed for archives only

    length = fields.get("content-length", "")
    if not LENGTH.fullmatch(length):
        raise Lost("states no length")
    block = LimitReader(reader, int(length))
    found: Item | Failure | None = None
    try:
        answer = _answer(fields, block)
        if answer:
            start = part.start + reader.tell()
            payload = _payload(block)
            data = _document(payload, answer, fields)
            at = None if part.packed or data != payload else (start, start + len(data))
            if answer.media_type or is_page(data):
                moment = _moment(fields) or archive.taken
                capture = Capture(answer.uri, Way.WARC, moment, answer.media_type, archive.within, at)
                found = Item(data, capture, Facts(link=answer.uri))
    except Unusable as error:
        name = _shown(fields.get("warc-target-uri") or fields.get("warc-record-id") or "without a name")
        found = Failure(archive.address, f"the record of {name} at byte {part.record} {error}; it is left out")
    pass_over(block)
    if block.limit:
        raise Lost("ends before the length that it states")
    return found


def _answer(fields: dict[str, str], block: LimitReader) -> _Answer | None:
    """What the record tells of its document, None where that is no page or plain text, or not the document itself."""
    kind = fields.get("warc-type", "").lower()
    uri = fields.get("warc-target-uri", "").strip("<>")
    if kind == "response" and not uri:
        raise Unusable("names no address")
    if kind == "response" and uri.lower().startswith(ANSWERED):
        try:
            header = rest_of_header(block)
        except Lost as lost:
            raise Unusable(str(lost)) from None
        status, told = _parsed(header)
        if status.split(" ")[0] != "200":
            return None
    elif kind == "resource" and uri.lower().startswith(TAKEN_FROM):
        header, told = b"", {"content-type": fields.get("content-type", "")}
    else:
        return None
    content_type = told.get("content-type") or fields.get("warc-identified-payload-type", "")
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type and media_type not in READABLE:
        return None
    if "warc-segment-number" in fields:
        raise Unusable("is one piece of a document that was cut up")
    charset = CHARSET.search(content_type)
    named = f"{media_type}; charset={charset[1].lower()}" if charset else media_type
    chunked = "chunked" in told.get("transfer-encoding", "").lower()
    return _Answer(uri, header, named if media_type else None, chunked, told.get("content-encoding", ""))


def _payload(block: LimitReader) -> bytes:
    if block.limit > LIMIT:
        raise Unusable(TOO_LARGE)
    payload: bytes = block.read()
    if block.limit:
        raise Lost("ends before the length that it states")
    return payload


def _document(payload: bytes, answer: _Answer, fields: dict[str, str]) -> bytes:
    """The document in `payload`; raises Unusable where it is not what the record's digests say."""
    if not agrees(fields.get("warc-block-digest"), answer.header + payload):
        raise Unusable(CHANGED)
    whole = joined(payload) if answer.chunked else payload
    data = unpacked(whole, answer.encoding)
    # The standard means the document with its packing, without chunks; crawlers take any of the three.
    if not agrees(fields.get("warc-payload-digest"), payload, whole, data):
        raise Unusable(CHANGED)
    return data


def _parsed(header: bytes) -> tuple[str, dict[str, str]]:
    """What follows the protocol in a header's first line, and its fields, of those of one name the first."""
    from warcio.statusandheaders import StatusAndHeadersParser  # noqa: PLC0415 - needed for archives only

    if not header.strip():
        return "", {}
    parsed = StatusAndHeadersParser([], verify=False).parse(BytesIO(header))
    return parsed.statusline, {name.strip().lower(): value.strip() for name, value in reversed(parsed.headers)}


def _moment(fields: dict[str, str]) -> str | None:
    """When the record was made, as ISO 8601 in UTC, which the standard has it in; None where it does not tell."""
    written = fields.get("warc-date", "")
    if not MOMENT.fullmatch(written):
        return None
    try:
        moment = datetime.fromisoformat(written)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return moment.isoformat().replace("+00:00", "Z")


def _shown(name: str) -> str:
    """`name` fit for a message: no signs that a terminal obeys, and not without end."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name[:SHOWN])
