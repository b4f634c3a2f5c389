"""Events on a map: GeoJSON (RFC 7946), a feature an event that has a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from fogline.errors import Unreadable
from fogline.terms.kept import KeptClaim  # noqa: TC001 - msgspec reads the annotations
from fogline.views.export.whole import Written, whole_file
from fogline.views.features import features
from fogline.views.flat import whole
from fogline.views.shapes import LINE_BREAKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


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
            found = list(_lines(kept))
            for line in found:
                stream.write(before + line)
                before = ",\n"
            written, left = (written + 1, left) if found else (written, left + 1)
        stream.write("\n]}\n")
    return Written(written, left)


def _lines(kept: KeptClaim) -> Iterator[str]:
    """The features of a claim, each with the claim itself, by which it is read back."""
    fogline = msgspec.Raw(whole(kept))
    for feature in features(kept):
        told = feature | {"properties": feature["properties"] | {"fogline": fogline}}
        yield msgspec.json.encode(told).decode().translate(LINE_BREAKS)


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
