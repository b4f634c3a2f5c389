"""Read and check the reports that we write ourselves: `training/corpus/GUIDE.md` says how they are annotated.

python -m training.corpus training/corpus
"""

from __future__ import annotations

import json
import logging
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

log = logging.getLogger("training")

Span = tuple[int, int]

BOTH_SIDES = frozenset(
    "captures partly_captures enters retakes encircles fire_control advances repels strikes troop_losses".split()
)
AGENT_ALONE = frozenset("holds loses withdraws redeploys evacuation".split())
NO_TARGET = frozenset("civilian_casualties displacement damage other".split()) | AGENT_ALONE
NO_SIDES = frozenset({"aid_need"})
KINDS = BOTH_SIDES | NO_TARGET | NO_SIDES | {"fights", "restricted_movement"}
VALUES: dict[str, frozenset[Any]] = {
    "language": frozenset({"en", "ru", "uk"}),
    "genre": frozenset("agency telegram briefing summary local interview analysis map aid feature fragment".split()),
    "lean": frozenset({"ru", "ua", "none"}),
    "side": frozenset({"ru", "ua", "independent", "unknown"}),
    "stance": frozenset({"affirms", "denies"}),
    "certainty": frozenset({"asserted", "hedged", "conditional"}),
    "time": frozenset({"past", "present", "future"}),
    "endorsed": frozenset({True, False}),
    "kind": KINDS,
    "agent": frozenset({"ru", "ua"}),
    "target": frozenset({"ru", "ua"}),
}
EVIDENCE = frozenset("video_uav video_ground photo flag geolocated satellite map document eyewitness visit".split())
REPORT_FIELDS = frozenset("id language published genre lean text claims also_places".split())
CLAIM_FIELDS = frozenset("source cue side content stance certainty time evidence endorsed events".split())
EVENT_FIELDS = frozenset("kind trigger agent target agent_text target_text place place_text share count date".split())
SHORTENED = " ... "
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Event:
    """An event with the span of its trigger and of the words for place, agent and target, where the text has them."""

    kind: str
    trigger: Span
    agent: str | None
    target: str | None
    agent_span: Span | None
    target_span: Span | None
    place: str | None
    place_span: Span | None
    share: float | None
    count: float | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with its spans; `side` is None in the report's own voice."""

    source: Span | None
    cue: Span | None
    content: Span
    side: str | None
    stance: str
    certainty: str
    time: str
    evidence: tuple[str, ...]
    endorsed: bool
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One annotated report. Spans count code points of `text`.

    `also_places` are the names of places that are no event's, None where nobody looked for them.
    """

    id: str
    language: str
    published: str
    genre: str
    lean: str
    text: str
    claims: tuple[Claim, ...]
    also_places: tuple[Span, ...] | None


def read_reports(folder: Path) -> Iterator[Report]:
    """Yield every report under `folder`; raises ValueError that says in which file and line what is wrong."""
    seen: set[str] = set()
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                report = read_report(json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                message = f"{path.name}:{number}: {type(error).__name__} {error}"
                raise ValueError(message) from error
            if report.id in seen:
                message = f"{path.name}:{number}: the id {report.id} was used before"
                raise ValueError(message)
            seen.add(report.id)
            yield report


def read_report(raw: dict[str, Any]) -> Report:
    """One line's object as a report; raises ValueError with what does not hold."""
    _known(raw, REPORT_FIELDS, "the report")
    text = raw["text"]
    taken: set[Span] = set()
    claims = []
    for one in raw["claims"]:
        claim = _claim(text, one, taken)
        taken.add(claim.content)
        claims.append(claim)
    also = None
    if "also_places" in raw:
        also = tuple(span for name in raw["also_places"] for span in _wherever(text, name))
    return Report(raw["id"], raw["language"], raw["published"], raw["genre"], raw["lean"], text, tuple(claims), also)


def _claim(text: str, raw: dict[str, Any], taken: set[Span]) -> Claim:
    _known(raw, CLAIM_FIELDS, "a claim")
    where = [span for span in _contents(text, raw["content"]) if span not in taken]
    if not where:
        message = f"content {raw['content']!r} is not in the text, or was used before"
        raise ValueError(message)
    content = where[0]
    side = raw.get("side")
    if side is None and (raw.get("source") or raw.get("cue")):
        message = f"{raw['content']!r} has a source or cue but no side"
        raise ValueError(message)
    if side is not None and not raw.get("source"):
        message = f"{raw['content']!r} has a side but no source"
        raise ValueError(message)
    if not set(raw.get("evidence", ())) <= EVIDENCE:
        message = f"unknown evidence {raw['evidence']}"
        raise ValueError(message)
    if not raw["events"]:
        message = f"{raw['content']!r} has no event"
        raise ValueError(message)
    return Claim(
        _beside(text, raw.get("source"), content),
        _beside(text, raw.get("cue"), content),
        content,
        side,
        raw.get("stance", "affirms"),
        raw.get("certainty", "asserted"),
        raw.get("time", "present"),
        tuple(raw.get("evidence", ())),
        raw.get("endorsed", False),
        tuple(_event(text, event, content) for event in raw["events"]),
    )


def _event(text: str, raw: dict[str, Any], content: Span) -> Event:
    _known(raw, EVENT_FIELDS, "an event")
    for holds, problem in _event_rules(raw):
        if not holds:
            message = f"{raw['kind']} {raw['trigger']!r}: {problem}"
            raise ValueError(message)
    trigger = _nearest(text, raw["trigger"], content) or content
    agent, target, place = (_nearest(text, raw.get(f"{role}_text"), trigger) for role in ("agent", "target", "place"))
    plain = {field: raw.get(field) for field in ("agent", "target", "place", "share", "count", "date")}
    return Event(raw["kind"], trigger, agent_span=agent, target_span=target, place_span=place, **plain)


def _event_rules(raw: dict[str, Any]) -> Iterator[tuple[bool, str]]:
    kind, agent, target = raw["kind"], raw.get("agent"), raw.get("target")
    yield kind not in BOTH_SIDES or (agent is None) == (target is None), "one side stands without the other"
    yield agent is None or agent != target, "one side is agent and target"
    yield target is None or kind not in NO_TARGET | NO_SIDES, "takes no target"
    yield agent is None or kind not in NO_SIDES, "takes no agent"
    for role in ("agent", "target", "place"):
        yield bool(raw.get(role)) or not raw.get(f"{role}_text"), f"{role}_text stands without {role}"
    yield 0 <= (raw.get("share") or 0) <= 1, "share is not between 0 and 1"
    yield raw.get("date") is None or bool(DATE.fullmatch(raw["date"])), "date is not YYYY, YYYY-MM or YYYY-MM-DD"
    yield bool(raw["trigger"]), "trigger is empty"


def _known(raw: dict[str, Any], fields: frozenset[str], what: str) -> None:
    if strange := set(raw) - fields:
        message = f"{what} has unknown fields {sorted(strange)}"
        raise ValueError(message)
    for name, value in raw.items():
        if name in VALUES and value is not None and value not in VALUES[name]:
            message = f"{name} {value!r} is none of {sorted(map(str, VALUES[name]))}"
            raise ValueError(message)


def _everywhere(text: str, phrase: str) -> list[Span]:
    """Where `phrase` stands in whole words, or, if it does so nowhere, as a part of words."""
    found = [(m.start(), m.end()) for m in re.finditer(re.escape(phrase), text)] if phrase else []
    return [span for span in found if not (_in_word(text, span[0]) or _in_word(text, span[1]))] or found


def _in_word(text: str, at: int) -> bool:
    return text[max(at - 1, 0) : at].isalnum() and text[at : at + 1].isalnum()


def _contents(text: str, phrase: str) -> Iterator[Span]:
    """Where `phrase` stands; "It was ... long" stands for the shortest run from its beginning to its end."""
    begin, shortened, end = phrase.partition(SHORTENED)
    for first, last in _everywhere(text, begin):
        stop = text.find(end, last) if shortened else last - len(end)
        if stop >= 0:
            yield first, stop + len(end)


def _wherever(text: str, phrase: str) -> list[Span]:
    where = _everywhere(text, phrase)
    if not where:
        message = f"{phrase!r} is not in the text"
        raise ValueError(message)
    return where


def _nearest(text: str, phrase: str | None, to: Span) -> Span | None:
    if not phrase:
        return None
    where = _wherever(text, phrase)
    return min(where, key=lambda span: (max(to[0] - span[0], span[1] - to[1], 0), abs(span[0] - to[0])))


def _beside(text: str, phrase: str | None, content: Span) -> Span | None:
    """Where `phrase` stands nearest to `content`, outside of it if it does."""
    if not phrase:
        return None
    where = _wherever(text, phrase)
    outside = [span for span in where if span[1] <= content[0] or span[0] >= content[1]]
    return min(outside or where, key=lambda span: max(content[0] - span[1], span[0] - content[1]))


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        reports = list(read_reports(Path(sys.argv[1])))
    except ValueError as error:
        raise SystemExit(str(error)) from None
    events = [(report, event) for report in reports for claim in report.claims for event in claim.events]
    log.info("%d reports, %d claims, %d events", len(reports), sum(len(r.claims) for r in reports), len(events))
    log.info("lean: %s", dict(sorted(Counter((r.language, r.lean) for r in reports).items())))
    log.info("kinds: %s", dict(sorted(Counter((r.language, e.kind) for r, e in events).items())))


if __name__ == "__main__":
    main()
