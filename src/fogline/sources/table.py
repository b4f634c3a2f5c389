"""Structured claims: tables as CSV or JSON Lines, row by row."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from fogline.errors import Unreadable
from fogline.sources.decode import DAMAGED
from fogline.sources.table_forms import Form, Misfit, known_among, normal, recognised
from fogline.sources.table_rows import Lines, cells, rows
from fogline.sources.table_values import shown
from fogline.terms.capture import Capture, Item, Way
from fogline.terms.reading import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fogline.sources.table_rows import Row
    from fogline.terms.structured import StructuredClaim

DELIMITERS = (b",", b";", b"\t")
# Spreadsheets have 16,384.
MOST_COLUMNS = 20_000
LONGEST_ID = 200
# A line that some spreadsheets put before the names of the columns.
SEPARATOR = re.compile(rb"sep=([,;\t])\r?\n?", re.IGNORECASE)
NOT_TABLES = (
    (b"PK\x03\x04", "is a workbook or another packed file; save its sheet as CSV in UTF-8"),
    (b"\xff\xfe", "is in UTF-16; save it as CSV in UTF-8"),
    (b"\xfe\xff", "is in UTF-16; save it as CSV in UTF-8"),
    (b"[", "is one JSON list; write it as JSON Lines, one object a line"),
)


@dataclass(frozen=True, slots=True)
class _Source:
    address: str
    taken: str
    within: str | None


class _Encoding:
    """The first row that is not ASCII settles for all whether they are UTF-8 or Windows-1251."""

    def __init__(self) -> None:
        self.settled: str | None = None

    def of(self, data: bytes) -> str:
        """The encoding of `data`; raises ValueError where it cannot be that of the rows before."""
        if b"\0" in data:
            raise ValueError("holds zero bytes, which no text has; save the table again")
        if data.isascii():
            return "ascii"
        if self.settled is None:
            self.settled = _encoding(data)
        try:
            data.decode(self.settled)
        except UnicodeDecodeError as error:
            name = {"utf-8": "UTF-8", "cp1251": "Windows-1251"}[self.settled]
            message = f"is not {name} at its byte {error.start}; save the whole table again in UTF-8"
            raise ValueError(message) from None
        return self.settled

    def media_type(self, base: str) -> str:
        """`base`, with the encoding where it is none that can be taken for granted."""
        return f"{base}; charset=windows-1251" if self.settled == "cp1251" else base


def _encoding(data: bytes) -> str:
    lenient = data.decode("utf-8", "replace")
    damaged = lenient.count("\ufffd")
    return "utf-8" if damaged <= DAMAGED * sum(not sign.isascii() for sign in lenient) else "cp1251"


def claims(
    stream: BinaryIO, address: str, taken: str, within: str | None
) -> Iterator[tuple[Item, StructuredClaim] | Failure]:
    """Yield an item and its claim for each row, in the order of the file; a row that does not hold together fails.

    An item is named by the table's own id where its form has one, else by the number of its row, blank ones not
    counted. Raises Unreadable where the table's form is not known.
    """
    source = _Source(address, taken, within)
    lines = Lines(stream)
    head = lines.take()
    while head and not head.strip():
        head = lines.take()
    if not head:
        raise Unreadable(address, "is empty; a line that names the columns is needed")
    for mark, reason in NOT_TABLES:
        if head.startswith(mark):
            raise Unreadable(address, reason)
    if b"\r" in head.rstrip(b"\r\n"):
        raise Unreadable(address, "has lines that end as on old Macintoshes; save it again as CSV in UTF-8")
    lines.put_back(head)
    yield from _json_lines(lines, source) if head.lstrip().startswith(b"{") else _csv(lines, head, source)


def _csv(lines: Lines, head: bytes, source: _Source) -> Iterator[tuple[Item, StructuredClaim] | Failure]:
    encoding = _Encoding()
    told = SEPARATOR.fullmatch(head)
    if told:
        lines.take()
    delimiter = told[1] if told else max(DELIMITERS, key=lambda sign: _suits(head, sign))
    columns, form = _columns(next(rows(lines, delimiter), None), delimiter, encoding, source)
    names = [normal(column) for column in columns]
    for number, row in enumerate(rows(lines, delimiter), 1):
        try:
            if row.problem:
                raise Misfit(row.problem)
            code = encoding.of(row.data)
            values = [cell.decode(code) for cell in cells(row.data, delimiter)]
            _check_count(values, len(columns), delimiter)
            others = tuple((c, v) for c, n, v in zip(columns, names, values, strict=False) if n not in form.used)
            told_row = dict(zip(names, values, strict=False))
            yield _read(row, number, told_row, others, (form, source, encoding.media_type("text/csv")))
        except ValueError as error:
            yield _failure(row, number, error, source)


def _check_count(values: list[str], columns: int, delimiter: bytes) -> None:
    """Raise Misfit where a row has too few cells, or more than are named and not empty."""
    if len(values) < columns or any(values[columns:]):
        sign = "tab" if delimiter == b"\t" else delimiter.decode()
        reason = f"has {len(values)} cells where {columns} columns are named"
        message = f"{reason}; put quotes around cells that hold a {sign}, and fill in what is missing"
        raise Misfit(message)


def _suits(head: bytes, delimiter: bytes) -> tuple[int, int]:
    """How well `delimiter` takes a line of names apart: the known ones among them, then how many there are."""
    names = [normal(cell.decode("latin-1")) for cell in cells(head.rstrip(b"\r\n"), delimiter)]
    return known_among(names), len(names)


def _columns(row: Row | None, delimiter: bytes, encoding: _Encoding, source: _Source) -> tuple[list[str], Form]:
    """The names of the columns as written, and the form that they make; raises Unreadable."""
    if row is None:
        raise Unreadable(source.address, "is empty; a line that names the columns is needed")
    if row.problem:
        raise Unreadable(source.address, f"cannot be read, as its line {row.line} {row.problem}")
    try:
        code = encoding.of(row.data)
    except ValueError as error:
        raise Unreadable(source.address, f"cannot be read, as its line {row.line} {error}") from None
    columns = [cell.decode(code) for cell in cells(row.data, delimiter)]
    if len(columns) > MOST_COLUMNS:
        raise Unreadable(source.address, f"names {len(columns)} columns; leave in those that are needed")
    names = [normal(column) for column in columns]
    form = recognised(names)
    if isinstance(form, str):
        raise Unreadable(source.address, form)
    counts = Counter(names)
    for name in names:
        if counts[name] > 1 and name in form.used:
            raise Unreadable(source.address, f"has {counts[name]} columns named {name}; rename all but one")
    return columns, form


def _json_lines(lines: Lines, source: _Source) -> Iterator[tuple[Item, StructuredClaim] | Failure]:
    encoding = _Encoding()
    form: Form | None = None
    for number, row in enumerate(rows(lines, None), 1):
        try:
            if row.problem:
                raise Misfit(row.problem)
            pairs = _object(row.data.decode(encoding.of(row.data)))
            names = {normal(key): value for key, value in pairs}
            if form is None:
                found = recognised(names)
                if isinstance(found, str):
                    raise Unreadable(source.address, found)
                form = found
            if len(names) < len(pairs):
                raise Misfit("names a column more than once; leave one")
            others = tuple((key, value) for key, value in pairs if normal(key) not in form.used)
            yield _read(row, number, names, others, (form, source, encoding.media_type("application/json")))
        except ValueError as error:
            yield _failure(row, number, error, source)


def _object(line: str) -> list[tuple[str, str]]:
    """The members of the object in `line`, in order, what is not a string as JSON; raises ValueError."""
    outermost: list[tuple[str, object]] = []

    def members(pairs: list[tuple[str, object]]) -> dict[str, object]:
        # Called from the inside out, so that the last pairs to come are the row's own.
        outermost[:] = pairs
        return dict(pairs)

    try:
        row = json.loads(line, object_pairs_hook=members)
    except RecursionError:
        raise ValueError("is nested too deeply; a row is one flat object") from None
    except ValueError as error:
        at = f" at its character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else ""
        message = f"is not JSON{at}; write one object a line"
        raise ValueError(message) from None
    if not isinstance(row, dict):
        raise ValueError("is JSON but not an object; write one object a line, with the columns as its names")  # noqa: TRY004 - input
    try:
        pairs = [(key, _as_text(value)) for key, value in outermost]
        "".join(key + value for key, value in pairs).encode()
    except (UnicodeEncodeError, RecursionError):
        raise ValueError("holds half of a sign (\\ud800 to \\udfff) or too deep a nesting; write it anew") from None
    if any("\0" in value for _, value in pairs):
        raise ValueError("holds zero signs (\\u0000), which no text has; take them out")
    return pairs


def _as_text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _read(
    row: Row,
    number: int,
    told: Mapping[str, str],
    others: tuple[tuple[str, str], ...],
    context: tuple[Form, _Source, str],
) -> tuple[Item, StructuredClaim]:
    form, source, media_type = context
    claim, facts = form.read(told, others)
    name = str(number)
    if form.identity:
        name = told.get(form.identity, "").strip()
        if not name or len(name) > LONGEST_ID or not name.isprintable():
            message = f"column {form.identity}: {shown(name)} is not an id; each row needs its own"
            raise Misfit(message)
    at = (row.start, row.start + len(row.data))
    capture = Capture(f"{source.address}#{name}", Way.TABLE, source.taken, media_type, source.within, at)
    return Item(row.data, capture, facts), claim


def _failure(row: Row, number: int, error: ValueError, source: _Source) -> Failure:
    reason = str(error)
    colon = "," if reason.startswith("column") else ""
    return Failure(f"{source.address}#{number}", f"line {row.line}{colon} {reason}")
