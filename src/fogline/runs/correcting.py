"""Correcting claims: a person's word is kept with its author, and holds when the report is read again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from fogline.errors import Unclear
from fogline.ledger import asking, correcting
from fogline.ledger.keeping import Arrival
from fogline.linking import actors
from fogline.reading.sentences import sentences
from fogline.runs.sides import cast, ukraine
from fogline.terms.actor import Side
from fogline.terms.capture import Item
from fogline.terms.claim import Voice
from fogline.terms.correction import Change, Correction, Meant
from fogline.terms.event import BOTH_SIDES, Event
from fogline.terms.speaker import Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fogline.ledger.database import Database
    from fogline.terms.claim import Claim
    from fogline.terms.event import EventKind
    from fogline.terms.kept import KeptClaim, KeptReport, Question
    from fogline.terms.reading import Reading
    from fogline.terms.span import Span

__all__ = ["Change", "Correction", "correct", "held", "history", "speaker", "taught", "waiting"]

# Letters of a note and of a name.
LONGEST, LONGEST_NAME = 2_000, 200
# Of the letters of two contents, so many have to be the same for them to be one claim's, read twice.
SAME = 0.5


def speaker(name: str) -> Speaker:
    """Who is meant by `name`: an actor of the theatre where it is surely one, otherwise somebody of unknown side."""
    found = cast().actors.get(name) or actors.surely(name, cast())
    return Speaker(found.name, found.side, found.id, 1.0) if found else Speaker(name, Side.UNKNOWN)


def correct(database: Database, kept: KeptClaim, given: Correction, event: int | None) -> None:
    """Keep a correction of `kept`, of its event number `event` where it changes one; raises Unclear.

    `given` says who says what and when; which claim and event it is about is filled in here.
    """
    claim, change = kept.claim, given.change
    _possible(claim, given)
    correction = replace(given, report=kept.report.id, claim=claim.id, content=claim.content.spans)
    if not change.is_any:
        correcting.keep_correction(database, correction, None)
        return
    if change.of_event:
        correction = replace(correction, event=_meant(claim, event))
    reading = asking.reading(database, kept.report.number)
    # By the oldest capture, from which the first reading took its day.
    item = Item(b"", *asking.captures(database, kept.report.id)[0])
    new = Arrival(item, kept.report.id, kept.maker, given.at, replace(reading, claims=_applied(reading, correction)))
    correcting.keep_correction(database, correction, (kept.report.number, new))


def _possible(claim: Claim, given: Correction) -> None:
    if not 0 < len(given.by.strip()) <= LONGEST_NAME:
        raise Unclear("by", "say who corrects")
    if len(given.note) > LONGEST:
        raise Unclear("note", f"a note has up to {LONGEST:,} letters")
    if not given.change.is_any and not given.note.strip():
        raise Unclear("note", "say what is to be corrected, or write a note")
    if given.change.stance and claim.manner is None:
        raise Unclear("stance", "the claim tells of no event: nothing is affirmed or denied")
    if given.change.speaker and claim.voice is Voice.NARRATOR:
        raise Unclear("speaker", "it is the report's own statement, which nobody else makes")
    if given.change.agent and given.change.agent not in ukraine().sides:
        raise Unclear("agent", f"one of the sides: {', '.join(ukraine().sides)}")


def _meant(claim: Claim, event: int | None) -> Meant:
    if not claim.events:
        raise Unclear("event", "the claim tells of no event that could be corrected")
    if event is None and len(claim.events) > 1:
        kinds = ", ".join(f"{number} {one.kind}" for number, one in enumerate(claim.events, 1))
        raise Unclear("event", f"the claim tells of several events: say which by its number ({kinds})")
    number = 0 if event is None else event - 1
    if not 0 <= number < len(claim.events):
        raise Unclear("event", f"the claim's events are numbered 1 to {len(claim.events)}")
    return Meant(number, claim.events[number].kind, claim.events[number].spans)


def history(database: Database, kept: KeptClaim) -> list[Correction]:
    """What people have said of a claim, the oldest first, also where it had another id when they did."""
    found = correcting.of_report(database, kept.report.id)
    if not found:
        return []
    claims = asking.reading(database, kept.report.number).claims
    by_now = ((one, meant(claims, one.claim, one.content)) for one in found)
    return [one for one, claim in by_now if claim and claim.id == kept.claim.id]


def waiting(database: Database, report: KeptReport) -> list[Correction]:
    """What people have said of claims of a report that are none any more, the oldest first: it is kept, and waits."""
    found = correcting.of_report(database, report.id)
    claims = asking.reading(database, report.number).claims if found else ()
    return [one for one in found if meant(claims, one.claim, one.content) is None]


class Taught(NamedTuple):
    """A claim that a person has corrected, in its report's `text`; `sentences` are from where to where it stands."""

    kept: KeptClaim
    text: str
    sentences: Span


def taught(database: Database, question: Question) -> Iterator[Taught]:
    """The claims that meet `question` in which people have corrected something, not only noted it."""
    changed = (one.report for one in correcting.all_corrections(database) if one.change.is_any)
    for report in dict.fromkeys(changed):
        if question.report not in (None, report):
            continue
        for kept in asking.claims(database, replace(question, report=report)):
            if any(one.change.is_any for one in history(database, kept)):
                text = asking.text(database, kept.report.number)
                yield Taught(kept, text, _sentences(text, kept))


def _sentences(text: str, kept: KeptClaim) -> Span:
    claim = kept.claim
    spans = [span for part in (claim.source, claim.cue, claim.content) if part for span in part.spans]
    spans += [span for event in claim.events for span in event.spans]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    touched = [one for one in sentences(text, kept.report.language or "en") if one[0] < last and first < one[1]]
    ends = [(first, last), *touched]
    return min(start for start, _ in ends), max(end for _, end in ends)


def held(database: Database, report: str, reading: Reading) -> Reading:
    """A reading of the report with id `report`, made anew, with all that people have corrected in it before."""
    for correction in correcting.of_report(database, report):
        if correction.change.is_any:
            reading = replace(reading, claims=_applied(reading, correction))
    return reading


def _applied(reading: Reading, correction: Correction) -> tuple[Claim, ...]:
    """The claims of `reading`, the one that is meant corrected; as they are where none is there any more."""
    wanted = meant(reading.claims, correction.claim, correction.content)
    return tuple(_corrected(one, correction) if one is wanted else one for one in reading.claims)


def meant(claims: Sequence[Claim], identifier: str, content: Sequence[Span]) -> Claim | None:
    """The one of a report's `claims` that had that id or stood at `content` before; None where it is none any more."""
    for one in claims:
        if one.id == identifier:
            return one
    shares = [(_same(one.content.spans, content), -number) for number, one in enumerate(claims)]
    share, number = max(shares, default=(0.0, 0))
    return claims[-number] if share >= SAME else None


def _same(one: Sequence[Span], other: Sequence[Span]) -> float:
    """The share of letters that two contents have in common, of all that either has (Jaccard)."""
    a, b = ({letter for start, end in spans for letter in range(start, end)} for spans in (one, other))
    return len(a & b) / len(a | b) if a | b else 0.0


def _corrected(claim: Claim, correction: Correction) -> Claim:
    change, events = correction.change, list(claim.events)
    number = event_number(claim.events, correction.event) if correction.event else None
    if number is not None:
        events[number] = _changed(events[number], change)
    manner = claim.manner
    if manner and change.stance:
        manner = replace(manner, stance=change.stance)
    # The id stays: it says where the claim stands, and everybody knows it by it.
    return replace(claim, events=tuple(events), manner=manner, speaker=change.speaker or claim.speaker)


def event_number(events: Sequence[Event], meant: Meant) -> int | None:
    """Which of `events`, from 0, is the one that was meant; None where it is none any more."""
    same = [number for number, one in enumerate(events) if one.spans == meant.spans]
    sure = [number for number in same if events[number].kind is meant.kind]
    if sure or same:
        return (sure or same)[0]
    alike = [number for number, one in enumerate(events) if one.kind is meant.kind]
    return alike[0] if len(alike) == 1 else None


def _changed(event: Event, change: Change) -> Event:
    kind, agent = change.kind or event.kind, change.agent or event.agent
    target = event.target
    if change.kind or change.agent:
        target = _target(kind, agent)
    return replace(event, kind=kind, agent=agent, target=target, place=change.place or event.place)


def _target(kind: EventKind, agent: Side | None) -> Side | None:
    """Against whom it is done: the other side, with kinds that have both."""
    first, second = ukraine().sides
    return {first: second, second: first}.get(agent) if kind in BOTH_SIDES and agent else None
