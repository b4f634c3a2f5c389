"""The ways out by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fogline.runs import correcting
from fogline.runs import exporting as runs
from fogline.runs import pairs as paired
from fogline.views.export import acled, bundle, corrections, geojson, hapi, hxl, jsonld, pairs, parquet, reports

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from fogline.views.export.bundle import Order
    from fogline.views.export.whole import Written


def _json(order: Order, path: Path) -> Written:
    return reports.write(runs.readings_asked(order.ledger, order.question), path)


def _acled(order: Order, path: Path) -> Written:
    return acled.write(runs.claims(order.ledger, order.question), path, runs.denied_by(order.ledger))


def _corrections(order: Order, path: Path) -> Written:
    return corrections.write(correcting.taught(order.ledger, order.question), path)


def _pairs(order: Order, path: Path) -> Written:
    return pairs.write(paired.pairs(order.ledger, order.question), path)


def _of_claims(write: Callable[..., Written]) -> Callable[[Order, Path], Written]:
    return lambda order, path: write(runs.claims(order.ledger, order.question), path)


FORMATS: dict[str, Callable[[Order, Path], Written]] = {
    "json": _json,
    "geojson": _of_claims(geojson.write),
    "acled": _acled,
    "hxl": _of_claims(hxl.write),
    "hapi": _of_claims(hapi.write),
    "jsonld": _of_claims(jsonld.write),
    "parquet": _of_claims(parquet.write),
    "bundle": bundle.write,
    "corrections": _corrections,
    "pairs": _pairs,
}
# What a format says of claims that it has no place for.
LEFT = {
    "geojson": "name no place and are left out",
    "acled": "tell of nothing that ACLED counts and stand in the file beside the table alone",
    "hxl": "tell of no event and are left out",
    "hapi": "tell of nothing that is counted there",
    "corrections": "stand in the text in pieces, or tell of no event, and are left out",
}
