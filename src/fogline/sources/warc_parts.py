"""The bytes of a WARC file, a gzip member at a time, so that a wrong length in one does not reach into the next."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import WriteableBuffer

GZIP = b"\x1f\x8b\x08"
GZIP_WINDOW = 16 + zlib.MAX_WBITS
BLOCK = 2**16
# As much as browsers take of an answer's header; a record's own is far smaller.
HEADER = 256 * 2**10
# Two stand between records.
BLANK_LINES = 1000
# Text packs to a tenth, web pages to a twentieth; deflate ends at 1032. Small parts may be anything.
BOMB_RATIO = 200
BOMB_SIZE = 64 * 2**20
BOMB = f"unpacks to more than {BOMB_RATIO} times its size, as no archive of pages does"


class Lost(Exception):
    """Where the next record of this part begins cannot be told; says what is wrong with this one."""


class Damaged(Exception):
    """Nothing after this place can be read; says why."""


class Part(io.RawIOBase):
    """One gzip member, unpacked as it is read, or all that is left of a stream that is not gzipped.

    `start` is its place in the stream, `record` that of the record in hand as far as it has one. A read raises Damaged
    where the stream breaks off, does not unpack, or unpacks to more than any archive does.
    """

    def __init__(self, stream: BinaryIO, ahead: bytes, start: int) -> None:
        super().__init__()
        self.start = self.record = start
        self.packed = ahead.startswith(GZIP)
        self.ahead = ahead
        self._stream = stream
        self._unpacking = zlib.decompressobj(GZIP_WINDOW)
        self._fetched = start + len(ahead)
        self._given = 0

    @property
    def end(self) -> int:
        """How far into the stream the part has been used."""
        return self._fetched - len(self.ahead)

    @property
    def whole(self) -> bool:
        """Whether the member has been unpacked to its end, which a good checksum marks."""
        return self._unpacking.eof

    def readable(self) -> bool:
        """True, which io.BufferedReader asks for."""
        return True

    def tell(self) -> int:
        """How many bytes were given out."""
        return self._given

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill `buffer` and return how many bytes it took, none at the end of the part."""
        room = memoryview(buffer)
        data = self._unpacked(len(room)) if self.packed else self._as_stored(len(room))
        room[: len(data)] = data
        self._given += len(data)
        if self.packed and self._given > BOMB_SIZE and self._given > BOMB_RATIO * (self.end - self.start):
            raise Damaged(BOMB)
        return len(data)

    def _as_stored(self, size: int) -> bytes:
        if not self.ahead:
            self._fetch()
        data, self.ahead = self.ahead[:size], self.ahead[size:]
        return data

    def _unpacked(self, size: int) -> bytes:
        while not self._unpacking.eof:
            if not self.ahead and not self._fetch():
                raise Damaged("breaks off in the middle")
            try:
                data = self._unpacking.decompress(self.ahead, size)
            except zlib.error:
                raise Damaged("does not unpack; its bytes were changed") from None
            self.ahead = self._unpacking.unused_data or self._unpacking.unconsumed_tail
            if data:
                return data
        return b""

    def _fetch(self) -> bool:
        self.ahead = fetch(self._stream)
        self._fetched += len(self.ahead)
        return bool(self.ahead)


def fetch(stream: BinaryIO) -> bytes:
    """The next bytes of `stream`; raises Damaged where they cannot be had."""
    from zipfile import BadZipFile  # noqa: PLC0415 - costs every start, needed for archives only

    try:
        return stream.read(BLOCK)
    except (BadZipFile, EOFError, zlib.error):
        raise Damaged("does not unpack; its bytes were changed or are missing") from None
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}"
        raise Damaged(reason) from None


def parts(stream: BinaryIO, ahead: bytes, start: int) -> Iterator[tuple[Part, io.BufferedReader[Part]]]:
    """Yield each gzip member of `stream`, and the buffered reader to read it by; what is left of it is passed over.

    `ahead` is what has been read of the first, which stands at `start`.
    """
    while True:
        while len(ahead) < len(GZIP) and (more := fetch(stream)):
            ahead += more
        if not ahead:
            return
        part = Part(stream, ahead, start)
        reader = io.BufferedReader(part, BLOCK)
        yield part, reader
        pass_over(reader)
        ahead, start = part.ahead, part.end


def pass_over(reader: BinaryIO) -> None:
    """Read `reader` to its end; raises Damaged where that cannot be done."""
    while reader.read(BLOCK):
        pass


def first_line(reader: BinaryIO) -> bytes:
    """The next line that is not blank, empty at the end; raises Lost where there is nothing but blank lines."""
    for _ in range(BLANK_LINES):
        line = reader.readline(HEADER)
        if not line or line.strip():
            return line
    raise Lost("is preceded by blank lines without end")


def rest_of_header(lines: BinaryIO, begun: bytes = b"") -> bytes:
    """`begun` and the lines up to a blank one, that one included; raises Lost where they are more than a header."""
    header = bytearray(begun)
    while len(header) < HEADER:
        line = lines.readline(HEADER)
        header += line
        if not line.strip():
            return bytes(header)
    reason = f"has a header of more than {HEADER // 2**10} KiB"
    raise Lost(reason)
