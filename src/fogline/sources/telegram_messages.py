"""A JSON document read value by value from a stream: every value is the slice of bytes that stands there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

BLANKS = re.compile(rb"[ \t\r\n]*+")
SCALAR = re.compile(rb"[-+.0-9A-Za-z]*+")
# A backslash hides the byte behind it, whatever it is: Telegram writes \x0B, which is no JSON.
IN_STRING = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
# All that does not change the nesting, whole strings included, in one call: the loop below runs once a bracket.
FLAT = re.compile(rb'(?:[^"\[\]{}]++|"[^"\\]*+(?:\\.[^"\\]*+)*+")*+', re.DOTALL)
QUOTE, COLON, COMMA, BRACE, BRACKET = b'":,{['
CLOSING = {BRACE: ord("}"), BRACKET: ord("]")}
MARK = b"\xef\xbb\xbf"
CHUNK = 1 << 18
# A message has at most some ten thousand characters; what is larger is walked over and not kept.
LARGEST = 16 << 20
# An export nests some ten deep, and the standard library's reader gives up near a thousand.
DEEPEST = 256


class BreaksOff(Exception):
    """The document cannot be read on from the byte `at`: it ends there, or what stands there is no JSON."""

    def __init__(self, at: int) -> None:
        super().__init__(f"breaks off at byte {at}")
        self.at = at


class Document:
    """A window on the stream: `held` are its bytes from `base` on, `place` the next one to be read in `held`.

    The stream is read once, forwards; short reads are fine. Held are one chunk and the value being read.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.seekable = stream.seekable()
        self.origin = stream.tell() if self.seekable else 0
        self.held = bytearray()
        self.base = 0
        self.place = 0
        self.kept: int | None = None
        while len(self.held) < len(MARK) and self._more():
            pass
        if self.held.startswith(MARK):
            self.place = len(MARK)

    @property
    def at(self) -> int:
        """The offset of the next byte, counted from where the stream stood at first."""
        return self.base + self.place

    def go_back(self, at: int) -> None:
        """Read on from the offset `at`; the stream must be seekable."""
        self.stream.seek(self.origin + at)
        self.held.clear()
        self.base, self.place, self.kept = at, 0, None

    def sign(self) -> int:
        """The byte behind any blanks, which is not taken; raises BreaksOff at the end."""
        if not self._blanks():
            raise BreaksOff(self.at)
        return self.held[self.place]

    def end(self) -> None:
        """Raise BreaksOff where anything but blanks follows."""
        if self._blanks():
            raise BreaksOff(self.at)

    def value(self) -> tuple[int, bytes | None]:
        """Take the next value: its offset and its bytes, None where there are too many; raises BreaksOff."""
        first = self.sign()
        start, self.kept = self.at, self.place
        if first in CLOSING:
            self._nested()
        elif first == QUOTE:
            self.place += 1
            self._string()
        else:
            while self._run(SCALAR) and self._more():
                pass
            if self.at == start:
                raise BreaksOff(start)
        return start, self._take()

    def object(self) -> Iterator[bytes]:
        """The keys of the object that stands next, as they are written; its reader takes each value in between."""
        for _ in self._parts(BRACE):
            yield self.key()

    def key(self) -> bytes:
        """Take a key and its colon."""
        if self.sign() != QUOTE:
            raise BreaksOff(self.at)
        _, key = self.value()
        self.expect(COLON)
        return key or b""

    def array(self) -> Iterator[None]:
        """A step for each element of the array that stands next; its reader takes each in between."""
        return self._parts(BRACKET)

    def _parts(self, opening: int) -> Iterator[None]:
        closing = CLOSING[opening]
        self.expect(opening)
        if self.sign() == closing:
            self.place += 1
            return
        while True:
            self.sign()
            yield
            if self.sign() == closing:
                self.place += 1
                return
            self.expect(COMMA)

    def expect(self, sign: int) -> None:
        """Take `sign`; raises BreaksOff where another stands next."""
        if self.sign() != sign:
            raise BreaksOff(self.at)
        self.place += 1

    def _take(self) -> bytes | None:
        start, self.kept = self.kept, None
        return None if start is None else bytes(self.held[start : self.place])

    def _nested(self) -> None:
        open_ones = bytearray()
        while True:
            if self._run(FLAT):
                self._need()
                continue
            sign = self.held[self.place]
            if sign == QUOTE:  # a string that the chunk cuts
                self.place += 1
                self._string()
                continue
            if sign in CLOSING and len(open_ones) < DEEPEST:
                open_ones.append(CLOSING[sign])
            elif not open_ones or open_ones.pop() != sign:
                raise BreaksOff(self.at)
            self.place += 1
            if not open_ones:
                return

    def _string(self) -> None:
        while self._run(IN_STRING) or self.held[self.place] != QUOTE:
            self._need()
        self.place += 1

    def _blanks(self) -> bool:
        while self._run(BLANKS):
            if not self._more():
                return False
        return True

    def _run(self, pattern: re.Pattern[bytes]) -> bool:
        """Take what `pattern` matches; whether that is all that is held."""
        found = pattern.match(self.held, self.place)
        self.place = found.end() if found else self.place
        return self.place == len(self.held)

    def _need(self) -> None:
        if not self._more():
            raise BreaksOff(self.base + len(self.held))

    def _more(self) -> bool:
        if self.kept is not None and len(self.held) - self.kept > LARGEST:
            self.kept = None
        done = self.place if self.kept is None else self.kept
        del self.held[:done]
        self.base += done
        self.place -= done
        self.kept = None if self.kept is None else 0
        chunk = self.stream.read(CHUNK)
        self.held += chunk
        return bool(chunk)
