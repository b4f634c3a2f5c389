"""Events on a map: GeoJSON (RFC 7946), a feature an event that has a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from fogline.errors import Unreadable
from fogline.terms.kept import KeptClaim  # noqa: TC001 - msgspec reads the annotations
from fogline.views.export.flat import claim_row, event_row, whole
from fogline.views.export.whole import Written, whole_file
from fogline.views.shapes import LINE_BREAKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from fogline.terms.event import Event


class Properties(msgspec.Struct):
    """What is read back of a feature's properties."""

    fogline: KeptClaim


class Feature(msgspec.Struct):
    """A feature as it is read back."""

    properties: Properties


class Collection(msgspec.Struct):
    """A collection as it is read back."""

    features: list[Feature]


def write(claims: Iterable[KeptClaim], path: Path) -> Written:
    """Write the events of `claims` that have a place; of one that stands nowhere the geometry is null."""
    written = left = 0
    with whole_file(path) as stream:
        stream.write('{"type":"FeatureCollection","features":[')
        before = "\n"
        for kept in claims:
            placed = [(number, event) for number, event in enumerate(kept.claim.events) if event.place]
            for number, event in placed:
                stream.write(before + _feature(kept, number, event))
                before = ",\n"
            written, left = (written + 1, left) if placed else (written, left + 1)
        stream.write("\n]}\n")
    return Written(written, left)


def _feature(kept: KeptClaim, number: int, event: Event) -> str:
    place = event.place
    here = place is not None and place.lat is not None and place.lon is not None
    feature = {
        "type": "Feature",
        "id": f"{kept.claim.id}-{number}",
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]} if place and here else None,
        "properties": {**claim_row(kept), **event_row(number, event), "fogline": msgspec.Raw(whole(kept))},
    }
    return msgspec.json.encode(feature).decode().translate(LINE_BREAKS)


def read(path: Path) -> Iterator[KeptClaim]:
    """Yield the claims that stand in the file at `path`, each once; raises Unreadable where it is not one of ours."""
    try:
        collection = msgspec.json.decode(path.read_bytes(), type=Collection)
    except (msgspec.DecodeError, OSError) as error:
        raise Unreadable(str(path), f"is no GeoJSON as Fogline writes it ({error}); export it again") from None
    before = None
    for feature in collection.features:
        kept = feature.properties.fogline
        if kept.number != before:
            yield kept
        before = kept.number
