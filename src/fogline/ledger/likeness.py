"""What the ledger keeps so that copies are found: hashes of texts, what they were compared by, and who retells whom."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fogline.ledger import tables
from fogline.ledger.asking import captured, reading
from fogline.ledger.chain import begin, chapter, end
from fogline.ledger.codec import unpack
from fogline.ledger.keeping import maker_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fogline.ledger.database import Database, Row, Value
    from fogline.terms.capture import Capture, Facts
    from fogline.terms.kept import Maker
    from fogline.terms.reading import Reading

TEXT = """
    SELECT r.seq, r.blob, b.id, r.text, r.language, r.outlet, r.published,
    c.address, c.way, c.taken, c.media_type, c.within, c.start, c.stop, c.facts, l.marks, l.cited, l.standing
    FROM reading r JOIN blob b ON b.seq = r.blob
    JOIN capture c ON c.seq = (SELECT min(k.seq) FROM capture k WHERE k.blob = r.blob)
    LEFT JOIN likeness l ON l.blob = r.blob
"""
# Values that every database takes at once.
AT_ONCE = 500
NO_TEXT = "''"


@dataclass(frozen=True, slots=True)
class Compared:
    """Bytes that are compared with others, by their number `blob`: their text, when and where they first came in.

    `marks`, `cited` and `standing` are what an earlier comparison noted of them, None where there was none.
    """

    reading: int
    blob: int
    id: str
    text: str
    language: str | None
    outlet: str | None
    published: str | None
    capture: Capture
    facts: Facts
    marks: tuple[str, ...] | None
    cited: tuple[str, ...]
    standing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a comparison notes of some bytes: bands as (kind, hash) and what they will be compared by."""

    blob: int
    bands: tuple[tuple[int, int], ...]
    marks: tuple[str, ...]
    cited: tuple[str, ...]
    standing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """That the text of `blob` retells that of `of_blob`, as JSON of what shows it."""

    blob: int
    of_blob: int
    share: float
    sureness: float
    body: str


def uncompared(database: Database, most: int) -> list[Compared]:
    """The next readings that have not been compared with any other, `most` of them at a time."""
    found = database.rows(
        f"{TEXT} WHERE r.seq > (SELECT coalesce(max(until_reading), 0) FROM compared) "  # noqa: S608 - a number
        f"ORDER BY r.seq LIMIT {most:d}"
    )
    return [_compared(row) for row in found]


def left(database: Database) -> int:
    """How many readings have not been compared yet."""
    found = database.rows(
        "SELECT count(*) FROM reading WHERE seq > (SELECT coalesce(max(until_reading), 0) FROM compared)"
    )
    return int(str(found[0][0]))


def texts(database: Database, blobs: Iterable[int]) -> Iterator[Compared]:
    """The bytes with the numbers `blobs`, as they were compared before."""
    sql = f"{TEXT} WHERE r.blob = ? ORDER BY r.seq DESC LIMIT 1"
    for found in database.each(sql, [(blob,) for blob in blobs]):
        yield from map(_compared, found)


def heads(database: Database, blobs: Iterable[int]) -> Iterator[Compared]:
    """The same without their texts, which take longer to unpack than all else, in any order."""
    for some in _at_once(blobs):
        marks = ", ".join("?" * len(some))
        found = database.rows(f"{TEXT.replace('r.text', NO_TEXT)} WHERE r.blob IN ({marks}) ORDER BY r.seq", some)
        yield from map(_compared, {row[1]: row for row in found}.values())


def with_bands(database: Database, kind: int, hashes: Sequence[int], most: int) -> Iterator[list[int]]:
    """For each of `hashes`, the numbers of the first `most` bytes that have it."""
    sql = f"SELECT blob FROM band WHERE kind = ? AND hash = ? ORDER BY blob LIMIT {most:d}"  # noqa: S608 - a number
    for found in database.each(sql, [(kind, one) for one in hashes]):
        yield [int(str(blob)) for (blob,) in found]


def recent_marks(database: Database, most: int) -> list[tuple[str, ...]]:
    """The marks of the `most` bytes compared last."""
    found = database.rows(f"SELECT marks FROM likeness ORDER BY seq DESC LIMIT {most:d}")  # noqa: S608 - a number
    return [tuple(json.loads(str(marks))) for (marks,) in found]


def keep_comparison(
    database: Database,
    until: int,
    found: tuple[Sequence[Likeness], Sequence[KeptCopy]],
    maker: Maker,
    at: str,
) -> None:
    """Keep what comparing the readings up to number `until` brought, in one transaction."""
    likenesses, copies = found
    with chapter(database) as new:
        if _until(database) >= until:
            return
        draft = begin(new, "comparison")
        made = maker_number(draft, maker)
        for band in sorted({(*band, one.blob) for one in likenesses for band in one.bands}):
            draft.put(tables.BAND, *band)
        for one in likenesses:
            draft.put(
                tables.LIKENESS,
                draft.number(tables.LIKENESS),
                one.blob,
                json.dumps(one.marks, ensure_ascii=False),
                json.dumps(one.cited, ensure_ascii=False),
                json.dumps(one.standing),
            )
        for copy in copies:
            draft.put(
                tables.COPY,
                draft.number(tables.COPY),
                copy.blob,
                copy.of_blob,
                copy.share,
                copy.sureness,
                copy.body,
                made,
            )
        draft.put(tables.COMPARED, draft.number(tables.COMPARED), until, made)
        end(draft, at, {})


def copies_of(database: Database, blobs: Sequence[int]) -> list[KeptCopy]:
    """The copies that any of `blobs` is one side of."""
    found: dict[tuple[int, int], KeptCopy] = {}
    for column in ("blob", "of_blob"):
        sql = f"SELECT blob, of_blob, share, sureness, body FROM copy WHERE {column} = ? ORDER BY seq"  # noqa: S608
        for rows in database.each(sql, [(blob,) for blob in blobs]):
            for row in rows:
                copy = _copy(row)
                found[copy.blob, copy.of_blob] = copy
    return list(found.values())


def copies_among(database: Database, blobs: Iterable[int]) -> Iterator[KeptCopy]:
    """The copies of which both sides are among `blobs`."""
    among = set(blobs)
    for some in _at_once(among):
        marks = ", ".join("?" * len(some))
        sql = f"SELECT blob, of_blob, share, sureness, body FROM copy WHERE blob IN ({marks}) ORDER BY seq"  # noqa: S608
        yield from (copy for row in database.rows(sql, some) if (copy := _copy(row)).of_blob in among)


def _at_once(blobs: Iterable[int]) -> Iterator[list[int]]:
    wanted = sorted(blobs)
    for start in range(0, len(wanted), AT_ONCE):
        yield wanted[start : start + AT_ONCE]


def numbers_of(database: Database, identifiers: Sequence[str]) -> dict[str, int]:
    """The numbers of the bytes with `identifiers`."""
    rows = database.each("SELECT id, seq FROM blob WHERE id = ?", [(one,) for one in identifiers])
    return {str(identifier): int(str(seq)) for found in rows for identifier, seq in found}


def read_in(database: Database, one: Compared) -> Reading:
    """What was read in some bytes that are compared."""
    return reading(database, one.reading)


def _until(database: Database) -> int:
    return int(str(database.rows("SELECT coalesce(max(until_reading), 0) FROM compared")[0][0]))


def _copy(row: Row) -> KeptCopy:
    blob, of_blob, share, sureness, body = row
    return KeptCopy(int(str(blob)), int(str(of_blob)), float(str(share)), float(str(sureness)), str(body))


def _compared(row: Row) -> Compared:
    number, blob, identifier, text, language, outlet, published, *capture, marks, cited, standing = row
    where, facts = captured(tuple(capture))
    return Compared(
        int(str(number)),
        int(str(blob)),
        str(identifier),
        unpack(text).decode() if isinstance(text, bytes) else "",
        _told(language),
        _told(outlet),
        _told(published),
        where,
        facts,
        None if marks is None else tuple(json.loads(str(marks))),
        () if cited is None else tuple(json.loads(str(cited))),
        () if standing is None else tuple(json.loads(str(standing))),
    )


def _told(value: Value) -> str | None:
    return None if value is None else str(value)
