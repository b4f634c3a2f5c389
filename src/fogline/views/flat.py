"""Claims and their events as flat rows, the same in every table that leaves the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from fogline.terms.kept import KeptClaim

if TYPE_CHECKING:
    from fogline.terms.event import Event

Value = str | int | float | bool | None

WHOLE = msgspec.json.Decoder(KeptClaim)
# Columns that do not hold text.
FLOATS = frozenset({"latitude", "longitude", "share", "count"})
INTEGERS = frozenset({"event"})
FLAGS = frozenset({"endorsed"})
CLAIM_COLUMNS = (
    "claim_id voice stance certainty time_frame endorsed source speaker_id speaker side cue content evidence "
    "standing said report_id address way taken language title author outlet published made_by"
).split()
EVENT_COLUMNS = (
    "event kind agent target place_id place latitude longitude place_precision country start end time_precision share "
    "count"
).split()


def claim_row(kept: KeptClaim) -> dict[str, Value]:
    """A claim by `CLAIM_COLUMNS`: what it says, who says it, and the report it stands in."""
    claim, report = kept.claim, kept.report
    manner, speaker = claim.manner, claim.speaker
    values: tuple[Any, ...] = (
        claim.id,
        claim.voice.value,
        manner and manner.stance.value,
        manner and manner.certainty.value,
        manner and manner.time_frame.value,
        manner and manner.endorsed,
        claim.source and claim.source.text,
        speaker and speaker.id,
        speaker and speaker.name,
        speaker and speaker.side.value,
        claim.cue and claim.cue.text,
        claim.content.text,
        "; ".join(evidence.kind.value for evidence in claim.evidence) or None,
        kept.standing,
        kept.said,
        report.id,
        report.capture.address,
        report.capture.way.value,
        report.capture.taken,
        report.language,
        report.title,
        report.author,
        report.outlet,
        report.published,
        f"{kept.maker.name} {kept.maker.version}",
    )
    return dict(zip(CLAIM_COLUMNS, values, strict=True))


def event_row(number: int, event: Event) -> dict[str, Value]:
    """An event by `EVENT_COLUMNS`, the one with `number` in its claim; `end` is the first day after it."""
    place, time = event.place, event.time
    values: tuple[Any, ...] = (
        number,
        event.kind.value,
        event.agent and event.agent.value,
        event.target and event.target.value,
        place and place.id,
        place and place.name,
        place and place.lat,
        place and place.lon,
        place and place.precision.value,
        place and place.country,
        time and time.start,
        time and time.end,
        time and time.precision,
        event.share,
        event.count,
    )
    return dict(zip(EVENT_COLUMNS, values, strict=True))


def whole(kept: KeptClaim) -> bytes:
    """All of a claim as one line of JSON; `WHOLE` decodes it."""
    return msgspec.json.encode(kept)
