"""Asking: claims and reports by place, kind, side, source, language, dates and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from fogline.ledger import codec, kinship
from fogline.ledger.codec import CLAIM, Kept, unpack
from fogline.ledger.conditions import of_claim, of_report
from fogline.ledger.stretches import newest_claims, newest_reports
from fogline.terms.capture import Capture, Facts, Item, Way
from fogline.terms.kept import KeptClaim, KeptReport, Maker

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from fogline.ledger.database import Database, Row, Value
    from fogline.terms.kept import Question
    from fogline.terms.place import Place
    from fogline.terms.reading import Reading

# Values that every database takes at once.
TOGETHER = 500
FACTS = msgspec.json.Decoder(Facts)

# The capture that a report is shown with is the newest of its bytes.
REPORT = """
    r.seq, b.id, c.address, c.way, c.taken, c.media_type, c.within, c.start, c.stop, c.facts,
    r.language, r.title, r.author, r.outlet, r.published, r.said,
    (SELECT count(*) FROM claim n WHERE n.reading = r.seq)
"""
JOINED = """
    JOIN blob b ON b.seq = r.blob
    JOIN capture c ON c.seq = (SELECT max(k.seq) FROM capture k WHERE k.blob = r.blob)
"""
# How many reports retell the one that a claim stands in, and the id of the one that it itself retells most surely.
RETOLD = """
    (SELECT count(*) FROM copy y WHERE y.of_blob = r.blob),
    (SELECT z.id FROM copy y JOIN blob z ON z.seq = y.of_blob WHERE y.blob = r.blob
        ORDER BY y.sureness DESC, y.seq LIMIT 1)
"""


def claims(database: Database, question: Question) -> Generator[KeptClaim, None, None]:
    """The claims that meet `question`, the newest first; those of readings that others have replaced are left out."""
    if question.limit is not None:
        yield from _by_numbers(database, newest_claims(database, question, question.limit))
        return
    conditions, values = of_claim(database, question)
    numbers = f"SELECT x.seq FROM claim x WHERE {' AND '.join(conditions)} ORDER BY x.said DESC, x.seq DESC"  # noqa: S608 - built from our own pieces
    yield from _by_numbers(database, (int(str(number)) for (number,) in database.stream(numbers, values)))


def identifiers(database: Database, beginning: str, most: int) -> list[str]:
    """Up to `most` ids of claims that begin with `beginning`."""
    sql = f"SELECT DISTINCT id FROM claim WHERE id >= ? AND id < ? ORDER BY id LIMIT {most:d}"  # noqa: S608 - a number
    return [str(found) for (found,) in database.rows(sql, (beginning, beginning + "g"))]


def claim(database: Database, identifier: str) -> KeptClaim | None:
    """The claim whose id is, or begins with, `identifier`: the newest if it was read several times."""
    found = database.rows(
        "SELECT seq FROM claim WHERE id >= ? AND id < ? ORDER BY seq DESC LIMIT 1", (identifier, identifier + "g")
    )
    return next(_by_numbers(database, [int(str(found[0][0]))]), None) if found else None


def claims_numbered(database: Database, numbers: Sequence[int]) -> list[KeptClaim]:
    """The claims with the ledger's own `numbers`, in that order."""
    return list(_by_numbers(database, numbers))


def reports(database: Database, question: Question) -> Generator[KeptReport, None, None]:
    """The reports that meet `question`, the newest first: those that hold a claim that does, where it asks for such."""
    if question.limit is not None:
        numbers = newest_reports(database, question, question.limit)
        for first in range(0, len(numbers), TOGETHER):
            some = numbers[first : first + TOGETHER]
            sql = f"SELECT {REPORT} FROM reading r {JOINED} WHERE r.seq IN ({', '.join('?' * len(some))})"  # noqa: S608
            found = {report.number: report for report in map(_report, database.rows(sql, some))}
            yield from (found[number] for number in some)
        return
    conditions, values = of_report(database, question)
    sql = (
        f"SELECT {REPORT} FROM reading r {JOINED} WHERE {' AND '.join(conditions)} "  # noqa: S608
        "ORDER BY r.said DESC, r.seq DESC"
    )
    yield from map(_report, database.stream(sql, values))


def report(database: Database, identifier: str) -> KeptReport | None:
    """The report at the address `identifier`, or whose id is or begins with it; as it was read last."""
    at = "sha256:" + identifier.removeprefix("sha256:")
    sql = f"SELECT {REPORT} FROM reading r {JOINED} WHERE "  # noqa: S608
    for condition, values in (
        ("r.blob IN (SELECT blob FROM capture WHERE address = ?)", (identifier,)),
        ("b.id >= ? AND b.id < ?", (at, at + "g")),
    ):
        found = database.rows(f"{sql} {condition} ORDER BY r.seq DESC LIMIT 1", values)
        if found:
            return _report(found[0])
    return None


def reading(database: Database, number: int) -> Reading:
    """The reading with the ledger's own `number`, as it was kept."""
    return codec.reading(kept(database, number))


def kept(database: Database, number: int) -> Kept:
    """The same as it is kept: `codec.read` makes of it the bytes that the chain vouches for."""
    ((text, rest),) = database.rows("SELECT text, rest FROM reading WHERE seq = ?", (number,))
    bodies = database.rows("SELECT body FROM claim WHERE reading = ? ORDER BY number", (number,))
    return Kept(unpack(_bytes(text)).decode(), unpack(_bytes(rest)), [str(body).encode() for (body,) in bodies])


def text(database: Database, number: int) -> str:
    """The text of the reading with the ledger's own `number`."""
    ((packed,),) = database.rows("SELECT text FROM reading WHERE seq = ?", (number,))
    return unpack(_bytes(packed)).decode()


def place(database: Database, identifier: str) -> Place | None:
    """The place with id `identifier`, as the last claim that tells of it has it."""
    found = database.rows(
        "SELECT x.body FROM event e JOIN claim x ON x.seq = e.claim WHERE e.place = ? ORDER BY e.said DESC LIMIT 1",
        (identifier,),
    )
    events = CLAIM.decode(str(found[0][0])).events if found else ()
    return next((event.place for event in events if event.place and event.place.id == identifier), None)


def data(database: Database, identifier: str) -> bytes | None:
    """The bytes with id `identifier`, just as they came in."""
    found = database.rows("SELECT packed FROM blob WHERE id = ?", (identifier,))
    return unpack(_bytes(found[0][0])) if found else None


def captures(database: Database, identifier: str) -> list[tuple[Capture, Facts]]:
    """Everywhere that the bytes with id `identifier` were found, the oldest first."""
    found = database.rows(
        "SELECT c.address, c.way, c.taken, c.media_type, c.within, c.start, c.stop, c.facts FROM capture c "
        "JOIN blob b ON b.seq = c.blob WHERE b.id = ? ORDER BY c.seq",
        (identifier,),
    )
    return [captured(row) for row in found]


def _bytes(value: Value) -> bytes:
    assert isinstance(value, bytes)  # noqa: S101 - told to the type checker
    return value


def _by_numbers(database: Database, numbers: Sequence[int] | Iterator[int]) -> Iterator[KeptClaim]:
    """Claims in the order of their numbers, some at a time."""
    waiting: list[int] = []
    for number in numbers:
        waiting.append(number)
        if len(waiting) == TOGETHER:
            yield from _fetched(database, waiting)
            waiting = []
    yield from _fetched(database, waiting)


def _fetched(database: Database, numbers: list[int]) -> Iterator[KeptClaim]:
    if not numbers:
        return
    marks = ", ".join("?" * len(numbers))
    found = database.rows(
        f"SELECT {REPORT}, x.seq, x.body, x.said, m.name, m.version, {RETOLD} "  # noqa: S608
        f"FROM claim x JOIN reading r ON r.seq = x.reading {JOINED} "
        f"JOIN stage m ON m.seq = x.made WHERE x.seq IN ({marks})",
        numbers,
    )
    kept = {}
    ruled = kinship.on_reports(database)
    for row in found:
        number, body, said, name, version, copies, origin = row[-7:]
        report = _report(row[:-7])
        if report.id in ruled:
            copies, origin = kinship.retold(database, report.id, ruled[report.id])
        kept[number] = KeptClaim(
            int(str(number)),
            CLAIM.decode(str(body)),
            report,
            str(said),
            Maker(str(name), str(version)),
            int(str(copies)),
            _text(origin),
        )
    yield from (kept[number] for number in numbers if number in kept)


def _report(row: Row) -> KeptReport:
    number, identifier, *found = row
    capture, facts = captured(tuple(found[:8]))
    language, title, author, outlet, published, said, count = found[8:]
    return KeptReport(
        int(str(number)),
        str(identifier),
        capture,
        facts,
        _text(language),
        _text(title),
        _text(author),
        _text(outlet),
        _text(published),
        str(said),
        int(str(count)),
    )


def captured(row: Row) -> tuple[Capture, Facts]:
    """What the columns of a capture say, from `address` to `facts`."""
    address, way, taken, media_type, within, start, stop, facts = row
    at = None if start is None or stop is None else (int(str(start)), int(str(stop)))
    capture = Capture(str(address), Way(str(way)), str(taken), _text(media_type), _text(within), at)
    return capture, FACTS.decode(str(facts))


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def newest_at(database: Database, address: str) -> Item | None:
    """What came in from `address` last, as it came; None where nothing did."""
    found = database.rows(
        "SELECT b.packed, c.address, c.way, c.taken, c.media_type, c.within, c.start, c.stop, c.facts FROM capture c "
        "JOIN blob b ON b.seq = c.blob WHERE c.address = ? ORDER BY c.seq DESC LIMIT 1",
        (address,),
    )
    return Item(unpack(_bytes(found[0][0])), *captured(tuple(found[0][1:]))) if found else None


def has_address(database: Database, address: str) -> bool:
    """Whether something came in from `address`."""
    return bool(database.rows("SELECT 1 FROM capture WHERE address = ? LIMIT 1", (address,)))
