"""The rows of a table as they stand in the file: each one's bytes and place, and its cells.

Done here and not with `csv`, which tells no offsets, holds 128 KiB a cell, and takes the rest of the file for one cell
where a quote is not closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

# No row is longer, so that memory is bounded; a quote that is still open after so much is not going to be closed.
ROW_LIMIT = 16 * 2**20
LINES_LIMIT = 10_000
# How often a row without an end is given up and reading goes on with its second line: each time so much is read twice.
GIVEN_UP = 8
UTF8_MARK = b"\xef\xbb\xbf"
UNCLOSED = "opens a quote that is not closed; close it or double it"
TOO_LONG = f"is longer than {ROW_LIMIT // 2**20} MiB; split it"


@dataclass(frozen=True, slots=True)
class Row:
    """The bytes of a row without its line end, where they begin in the file, and the number of its first line.

    `problem` says what is wrong with it, where it cannot be taken apart; its bytes are not whole then.
    """

    data: bytes
    start: int
    line: int
    problem: str | None = None


class Lines:
    """The lines of a stream and how far it has been read; what was read too far can be put back."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.again = BytesIO()
        self.offset = 0
        self.number = 1

    def take(self) -> bytes:
        """The next line with its end; empty at the end of the file. Of one over the limit as much as shows it."""
        line = self.again.readline()
        if not line.endswith(b"\n"):
            line += self.stream.readline(ROW_LIMIT + 1 - len(line))
        if not self.offset and line.startswith(UTF8_MARK):
            line = line.removeprefix(UTF8_MARK)
            self.offset = len(UTF8_MARK)
        self.offset += len(line)
        self.number += line.endswith(b"\n")
        return line

    def put_back(self, data: bytes) -> None:
        """Have `data`, which was taken last, read again."""
        self.again = BytesIO(data + self.again.read())
        self.offset -= len(data)
        self.number -= data.count(b"\n")

    def skip(self) -> None:
        """Go to the end of a line that was begun."""
        while True:
            piece = self.take()
            if not piece or piece.endswith(b"\n"):
                return


def rows(lines: Lines, delimiter: bytes | None) -> Iterator[Row]:
    """Yield the rows from here on, those with nothing in them left out; without a delimiter, each line is one."""
    blank = b" \t\r\n" + (delimiter or b"")
    given_up = 0
    while True:
        row = _next(lines, delimiter)
        if row is None:
            return
        given_up += row.problem == UNCLOSED
        if given_up > GIVEN_UP:
            yield Row(row.data, row.start, row.line, f"like lines before it {UNCLOSED}; nothing after it is read")
            return
        if row.problem or row.data.strip(blank):
            yield row


def _next(lines: Lines, delimiter: bytes | None) -> Row | None:
    number = lines.number
    first = lines.take()
    start = lines.offset - len(first)
    if not first:
        return None
    row = bytearray(first)
    is_open = delimiter is not None and _open_after(first, delimiter, quoted=False)
    while delimiter is not None and is_open and len(row) <= ROW_LIMIT and lines.number - number < LINES_LIMIT:
        line = lines.take()
        if not line:
            break
        row += line
        is_open = _open_after(line, delimiter, quoted=True)
    if is_open and len(first) <= ROW_LIMIT:
        lines.put_back(bytes(row[len(first) :]))
        return Row(first, start, number, UNCLOSED)
    if len(row) > ROW_LIMIT:
        if not row.endswith(b"\n"):
            lines.skip()
        return Row(first, start, number, TOO_LONG)
    return Row(bytes(row).removesuffix(b"\n").removesuffix(b"\r"), start, number)


def _open_after(line: bytes, delimiter: bytes, *, quoted: bool) -> bool:
    """Whether a quote is open at the end of `line`, which begins within one (`quoted`) or at the start of a cell."""
    if b'"' not in line:
        return quoted
    position = 0
    while True:
        if not quoted:
            quoted = line.startswith(b'"', position)
            position += quoted
        if quoted:
            position = _closed_at(line, position)
            if position < 0:
                return True
            quoted = False
        # What stands between a closing quote and the next delimiter belongs to the cell as it is.
        position = line.find(delimiter, position) + 1
        if not position:
            return False


def _closed_at(line: bytes, position: int) -> int:
    """Where what follows the closing quote begins, -1 where none closes; `position` is within the quotes."""
    while True:
        position = line.find(b'"', position)
        if position < 0:
            return -1
        if not line.startswith(b'""', position):
            return position + 1
        position += 2


def cells(data: bytes, delimiter: bytes) -> list[bytes]:
    """The cells of a row, without their quotes."""
    if b'"' not in data:
        return data.split(delimiter)
    found = []
    position = 0
    while True:
        inside = b""
        if data.startswith(b'"', position):
            end = _closed_at(data, position + 1)
            # A row of a file always closes its quotes; a guess at the delimiter may not.
            end = len(data) + 1 if end < 0 else end
            inside = data[position + 1 : end - 1].replace(b'""', b'"')
            position = end
        after = data.find(delimiter, position)
        if after < 0:
            found.append(inside + data[position:])
            return found
        found.append(inside + data[position:after])
        position = after + 1
