"""WACZ, the web archive in a zip: the pages of its WARC files, read where they lie."""

from __future__ import annotations

import re
import struct
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, cast

from fogline.sources.warc import pages
from fogline.sources.warc_parts import BOMB, BOMB_RATIO, BOMB_SIZE
from fogline.terms.capture import Item
from fogline.terms.reading import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipFile, ZipInfo


LOCAL_HEADER = b"PK\x03\x04"
LOCAL = struct.Struct("<4s2xHH8xL4xHH")
OWN_FILES = re.compile(rb"archive/[^/]+\.warc(\.gz)?|pages/\w+\.jsonl|indexes/[^/]+\.(cdxj?|idx)(\.gz)?")
PACKAGE = b"datapackage.json"
SIZES_FOLLOW = 8
ARCHIVES = (".warc", ".warc.gz")
# zipfile holds the whole list of entries, some ten times its size; that of the largest crawls is not a tenth of this.
DIRECTORY = 16 * 2**20
END, END_SIZE = b"PK\x05\x06", 22
# In zips over 4 GiB the end of the list stands there a second time, so many bytes before.
END_64, END_64_BEFORE = b"PK\x06\x06", 76
COMMENT = 2**16
BROKEN = "is damaged or no WACZ file, its list of entries cannot be read; get the archive again"


def is_wacz(head: bytes) -> bool:
    """Whether a file that begins with `head` is a WACZ: a zip with an entry that the format names, as far as seen."""
    at = 0
    while head.startswith(LOCAL_HEADER, at) and len(head) >= at + LOCAL.size:
        _, flags, _, size, name_length, extra_length = LOCAL.unpack_from(head, at)
        content = at + LOCAL.size + name_length + extra_length
        name = head[at + LOCAL.size : at + LOCAL.size + name_length]
        if OWN_FILES.fullmatch(name) or (name == PACKAGE and b"wacz_version" in head[content : content + 4096]):
            return True
        at = content + size
        if flags & SIZES_FOLLOW and not size:
            at = head.find(LOCAL_HEADER, content)
            if at < 0:
                break
    return False


def wacz_pages(stream: BinaryIO, address: str, taken: str, within: str | None) -> Iterator[Item | Failure]:
    """Yield what `warc.pages` does for each WARC file in the folder `archive` of the zip, in the order of the zip.

    Nothing is unpacked to disk, and no entry is held whole. `stream` must be one that can seek. An entry that cannot
    be read is a failure in its place.
    """
    from zipfile import BadZipFile, ZipFile  # noqa: PLC0415 - costs every start, needed for archives only

    try:
        size = stream.seek(0, 2)
        if _directory_size(stream, size) > DIRECTORY:
            yield Failure(address, "lists more entries than any WACZ file has; it was not read")
            return
        archive = ZipFile(stream)
    except (BadZipFile, OSError, ValueError, NotImplementedError, struct.error):
        yield Failure(address, BROKEN)
        return
    with archive:
        yield from _archives(archive, size, address, taken, within)


def _archives(archive: ZipFile, size: int, address: str, taken: str, within: str | None) -> Iterator[Item | Failure]:
    entries = [entry for entry in archive.infolist() if entry.filename.lower().endswith(ARCHIVES)]
    if sum(entry.compress_size for entry in entries) > size:
        yield Failure(address, "has entries that lie one in another, as only bombs have; it was not read")
        return
    found = False
    for entry in entries:
        name = "".join(sign if sign.isprintable() else "\ufffd" for sign in entry.filename[:300])
        reason = _refused(entry)
        if reason:
            found = True
            yield Failure(f"{address}/{name}", reason)
        elif entry.filename.startswith("archive/"):
            found = True
            yield from _entry(archive, entry, f"{address}/{name}", taken, within)
    if not found:
        yield Failure(address, "has no WARC file in a folder named archive; give a WACZ file that holds what it lists")


def _refused(entry: ZipInfo) -> str | None:
    """Why an entry is not to be read, None where it is."""
    from zipfile import ZIP_DEFLATED, ZIP_STORED  # noqa: PLC0415 - costs every start, needed for archives only

    if entry.filename.startswith("/") or ".." in entry.filename.split("/"):
        return "has a name that leads out of the archive, as no crawler gives it; it was not read"
    if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        return "is packed in a way that WACZ files are not; pack it again with deflate, or not at all"
    if entry.file_size > BOMB_SIZE and entry.file_size > BOMB_RATIO * entry.compress_size:
        return f"{BOMB}; it was not read"
    return None


def _entry(archive: ZipFile, entry: ZipInfo, address: str, taken: str, within: str | None) -> Iterator[Item | Failure]:
    from zipfile import BadZipFile  # noqa: PLC0415 - costs every start, needed for archives only

    try:
        opened = archive.open(entry)
    # RuntimeError is what zipfile raises for a password.
    except (BadZipFile, OSError, ValueError, RuntimeError, struct.error):
        yield Failure(address, "cannot be taken out of the WACZ file, which is damaged or locked; get it again")
        return
    with opened:
        for one in pages(cast("BinaryIO", opened), address, taken, within):
            # The place within the WARC file is none in the zip.
            yield replace(one, capture=replace(one.capture, at=None)) if isinstance(one, Item) else one


def _directory_size(stream: BinaryIO, size: int) -> int:
    """How large the zip says its list of entries is, 0 where it does not say; of two sizes that of 64 bits."""
    stream.seek(max(0, size - COMMENT - END_SIZE - END_64_BEFORE))
    tail = stream.read()
    at = tail.rfind(END)
    if at < 0 or len(tail) < at + END_SIZE:
        return 0
    told: int = struct.unpack_from("<L", tail, at + 12)[0]
    large = tail[max(0, at - END_64_BEFORE) : at]
    if len(large) == END_64_BEFORE and large.startswith(END_64):
        return int(struct.unpack_from("<Q", large, 40)[0])
    return told
