"""Events as they stand on a map: features of GeoJSON (RFC 7946)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fogline.views.flat import claim_row, event_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.terms.kept import KeptClaim


def features(kept: KeptClaim) -> Iterator[dict[str, Any]]:
    """Yield a feature for each event of a claim that has a place; of one that stands nowhere the geometry is null."""
    row = claim_row(kept)
    for number, event in enumerate(kept.claim.events):
        place = event.place
        if place is None:
            continue
        here = place.lat is not None and place.lon is not None
        yield {
            "type": "Feature",
            "id": f"{kept.claim.id}-{number}",
            "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]} if here else None,
            "properties": {**row, **event_row(number, event)},
        }
