"""Events in ACLED's 31 columns, and beside them a file that holds what those cannot."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from fogline.errors import Unreadable
from fogline.terms.actor import Side
from fogline.terms.kept import KeptClaim  # noqa: TC001 - msgspec reads the annotations
from fogline.terms.place import Precision
from fogline.views.cells import cell, restored
from fogline.views.countries import country
from fogline.views.export.acled_types import Coded, coded, happened, is_home
from fogline.views.export.whole import Written, whole_file
from fogline.views.shapes import LINE_BREAKS
from fogline.views.words import SIDES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from fogline.terms.event import Event
    from fogline.views.flat import Value

COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()
STATE, EXTERNAL = "State forces", "External/Other forces"
# The day itself; anything longer; ACLED's 2, a week, is none of our precisions.
EXACT, COARSE = 1, 3
GEO = {Precision.SETTLEMENT: 1, Precision.HROMADA: 2, Precision.RAION: 3, Precision.OBLAST: 3}
ADMIN = {Precision.OBLAST: "admin1", Precision.RAION: "admin2", Precision.HROMADA: "admin3"}


class Beside(msgspec.Struct):
    """A line of the file beside the table: a claim whole, its `rows` there, and the claims that deny what it says."""

    rows: list[str]
    denied_by: list[str]
    claim: KeptClaim


def beside(path: Path) -> Path:
    """Where the file beside the table at `path` stands."""
    return path.with_name(path.name.removesuffix(".csv") + ".claims.jsonl")


def write(claims: Iterable[KeptClaim], path: Path, denied_by: Callable[[KeptClaim], list[str]]) -> Written:
    """Write `claims`, all to the file beside the table, to the table those of their events that ACLED would count."""
    written = left = 0
    with whole_file(path) as table, whole_file(beside(path)) as lines:
        out = csv.writer(table, lineterminator="\n")
        out.writerow(COLUMNS)
        for kept in claims:
            made = rows(kept)
            out.writerows([cell(value) for value in row.values()] for row in made)
            line = Beside([str(row["event_id_cnty"]) for row in made], denied_by(kept), kept)
            lines.write(msgspec.json.encode(line).decode().translate(LINE_BREAKS) + "\n")
            written, left = written + 1, left + (not made)
    return Written(written, left)


def read(path: Path) -> Iterator[KeptClaim]:
    """Yield the claims of the table at `path` and the file beside it.

    Raises Unreadable where the two do not belong together, because either was changed.
    """
    decoder = msgspec.json.Decoder(Beside)
    try:
        with path.open(encoding="utf-8", newline="") as table, beside(path).open(encoding="utf-8") as lines:
            found = csv.reader(table)
            if next(found, None) != COLUMNS:
                raise Unreadable(str(path), f"does not begin with ACLED's {len(COLUMNS)} columns; export it again")
            for line in lines:
                kept = decoder.decode(line).claim
                for row in rows(kept):
                    told = [restored(shown) for shown in next(found, [])]
                    if told != [_plain(value) for value in row.values()]:
                        raise Unreadable(str(path), f"the row {row['event_id_cnty']} was changed; export it again")
                yield kept
            for extra in found:
                raise Unreadable(str(path), f"the row {extra[0]} has no claim in {beside(path).name}; export it again")
    except (msgspec.DecodeError, UnicodeDecodeError, csv.Error, OSError) as error:
        raise Unreadable(str(path), f"cannot be read with {beside(path).name} ({error}); export both again") from None


def _plain(value: Value) -> str:
    return value if isinstance(value, str) else cell(value)


def rows(kept: KeptClaim) -> list[dict[str, Value]]:
    """The rows of a claim's events that ACLED would count: they happened, at a place on the map."""
    if not happened(kept.claim):
        return []
    found = ((number, event, coded(event)) for number, event in enumerate(kept.claim.events))
    return [_row(kept, number, event, types) for number, event, types in found if types and _located(event)]


def _located(event: Event) -> bool:
    place = event.place
    return place is not None and place.lat is not None and place.lon is not None and place.precision in GEO


def _row(kept: KeptClaim, number: int, event: Event, types: Coded) -> dict[str, Value]:
    place, report = event.place, kept.report
    assert place is not None  # noqa: S101 - told to the type checker
    where = country(place.country)
    day = event.time.start if event.time else kept.said
    first, second = _inter(event.agent, place.country), _inter(event.target, place.country)
    told: dict[str, Value] = {
        "event_id_cnty": f"{where.alpha3 if where else ''}{kept.claim.id}-{number}",
        "event_date": day,
        "year": int(day[:4]),
        "time_precision": EXACT if event.time and event.time.precision == "day" else COARSE,
        **types._asdict(),
        "actor1": _actor(event.agent),
        "inter1": first,
        "actor2": _actor(event.target),
        "inter2": second,
        "interaction": f"{first}-{second}" if first and second else None,
        "iso": where and where.numeric,
        "country": where and where.name,
        **({ADMIN[place.precision]: place.name} if place.precision in ADMIN else {}),
        "location": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": GEO[place.precision],
        "source": report.outlet or report.capture.address,
        "notes": _notes(kept),
        "tags": _tags(kept, event),
        "timestamp": int(datetime.fromisoformat(report.capture.taken).replace(tzinfo=UTC).timestamp()),
    }
    return {column: told.get(column) for column in COLUMNS}


def _actor(side: Side | None) -> str | None:
    return None if side in {None, Side.INDEPENDENT, Side.UNKNOWN} else SIDES[side]


def _inter(side: Side | None, where: str | None) -> str | None:
    home = is_home(side, where)
    return None if home is None else STATE if home else EXTERNAL


def _notes(kept: KeptClaim) -> str:
    claim = kept.claim
    who = claim.source.text if claim.source else "the report itself" if claim.voice == "narrator" else "nobody named"
    return f"claimed by {who}: {claim.content.text}"


def _tags(kept: KeptClaim, event: Event) -> str:
    manner = kept.claim.manner
    assert manner is not None  # noqa: S101 - a row has happened
    return f"claim={kept.claim.id}; kind={event.kind}; certainty={manner.certainty}; time_frame={manner.time_frame}"
