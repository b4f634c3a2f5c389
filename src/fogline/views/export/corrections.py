"""Corrected claims as sentences to learn from: JSON lines in the form of `training/corpus/GUIDE.md`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from fogline.runs.sides import ukraine
from fogline.terms.claim import Voice
from fogline.terms.event import BOTH_SIDES, Certainty, EventKind, Stance, TimeFrame
from fogline.views.export.whole import Written, whole_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from fogline.runs.correcting import Taught
    from fogline.terms.actor import Side
    from fogline.terms.claim import Claim, Phrase
    from fogline.terms.event import Event
    from fogline.terms.span import Span

LANGUAGES = frozenset({"en", "ru", "uk"})
# The longest trigger, in words.
TRIGGER = 4
WITH_TARGET = BOTH_SIDES | {EventKind.RESTRICTED_MOVEMENT}


def write(found: Iterable[Taught], path: Path) -> Written:
    """Write claims, a line each; left are those that the form has no place for."""
    written = left = 0
    with whole_file(path) as stream:
        for one in found:
            line = _line(one)
            if line is None:
                left += 1
            else:
                written += 1
                stream.write(json.dumps(line, ensure_ascii=False) + "\n")
    return Written(written, left)


def _line(one: Taught) -> dict[str, Any] | None:
    report, claim = one.kept.report, one.kept.claim
    attributed = claim.voice is Voice.ATTRIBUTED
    phrases = [claim.content, *filter(None, (claim.source, claim.cue))]
    unbroken = all(len(phrase.spans) == 1 for phrase in phrases)
    if not (unbroken and claim.events and report.language in LANGUAGES) or (attributed and not claim.source):
        return None
    start, end = one.sentences
    return {
        "id": f"correction-{claim.id}",
        "language": report.language,
        "published": one.kept.said[:10],
        "genre": "fragment",
        "lean": "none",
        "text": one.text[start:end],
        "claims": [_claim(one, claim)],
    }


def _claim(one: Taught, claim: Claim) -> dict[str, Any]:
    manner = claim.manner
    told: dict[str, Any] = {}
    if claim.source and claim.voice is Voice.ATTRIBUTED:
        told["source"], told["cue"] = _words(claim.source), _words(claim.cue)
        told["side"] = claim.speaker.side.value if claim.speaker else "unknown"
    told["content"] = _words(claim.content)
    if manner:
        told["stance"] = None if manner.stance is Stance.AFFIRMS else manner.stance.value
        told["certainty"] = None if manner.certainty is Certainty.ASSERTED else manner.certainty.value
        told["time"] = None if manner.time_frame is TimeFrame.PRESENT else manner.time_frame.value
        told["endorsed"] = manner.endorsed or None
    told["evidence"] = [evidence.kind.value for evidence in claim.evidence] or None
    told["events"] = [_event(one, event) for event in claim.events]
    return _without_nothing(told)


def _event(one: Taught, event: Event) -> dict[str, Any]:
    agent, target = _sides(event)
    place = event.place.name.replace("'", "").replace("’", "") if event.place else None
    return _without_nothing(
        {
            "kind": event.kind.value,
            "trigger": " ".join(one.text[slice(*event.spans[0])].split()[:TRIGGER]),
            "agent": agent,
            "target": target,
            "place": place,
            "place_text": _within(one, event.place_spans) if place else None,
            "share": event.share,
            "count": event.count,
        }
    )


def _sides(event: Event) -> tuple[str | None, str | None]:
    """Who does it to whom, as far as the kind has them: with kinds of two sides both or neither."""
    agent, target = _side(event.agent), _side(event.target)
    if event.kind is EventKind.AID_NEED:
        return None, None
    if event.kind not in WITH_TARGET:
        return agent, None
    paired = event.kind in BOTH_SIDES and event.kind is not EventKind.FIGHTS
    return (None, None) if paired and None in (agent, target) else (agent, target)


def _side(side: Side | None) -> str | None:
    return side.value if side in ukraine().sides and side else None


def _words(phrase: Phrase | None) -> str | None:
    return phrase.text if phrase else None


def _within(one: Taught, spans: tuple[Span, ...]) -> str | None:
    """The words at `spans` where they stand in the sentences that are given out."""
    start, end = one.sentences
    within = len(spans) == 1 and start <= spans[0][0] and spans[0][1] <= end
    return one.text[slice(*spans[0])] if within else None


def _without_nothing(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value is not None}
