"""The JSON of what a ledger holds."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from fogline.terms.counted import Saying
from fogline.views.shapes import claim_shape, place_shape

if TYPE_CHECKING:
    from fogline.runs.naming import Taken
    from fogline.runs.stages import Standing
    from fogline.terms.capture import Capture
    from fogline.terms.counted import Entry, Found, PlaceCount, SourceCount, Trace
    from fogline.terms.kept import KeptClaim, KeptReport
    from fogline.terms.place import Place

SAYING = tuple(field.name for field in fields(Saying))


def kept_claim_shape(kept: KeptClaim) -> dict[str, Any]:
    """The JSON object of a claim in the ledger: as `fogline read` has it, and what the ledger knows besides."""
    return claim_shape(kept.claim) | {
        "said": kept.said,
        "copies": kept.copies,
        "origin": kept.origin,
        "standing": kept.standing,
        "made_by": {"stage": kept.maker.name, "version": kept.maker.version},
        "report": kept_report_shape(kept.report),
    }


def kept_report_shape(report: KeptReport) -> dict[str, Any]:
    """The JSON object of a report in the ledger, without its text and claims."""
    return {
        "report_id": report.id,
        **_capture_shape(report.capture),
        "language": report.language,
        "title": report.title,
        "author": report.author,
        "outlet": report.outlet,
        "published": report.published,
        "said": report.said,
        "forwarded_from": report.facts.forwarded_from,
        "claims": report.claims,
    }


def found_shape(found: Found) -> dict[str, Any]:
    """The JSON object of a place where bytes were found."""
    return _capture_shape(found.capture) | {
        "within": found.capture.within,
        "at": list(found.capture.at) if found.capture.at else None,
        "facts": {name: value for name, value in asdict(found.facts).items() if value},
        "entry": entry_shape(found.entry),
    }


def entry_shape(entry: Entry) -> dict[str, Any]:
    """The JSON object of an entry of the chain."""
    return asdict(entry)


def trace_shape(trace: Trace) -> dict[str, Any]:
    """The JSON object of the way back from a claim."""
    claim = trace.claim
    return {
        "claim": kept_claim_shape(claim),
        "reading": {
            "stage": claim.maker.name,
            "version": claim.maker.version,
            "hash": trace.hash,
            "replaced": trace.replaced,
            "entry": entry_shape(trace.read),
        },
        "bytes": {"report_id": claim.report.id, "size": trace.size, "entry": entry_shape(trace.stored)},
        "captures": [found_shape(found) for found in trace.found],
    }


def saying_shape(saying: Saying) -> dict[str, Any]:
    """The JSON object of what is said of a place on one day in one way."""
    # Of a place much spoken of there are thousands, and `asdict` takes ten times as long.
    return {name: getattr(saying, name) for name in SAYING}


def source_shape(source: SourceCount) -> dict[str, Any]:
    """The JSON object of a source with how much it has claimed."""
    return asdict(source)


def told_place_shape(place: Place | None, told: PlaceCount) -> dict[str, Any]:
    """The JSON object of a place with how many claims tell of it."""
    return {
        "place": place_shape(place) or {"id": told.id},
        "claims": told.claims,
        "first": told.first,
        "last": told.last,
    }


def taken_shape(taken: Taken) -> dict[str, Any]:
    """The JSON object of the place that a name was taken for, and the others that it may name."""
    return {
        "place": place_shape(taken.place),
        "told": taken.claims,
        "others": [{"place": place_shape(place), "told": claims} for place, claims in taken.others],
    }


def stage_shape(stage: Standing) -> dict[str, Any]:
    """The JSON object of a stage."""
    return asdict(stage)


def _capture_shape(capture: Capture) -> dict[str, Any]:
    return {
        "address": capture.address,
        "way": capture.way.value,
        "taken": capture.taken,
        "media_type": capture.media_type,
    }
