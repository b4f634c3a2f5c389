"""Claims, reports and what else has the form of a table, as rows for CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.runs.stages import Standing
    from fogline.terms.counted import Found
    from fogline.terms.event import Event
    from fogline.terms.kept import KeptClaim, KeptReport

Cell = str | int | float | None

REPORT = "report_id address way taken language title author outlet published said claims".split()
# A row an event; a claim without events has one row too, or it would be missing.
CLAIM = (
    "claim_id said voice stance certainty time_frame endorsed source speaker speaker_id side content "
    "event kind agent target place_id place lat lon precision start end dated share count evidence copies origin "
    "standing report_id address outlet title language"
).split()
STAGE = "stage version consumes produces rows stale".split()
FOUND = "report_id address way taken media_type within start stop entry hash".split()


def claim_rows(kept: KeptClaim) -> Iterator[list[Cell]]:
    """Yield the rows of a claim, one an event, as the columns CLAIM have it."""
    claim, report, manner = kept.claim, kept.report, kept.claim.manner
    speaker = claim.speaker
    before: list[Cell] = [
        *(claim.id, kept.said, claim.voice.value),
        *((manner.stance.value, manner.certainty.value, manner.time_frame.value) if manner else (None, None, None)),
        str(manner.endorsed).lower() if manner else None,
        claim.source.text if claim.source else None,
        *((speaker.name or None, speaker.id, speaker.side.value) if speaker else (None, None, None)),
        claim.content.text,
    ]
    after: list[Cell] = [
        "|".join(dict.fromkeys(evidence.kind.value for evidence in claim.evidence)),
        *(kept.copies, kept.origin, kept.standing),
        *(report.id, report.capture.address, report.outlet, report.title, report.language),
    ]
    for number, event in enumerate(claim.events or (None,), 1):
        yield [*before, number if event else None, *_event(event), *after]


def _event(event: Event | None) -> list[Cell]:
    if event is None:
        return [None] * 13
    place, time = event.place, event.time
    return [
        event.kind.value,
        event.agent.value if event.agent else None,
        event.target.value if event.target else None,
        *((place.id, place.name, place.lat, place.lon, place.precision.value) if place else [None] * 5),
        *((time.start, time.end, time.precision) if time else [None] * 3),
        *(event.share, event.count),
    ]


def report_row(report: KeptReport) -> list[Cell]:
    """The row of a report, as the columns REPORT have it."""
    return [
        *(report.id, report.capture.address, report.capture.way.value, report.capture.taken, report.language),
        *(report.title, report.author, report.outlet, report.published, report.said, report.claims),
    ]


def stage_row(stage: Standing) -> list[Cell]:
    """The row of a stage, as the columns STAGE have it."""
    return [
        *(stage.name, stage.version, "|".join(stage.consumes), "|".join(stage.produces)),
        *("|".join(f"{table}:{rows}" for table, rows in counts.items()) for counts in (stage.rows, stage.stale)),
    ]


def found_row(report_id: str, found: Found) -> list[Cell]:
    """The row of a place where bytes were found, as the columns FOUND have it."""
    capture = found.capture
    return [
        *(report_id, capture.address, capture.way.value, capture.taken, capture.media_type, capture.within),
        *(capture.at or (None, None)),
        *(found.entry.number, found.entry.hash),
    ]
