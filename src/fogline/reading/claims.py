"""Attributions, events and sentences to claims: every statement, whose it is, and what it says to be so."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from fogline.reading import amounts, evidence, stakes, times
from fogline.reading.attribution import owners
from fogline.reading.pairs import stretches
from fogline.terms.claim import Claim, Manner, Phrase, Voice, phrase
from fogline.terms.event import AGENT_ALONE, BOTH_SIDES, Event, EventKind, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fogline.reading.attribution import Attribution
    from fogline.reading.events import FoundEvent
    from fogline.reading.pieces import Pieces
    from fogline.reading.stakes import Stakes
    from fogline.reading.tagger import Tagged
    from fogline.reading.times import Dated
    from fogline.terms.actor import Side
    from fogline.terms.span import Span
    from fogline.terms.speaker import Speaker

# A stretch of a sentence outside all attributions is a statement of its own from so many words on.
LEAST_WORDS = 3
LEAST_REST = 8
SEPARATORS = frozenset(",.;:")
# Clauses that share so much of their words tell one statement.
SHARED = 0.6
# So many words between two clauses join them and belong to neither ("and", "but that").
JOINT = 2
# Events of one clause stand near one another: so many statements back it is looked for.
RECENT = 8


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of a report to make claims of: its words, its sentences, its dates, and by word the names of places.

    `sides` are those of the theatre, the one named first coming first; `speakers` says of each attribution who
    speaks; `terms` is how many of the loaded words are of the first side, less those of the other.
    """

    text: str
    pieces: Pieces
    sides: tuple[Side, Side]
    sentences: tuple[Span, ...]
    dates: tuple[Dated, ...]
    names: Mapping[int, Span]
    speakers: tuple[Speaker, ...]
    terms: int
    stakes: Stakes


@dataclass(frozen=True, slots=True)
class _Statement:
    """Events told by one clause in one manner, and the number of the attribution that they stand in, if any."""

    owner: int | None
    clause: tuple[int, int]
    events: tuple[FoundEvent, ...]


def claims(text: Text, found: Tagged) -> list[Claim]:
    """The claims of a text in the order in which they begin, not yet named."""
    told = _statements(text, found)
    free = [event for one in told if one.owner is None for event in one.events]
    near, far, _ = stakes.heard(stakes.narrator(text.terms, text.stakes), free, text.stakes)
    by_owner: dict[int | None, list[_Statement]] = defaultdict(list)
    for one in told:
        by_owner[one.owner].append(one)
    made = []
    for number, attribution in enumerate(found.attributions):
        own = by_owner[number]
        said = _Voice(attribution, text.speakers[number], _towards(text, text.speakers[number].side))
        made += [_claim(text, said, one, _words(text, words)) for one, words in _shared(attribution, own)]
    narrator = _Voice(None, None, near - far)
    made += [_claim(text, narrator, one, _words(text, range(*one.clause))) for one in by_owner[None]]
    made += _narrated(text, found, by_owner[None])
    return sorted((claim for claim in made if claim), key=lambda claim: min(_starts(claim)))


def _starts(claim: Claim) -> list[Span]:
    return [part.spans[0] for part in (claim.source, claim.cue, claim.content) if part]


def _statements(text: Text, found: Tagged) -> list[_Statement]:
    whose: Mapping[int, Sequence[int | None]] = owners(found.attributions)
    begins = [begin for begin, _ in text.sentences]
    statements: list[_Statement] = []
    told = ((event, owner) for event in found.events for owner in whose.get(event.trigger, [None]))
    for event, owner in told:
        clause = _within_sentence(text, event, begins)
        for i in range(max(0, len(statements) - RECENT), len(statements)):
            one = statements[i]
            if one.owner == owner and _alike(one, clause, event):
                joined = (min(one.clause[0], clause[0]), max(one.clause[1], clause[1]))
                statements[i] = _Statement(owner, joined, (*one.events, event))
                break
        else:
            statements.append(_Statement(owner, clause, (event,)))
    return statements


def _within_sentence(text: Text, event: FoundEvent, begins: list[int]) -> tuple[int, int]:
    """The event's clause, cut at the ends of the sentence in which its trigger stands."""
    starts = text.pieces.word_starts
    number = bisect_right(begins, int(starts[event.trigger])) - 1
    begin, end = text.sentences[number] if number >= 0 else (0, len(text.text))
    first, last = event.clause
    while first < event.trigger and starts[first] < begin:
        first += 1
    while last - 1 > event.trigger and starts[last - 1] >= end:
        last -= 1
    return first, last


def _alike(one: _Statement, clause: tuple[int, int], event: FoundEvent) -> bool:
    before = one.events[-1]
    shared = min(one.clause[1], clause[1]) - max(one.clause[0], clause[0])
    shorter = min(one.clause[1] - one.clause[0], clause[1] - clause[0])
    same = (before.denies, before.certainty, before.time_frame) == (event.denies, event.certainty, event.time_frame)
    return same and shared >= SHARED * shorter


@dataclass(frozen=True, slots=True)
class _Voice:
    """Whose statements are made: an attribution's speaker or the narrator, and towards which side (see `stakes`)."""

    attribution: Attribution | None
    speaker: Speaker | None
    towards: float


def _towards(text: Text, side: Side) -> float:
    return {text.sides[0]: 1.0, text.sides[1]: -1.0}.get(side, 0.0)


def _shared(
    attribution: Attribution, statements: Sequence[_Statement]
) -> Iterator[tuple[_Statement | None, Sequence[int]]]:
    """Yield the statements that an attribution holds, each with its part of the content; without any, all of it.

    A statement's part goes from where its clause begins to where the next one's does; the first has what comes before.
    """
    if not statements:
        yield None, attribution.content
        return
    told = sorted(statements, key=lambda one: one.clause)
    begins = [0, *(one.clause[0] for one in told[1:])]
    ends = [*begins[1:], attribution.content[-1] + 1]
    for one, begin, stop in zip(told, begins, ends, strict=True):
        end = one.clause[1] if stop - one.clause[1] <= JOINT and one is not told[-1] else stop
        part = [word for word in attribution.content if begin <= word < end]
        yield one, part or [word for word in attribution.content if one.clause[0] <= word < one.clause[1]]


def _claim(text: Text, voice: _Voice, statement: _Statement | None, content: Phrase | None) -> Claim | None:
    if content is None:
        return None
    attribution, speaker = voice.attribution, voice.speaker
    source = _words(text, attribution.source) if attribution else None
    cue = _words(text, attribution.cue, frozenset()) if attribution else None
    whose = Voice.ATTRIBUTED if attribution else Voice.NARRATOR
    if statement is None:
        return Claim("", whose, source, cue, content, speaker)
    first = statement.events[0]
    manner = Manner(
        Stance.DENIES if first.denies else Stance.AFFIRMS,
        first.certainty,
        first.time_frame,
        any(one.endorsed for one in statement.events),
    )
    shown = {kind for one in statement.events for kind in one.evidence}
    clause = _span(text, statement.clause)
    return Claim(
        "",
        whose,
        source,
        cue,
        content,
        speaker,
        manner,
        tuple(event for one in statement.events for event in _events(text, one, clause, voice.towards)),
        evidence.apart([evidence.shown(kind, text.text, clause, text.sentences) for kind in sorted(shown)]),
    )


def _span(text: Text, words: tuple[int, int]) -> Span:
    return int(text.pieces.word_starts[words[0]]), int(text.pieces.word_ends[words[1] - 1])


def _events(text: Text, event: FoundEvent, clause: Span, towards: float) -> Iterator[Event]:
    """Yield one event for each kind and each place, the place still to be looked up."""
    trigger = _span(text, (event.trigger, event.trigger + 1))
    time = times.nearest(text.dates, clause, trigger)
    # A word that is no name any more is part of a date ("before New Year").
    places: list[tuple[Span, ...]] = [(text.names[word],) for word in event.places if word in text.names]
    doer = stakes.agent(event, towards, text.stakes)
    for kind in event.kinds:
        agent, target = _sides(text, kind, doer, event.target)
        share = amounts.share(text.text, clause, trigger, kind)
        # A number told of several places is their total, no one place's own.
        count = amounts.count(text.text, clause, trigger, kind) if len(places) <= 1 else None
        for place in places or [()]:
            yield Event(kind, agent, target, None, time, share, count, (trigger,), place)


def _sides(text: Text, kind: EventKind, doer: int | None, suffers: int | None) -> tuple[Side | None, Side | None]:
    agent = None if doer is None else text.sides[doer]
    if kind in BOTH_SIDES:
        return agent, None if doer is None else text.sides[1 - doer]
    if kind in AGENT_ALONE:
        return agent, None
    if kind is EventKind.RESTRICTED_MOVEMENT:
        return agent, None if suffers is None else text.sides[suffers]
    return None, None


def _words(text: Text, words: Sequence[int], unled: frozenset[str] = SEPARATORS) -> Phrase | None:
    """The words as few spans: neighbours are joined over blanks; none begins with a sign of `unled`."""
    pieces = text.pieces
    spans: list[Span] = []
    for run in stretches(words):
        first = next((word for word in run if text.text[pieces.word_starts[word]] not in unled), None)
        if first is not None:
            spans.append((int(pieces.word_starts[first]), int(pieces.word_ends[run[-1]])))
    return phrase(text.text, spans) if spans else None


def _narrated(text: Text, found: Tagged, told: Sequence[_Statement]) -> list[Claim]:
    """Statements without events, one a sentence: the sentence, or its longest stretch outside every attribution."""
    pieces = text.pieces
    inside = [False] * len(pieces.word_starts)
    for attribution in found.attributions:
        for word in (*attribution.source, *attribution.cue, *attribution.content):
            inside[word] = True
    spoken_for = {one.events[0].trigger for one in told}
    starts = pieces.word_starts.tolist()
    made: list[Claim] = []
    word = 0
    for start, end in text.sentences:
        while word < len(starts) and starts[word] < start:
            word += 1
        first = word
        while word < len(starts) and starts[word] < end:
            word += 1
        if spoken_for & set(range(first, word)):
            continue
        stretch = _longest_outside(text, inside, first, word)
        own = [i for i in stretch if text.text[starts[i]].isalnum()]
        spoken = sum(text.text[starts[i]].isalnum() for i in range(first, word))
        if len(own) >= LEAST_WORDS and (len(own) >= LEAST_REST or len(own) * 2 > spoken):
            span = (starts[own[0]], int(pieces.word_ends[stretch[-1]]))
            made.append(Claim("", Voice.NARRATOR, None, None, phrase(text.text, [span])))
    return made


def _longest_outside(text: Text, inside: list[bool], first: int, last: int) -> range:
    edges = [first - 1, *(i for i in range(first, last) if inside[i]), last]
    best = max(pairwise(edges), key=lambda pair: pair[1] - pair[0], default=(first - 1, first))
    begin, end = best[0] + 1, best[1]
    starts = text.pieces.word_starts
    while begin < end and not text.text[starts[begin]].isalnum() and text.text[starts[begin]] not in '«“"(':
        begin += 1
    return range(begin, end)
