"""Where a gzipped WARC file goes on behind a member that is damaged."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, BinaryIO

from fogline.sources.warc_parts import BLOCK, GZIP_WINDOW, Damaged, fetch

if TYPE_CHECKING:
    from fogline.sources.warc_parts import Part

BEGINS = re.compile(rb"WARC/\d")
# The flags behind a gzip magic have three bits that are never set.
MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
# As much of a member as shows how it begins.
PROBE = 1024
# Damage shows within the block that is being unpacked, of some ten kilobytes; looking back further gives old bytes a
# thousand times over where somebody made them so.
BACK = 2**20
TRIES = 10_000


def resumed(stream: BinaryIO, part: Part, origin: int) -> tuple[bytes, int] | None:
    """The bytes from the next member on that begins as a record does, as far as read, and its place in the stream.

    `part` is the one that is damaged, `origin` where the stream stood at first. None where there is no such member, and
    where no member of the file was packed.
    """
    if not (part.packed or part.start):
        return None
    held, at = part.ahead, part.end
    if stream.seekable():
        held, at = b"", part.end if part.whole else max(part.start + 1, part.end - BACK)
        stream.seek(origin + at)
    elif at == part.start:
        held, at = held[1:], at + 1
    try:
        return _next(stream, held, at)
    except Damaged:
        return None


def _next(stream: BinaryIO, held: bytes, at: int) -> tuple[bytes, int] | None:
    tries = 0
    looked = 0
    ended = False
    while not ended:
        more = fetch(stream)
        ended = not more
        held += more
        last = len(held) if ended else len(held) - PROBE
        for found in MEMBER.finditer(held, looked):
            if found.start() >= last:
                break
            tries += 1
            if tries > TRIES:
                return None
            if _is_record(held[found.start() : found.start() + PROBE]):
                return held[found.start() :], at + found.start()
        done = max(0, min(last, len(held) - BLOCK))
        held, at, looked = held[done:], at + done, max(0, last - done)
    return None


def _is_record(head: bytes) -> bool:
    try:
        return bool(BEGINS.match(zlib.decompressobj(GZIP_WINDOW).decompress(head, 16)))
    except zlib.error:
        return False
