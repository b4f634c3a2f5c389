"""The JSON that leaves the program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from fogline.terms.actor import Side
from fogline.terms.reading import ActorMention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.terms.claim import Claim, Phrase
    from fogline.terms.event import Event
    from fogline.terms.place import Place
    from fogline.terms.reading import Framing, PlaceMention, Reading
    from fogline.terms.speaker import Speaker

# What some readers take for the end of a line; JSON itself lets them stand in a string.
LINE_BREAKS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"}


def reading_shape(reading: Reading) -> dict[str, Any]:
    """The JSON object of a report. `text` is null where the file itself is the text that offsets count in."""
    return _head(reading) | {name: list(shapes) for name, shapes in _lists(reading)}


def reading_json(reading: Reading) -> str:
    """`reading_shape` as one line; piece by piece, for a long text has more of them than should be dicts at once."""
    parts = [json.dumps(_head(reading), ensure_ascii=False).removesuffix("}")]
    for name, shapes in _lists(reading):
        parts.append(f'"{name}": [' + ", ".join(json.dumps(shape, ensure_ascii=False) for shape in shapes) + "]")
    return (", ".join(parts) + "}").translate(LINE_BREAKS)


def line_of(shape: dict[str, Any]) -> str:
    """A JSON object as one line, also for readers that know more line breaks than JSON does."""
    return json.dumps(shape, ensure_ascii=False).translate(LINE_BREAKS)


def _head(reading: Reading) -> dict[str, Any]:
    report = reading.report
    return {
        "path": report.path,
        "report_id": report.id,
        "language": report.language,
        "title": report.title,
        "author": report.author,
        "outlet": report.outlet,
        "published": report.published,
        "text": None if report.verbatim else report.text,
        "notes": [*report.notes, *([reading.unread] if reading.unread else [])],
    }


def _lists(reading: Reading) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    named: list[PlaceMention | ActorMention] = [*reading.places, *reading.actors]
    mentions = sorted(named, key=lambda mention: mention.phrase.spans)
    yield "claims", map(claim_shape, reading.claims)
    yield "mentions", map(_mention_shape, mentions)
    yield "framing", map(_framing_shape, reading.framing)


def claim_shape(claim: Claim) -> dict[str, Any]:
    """The JSON object of a claim. How it puts its events is null where it has none."""
    manner = claim.manner
    return {
        "id": claim.id,
        "voice": claim.voice.value,
        "stance": manner and manner.stance.value,
        "certainty": manner and manner.certainty.value,
        "time_frame": manner and manner.time_frame.value,
        "source": _source_shape(claim),
        "cue": _phrase_shape(claim.cue),
        "content": _phrase_shape(claim.content),
        "events": [_event_shape(event) for event in claim.events],
        "evidence": [
            {"kind": evidence.kind.value, "holder": evidence.holder, "spans": _spans_shape(evidence.spans)}
            for evidence in claim.evidence
        ],
        "endorsed": manner and manner.endorsed,
    }


def _source_shape(claim: Claim) -> dict[str, Any] | None:
    """Who says it. Where no words name anybody, but the context tells the side, `text` is null and the side stands."""
    source, speaker = _phrase_shape(claim.source), claim.speaker
    if source is None and speaker is not None and speaker.side is not Side.UNKNOWN:
        source = {"text": None, "spans": []}
    return source and source | {"actor": actor_shape(speaker)}


def _event_shape(event: Event) -> dict[str, Any]:
    time = event.time
    return {
        "kind": event.kind.value,
        "agent": event.agent and event.agent.value,
        "target": event.target and event.target.value,
        "place": place_shape(event.place),
        "time": time and {"start": time.start, "end": time.end, "precision": time.precision},
        "share": event.share,
        "count": _number(event.count),
        "spans": _spans_shape(event.spans),
    }


def _number(count: float | None) -> float | None:
    return int(count) if count is not None and float(count).is_integer() else count


def place_shape(place: Place | None) -> dict[str, Any] | None:
    """The JSON object of a place."""
    if place is None:
        return None
    return {
        "id": place.id,
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision.value,
    }


def actor_shape(speaker: Speaker | None) -> dict[str, Any] | None:
    """The JSON object of who says something, or is named."""
    if speaker is None:
        return None
    return {
        "id": speaker.id,
        "name": speaker.name or None,
        "side": speaker.side.value,
        "confidence": speaker.confidence,
    }


def _mention_shape(mention: PlaceMention | ActorMention) -> dict[str, Any]:
    words = {"text": mention.phrase.text, "spans": _spans_shape(mention.phrase.spans)}
    if isinstance(mention, ActorMention):
        return {"kind": "actor", **words, "actor": actor_shape(mention.speaker)}
    return {"kind": "place", **words, "place": place_shape(mention.place)}


def _framing_shape(framing: Framing) -> dict[str, Any]:
    return {
        "text": framing.phrase.text,
        "spans": _spans_shape(framing.phrase.spans),
        "side": framing.side and framing.side.value,
        "kind": framing.kind,
        "note": framing.note,
    }


def _phrase_shape(phrase: Phrase | None) -> dict[str, Any] | None:
    return {"text": phrase.text, "spans": _spans_shape(phrase.spans)} if phrase else None


def _spans_shape(spans: tuple[tuple[int, int], ...]) -> list[list[int]]:
    return [list(span) for span in spans]
