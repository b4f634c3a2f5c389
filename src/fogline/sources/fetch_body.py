"""The body of an answer: unpacked as it comes, and given up as soon as it is too large."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# What is asked for. Others are refused: they unpack to a millionfold before a limit can stop them.
CODINGS = "gzip, deflate"
PLAIN = frozenset({"", "identity"})
PACKED = frozenset({"gzip", "x-gzip", "deflate"})
GZIP = b"\x1f\x8b"
# Servers that join packed pieces send a few; thousands of empty ones are sent to keep us busy.
MEMBERS = 64
GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS

DAMAGED = "came damaged: it does not unpack; try again later"
CUT = "broke off before all of it came; try again later"


class TooLarge(Exception):
    """A body is larger than the limit; `kept` is what of it is not."""

    def __init__(self, kept: bytes) -> None:
        super().__init__()
        self.kept = kept


def read_body(chunks: Iterable[bytes], coding: str, limit: int) -> bytes:
    """The body in `chunks`, unpacked from `coding` (the value of Content-Encoding).

    Raises TooLarge as soon as it has more than `limit` bytes, packed or unpacked, and ValueError, with a sentence,
    where it is damaged or packed in a way that was not asked for.
    """
    name = coding.strip().lower()
    if name in PLAIN:
        return _limited(chunks, limit)
    if name not in PACKED:
        message = f"came packed as {name[:40]!r}, which was not asked for; save it in a browser and add the file"
        raise ValueError(message)
    return _limited(_unpacked(chunks, limit), limit)


def _limited(chunks: Iterable[bytes], limit: int) -> bytes:
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > limit:
            raise TooLarge(bytes(data[:limit]))
    return bytes(data)


def _unpacked(chunks: Iterable[bytes], limit: int) -> Iterable[bytes]:
    """Pieces of what `chunks` unpack to, each at most one byte above `limit`.

    Gzip files that follow one another are one body; other bytes after the end are passed over, as browsers do.
    """
    unpacking, rest, packed, members = None, b"", 0, 0
    for chunk in chunks:
        packed += len(chunk)
        if packed > limit:
            raise TooLarge(b"")
        rest += chunk
        while len(rest) >= (len(GZIP) if unpacking is None else 1):
            if unpacking is None:
                if members and not rest.startswith(GZIP):
                    return
                if members == MEMBERS:
                    raise ValueError(DAMAGED)
                unpacking, members = zlib.decompressobj(_window(rest)), members + 1
            try:
                yield unpacking.decompress(rest, limit + 1)
            except zlib.error:
                raise ValueError(DAMAGED) from None
            rest = unpacking.unused_data
            if unpacking.eof:
                unpacking = None
    if unpacking is not None or (packed and not members):
        raise ValueError(CUT)


def _window(start: bytes) -> int:
    """How zlib is told the format: with a header, or bare as some servers send what they call deflate."""
    zlib_header = start[0] & 0x0F == zlib.DEFLATED and int.from_bytes(start[:2]) % 31 == 0
    return GZIP_OR_ZLIB if zlib_header or start.startswith(GZIP) else -zlib.MAX_WBITS
