"""Taking in: each report with everything read from it in one transaction, wholly or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from math import floor
from typing import TYPE_CHECKING

from fogline.ledger import tables
from fogline.ledger.chain import Chapter, Draft, begin, chapter, end
from fogline.ledger.codec import canonical, digest, kept, pack, read
from fogline.ledger.holdings import Holdings, current, holdings, is_read, number, stands
from fogline.ledger.words import stems_of_claim, stems_of_reading
from fogline.terms.kept import Visit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fogline.ledger.database import Database, Value
    from fogline.terms.capture import Item
    from fogline.terms.claim import Claim
    from fogline.terms.event import Event
    from fogline.terms.kept import Maker
    from fogline.terms.reading import Failure, Reading
    from fogline.terms.snapshot import Snapshot


# Degrees that a cell of the grid is wide and high, and cells round the Earth.
CELL = 0.25
ROUND = 1440


class Known(Enum):
    """What a ledger knows of bytes at an address."""

    HERE = "here"  # the newest at that address: nothing to do
    ELSEWHERE = "elsewhere"  # read already, but found at other addresses so far
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came in and what was read from it: a reading, control snapshots, or why neither.

    `maker` is what read it, `at` the moment at which it is kept, an ISO 8601 time in UTC.
    """

    item: Item
    id: str
    maker: Maker
    at: str
    reading: Reading | None = None
    snapshots: tuple[Snapshot, ...] = ()
    failure: str | None = None


def known(database: Database, address: str, identifier: str) -> Known:
    """What the ledger knows of the bytes with id `identifier` at `address`."""
    return _known(database, holdings(database, [identifier], [address]), address, identifier)


def _known(database: Database, held: Holdings, address: str, identifier: str) -> Known:
    blob = held.blobs.get(identifier)
    if blob is None:
        return Known.NEW
    if held.newest.get(address) == blob:
        return Known.HERE
    return Known.ELSEWHERE if is_read(database, blob) else Known.NEW


def keep(database: Database, arrivals: Sequence[Arrival]) -> list[Known]:
    """Keep `arrivals`, or what of each is new, in one transaction; gives what was known of each before.

    Each has an entry of its own in the chain. Many at a time are kept faster.
    """
    with chapter(database) as new:
        identifiers, addresses = [one.id for one in arrivals], [one.item.capture.address for one in arrivals]
        held = holdings(database, identifiers, addresses)
        return [_keep(new, held, arrival) for arrival in arrivals]


def _keep(new: Chapter, held: Holdings, arrival: Arrival) -> Known:
    address = arrival.item.capture.address
    if arrival.id in held.blobs or address in held.newest:
        # What is asked about them may have come in with this very chapter.
        new.write()
    before = _known(new.database, held, address, arrival.id)
    if before is Known.HERE:
        return before
    draft = begin(new, "arrival")
    maker = maker_number(draft, arrival.maker)
    blob = _put_blob(draft, held, arrival)
    number = _put_read(draft, blob, maker, arrival) if before is Known.NEW else None
    _outdate(draft, held.newest.get(address), (address, blob), number)
    _put_capture(draft, blob, maker, arrival.item)
    end(draft, arrival.at, _about(arrival, _read_hash(draft)))
    held.newest[address] = blob
    return before


@dataclass(frozen=True, slots=True)
class Again:
    """Bytes that the ledger has, by their number, read anew in place of reading number `old`."""

    blob: int
    old: int | None
    arrival: Arrival


def keep_again(database: Database, read: Sequence[Again]) -> None:
    """Keep new readings, in one transaction; one whose old reading has been replaced meanwhile is passed over."""
    with chapter(database) as new:
        replaced = set[int]()
        for one in read:
            if one.old is None:
                _keep_again(new, one)
            elif one.old not in replaced and not _is_replaced(database, one.old):
                replaced.add(one.old)
                _keep_again(new, one)


def _is_replaced(database: Database, reading: int) -> bool:
    return bool(database.rows("SELECT 1 FROM superseded WHERE reading = ?", (reading,)))


def _keep_again(new: Chapter, one: Again) -> None:
    arrival = one.arrival
    draft = begin(new, "reading")
    end(draft, arrival.at, _about(arrival, put_again(draft, one, "read anew")))


def put_again(draft: Draft, one: Again, why: str) -> str | None:
    """Add a new reading to an entry, in place of the old one; gives its hash, None where nothing could be read."""
    number = _put_read(draft, one.blob, maker_number(draft, one.arrival.maker), one.arrival)
    if one.old is not None and number is not None:
        draft.put(tables.SUPERSEDED, draft.number(tables.SUPERSEDED), one.old, number, why)
    return _read_hash(draft)


def keep_failures(database: Database, failures: Iterable[Failure], maker: Maker, at: str) -> None:
    """Note what could not be taken in; what is noted already, for the same reason, is not noted again."""
    with chapter(database) as new:
        draft = begin(new, "failure")
        made = maker_number(draft, maker)
        noted = set[tuple[str, str]]()
        for failure in failures:
            key = (failure.path, failure.reason)
            if key in noted or _last_reason(database, failure.path) == _clean(failure.reason):
                continue
            noted.add(key)
            draft.put(
                tables.FAILURE,
                draft.number(tables.FAILURE),
                _clean(failure.path),
                None,
                _clean(failure.reason),
                at,
                made,
            )
        if noted:
            end(draft, at, {})


def _last_reason(database: Database, address: str) -> str | None:
    found = database.rows("SELECT reason FROM failure WHERE address = ? ORDER BY seq DESC LIMIT 1", (_clean(address),))
    return str(found[0][0]) if found else None


def keep_visit(database: Database, visit: Visit) -> None:
    """Note that a feed was asked for."""
    with chapter(database) as new:
        draft = begin(new, "visit")
        draft.put(tables.VISIT, draft.number(tables.VISIT), visit.address, visit.at, visit.etag, visit.modified)
        end(draft, visit.at, {})


def failing_since(database: Database, address: str) -> str | None:
    """The moment at which it was first noted that what is at `address` cannot be had or read."""
    ((at,),) = database.rows("SELECT min(at) FROM failure WHERE address = ?", (_clean(address),))
    return _told(at)


def visits(database: Database) -> list[Visit]:
    """The newest visit to each feed, by address."""
    found = database.rows(
        "SELECT v.address, v.at, v.etag, v.modified FROM visit v "
        "WHERE v.seq = (SELECT max(w.seq) FROM visit w WHERE w.address = v.address) ORDER BY v.address"
    )
    return [Visit(str(address), str(at), _told(etag), _told(modified)) for address, at, etag, modified in found]


def _told(value: Value) -> str | None:
    return None if value is None else str(value)


def maker_number(draft: Draft, maker: Maker) -> int:
    """The number of a stage in a version, noted where it is new."""
    makers = draft.chapter.makers
    if maker not in makers:
        found = number(
            draft.chapter.database.rows(
                "SELECT seq FROM stage WHERE name = ? AND version = ?", (maker.name, maker.version)
            )
        )
        if found is None:
            found = draft.number(tables.STAGE)
            draft.put(tables.STAGE, found, maker.name, maker.version)
        makers[maker] = found
    return makers[maker]


def _put_blob(draft: Draft, held: Holdings, arrival: Arrival) -> int:
    blob = held.blobs.get(arrival.id)
    if blob is None:
        blob = held.blobs[arrival.id] = draft.number(tables.BLOB)
        data = arrival.item.data
        draft.put(tables.BLOB, blob, arrival.id, len(data), pack(data))
    return blob


def _put_capture(draft: Draft, blob: int, maker: int, item: Item) -> None:
    capture = item.capture
    draft.put(
        tables.CAPTURE,
        draft.number(tables.CAPTURE),
        blob,
        capture.address,
        capture.way.value,
        capture.taken,
        capture.media_type,
        capture.within,
        *(capture.at or (None, None)),
        canonical(item.facts).decode(),
        maker,
    )


def _put_read(draft: Draft, blob: int, maker: int, arrival: Arrival) -> int | None:
    """What was read, as rows; gives the number of the reading, if there is one."""
    if arrival.failure is not None:
        draft.put(
            tables.FAILURE,
            draft.number(tables.FAILURE),
            arrival.item.capture.address,
            blob,
            _clean(arrival.failure),
            arrival.at,
            maker,
        )
    for one in arrival.snapshots:
        draft.put(
            tables.SNAPSHOT,
            draft.number(tables.SNAPSHOT),
            blob,
            one.map_name,
            one.side,
            one.day,
            one.km2,
            one.area,
            canonical(one.notes).decode(),
            maker,
        )
    if arrival.reading is None:
        return None
    return _put_reading(draft, blob, maker, arrival)


def _put_reading(draft: Draft, blob: int, maker: int, arrival: Arrival) -> int:
    reading = arrival.reading
    assert reading is not None  # noqa: S101 - told to the type checker
    report, number, whole = reading.report, draft.number(tables.READING), kept(reading)
    said = said_on(report.published, arrival.item)
    draft.put(
        tables.READING,
        number,
        blob,
        _clean(report.path),
        report.language,
        _clean(report.title),
        _clean(report.author),
        _clean(report.outlet),
        report.published,
        said,
        pack(whole.text.encode()),
        pack(whole.rest),
        digest(read(whole)),
        maker,
    )
    draft.find("reading_words", number, stems_of_reading(report.title, report.text))
    for place, (claim, body) in enumerate(zip(reading.claims, whole.claims, strict=True)):
        _put_claim(draft, (number, place, said, maker), claim, body.decode())
    return number


def said_on(published: str | None, item: Item) -> str:
    """The ISO date from which a report counts: when it was published or, failing that, taken."""
    return published or item.facts.published or item.capture.taken[:10]


def _put_claim(draft: Draft, at: tuple[int, int, str, int], claim: Claim, body: str) -> None:
    reading, place, said, maker = at
    number = draft.number(tables.CLAIM)
    manner, speaker = claim.manner, claim.speaker
    draft.put(
        tables.CLAIM,
        number,
        reading,
        place,
        claim.id,
        claim.voice.value,
        manner and manner.stance.value,
        manner and manner.certainty.value,
        manner and manner.time_frame.value,
        speaker and _clean(speaker.name),
        speaker and speaker.id,
        speaker and speaker.side.value,
        said,
        body,
        maker,
    )
    draft.find("claim_words", number, stems_of_claim(claim))
    for order, event in enumerate(claim.events):
        draft.put(tables.EVENT, number, order, *_event(event), said)


def _event(event: Event) -> tuple[Value, ...]:
    place = event.place
    lat, lon = (place.lat, place.lon) if place else (None, None)
    return (
        event.kind.value,
        None if event.agent is None else event.agent.value,
        None if event.target is None else event.target.value,
        None if place is None else _clean(place.id),
        None if lat is None or lon is None else cell(lat, lon),
        lat,
        lon,
        None if event.time is None else event.time.start,
        None if event.time is None else event.time.end,
    )


def cell(lat: float, lon: float) -> int:
    """The number of the cell of the grid in which a point lies: row after row from the south-west."""
    return floor((lat + 90) / CELL) * ROUND + floor((lon + 180) / CELL) % ROUND


def _outdate(draft: Draft, old: int | None, new: tuple[str, int], by: int | None) -> None:
    """New bytes at an address take the place of the reading of the `old` ones, if those stand nowhere else."""
    address, blob = new
    database = draft.chapter.database
    if old is None or old == blob or stands(database, old, address):
        return
    reading = current(database, old)
    if reading is not None:
        number = by if by is not None else current(database, blob)
        draft.put(tables.SUPERSEDED, draft.number(tables.SUPERSEDED), reading, number, "a later version of the address")


def _about(arrival: Arrival, read_hash: str | None) -> dict[str, object]:
    """What the chain says of an arrival in so many words, so that it can be checked without knowing the tables."""
    about: dict[str, object] = {
        "bytes": arrival.id,
        "address": arrival.item.capture.address,
        "taken": arrival.item.capture.taken,
    }
    if read_hash is not None:
        about["read"] = read_hash
    return about


def _clean(text: str | None) -> str | None:
    """`text` without the sign that no database column may hold."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}") if text and "\0" in text else text


def _read_hash(draft: Draft) -> str | None:
    """The hash of what was read, if the entry brings a reading."""
    rows = draft.rows.get(tables.READING.name)
    return str(rows[0][tables.READING.names.index("hash")]) if rows else None
