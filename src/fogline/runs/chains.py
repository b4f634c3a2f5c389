"""Chains of "if" of a report or a claim, with what other reports say of the same steps."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from fogline.errors import NotThere
from fogline.ledger import asking
from fogline.linking.steps import Meant, meant, opposed, same
from fogline.outlook.foretelling.consequences import (
    Belief,
    Chain,
    Edge,
    Interval,
    Step,
    Sum,
    Told,
    believed,
    contradictions,
    loops,
    sums,
)
from fogline.outlook.foretelling.resolution import SHOWN_BY
from fogline.runs.asking import claim_or_report
from fogline.runs.forecasts import MONTH
from fogline.runs.joining import joined
from fogline.runs.rates import Rates
from fogline.runs.reading import Reader, load, read_text
from fogline.terms.claim import phrase
from fogline.terms.event import Certainty, EventKind, Stance, TimeFrame
from fogline.terms.kept import KeptClaim, Question
from fogline.terms.place import Precision
from fogline.terms.reading import Reading

__all__ = [
    "Belief",
    "Chain",
    "Edge",
    "Interval",
    "Reader",
    "Step",
    "Sum",
    "believed",
    "chain",
    "contradictions",
    "events_of",
    "load",
    "loops",
    "sums",
]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from fogline.ledger.database import Database
    from fogline.terms.event import Event
    from fogline.terms.kept import KeptReport
    from fogline.terms.span import Span

# What is not told of a step that tells what does not happen: by when it would have.
NOT_SO = "deadline"
# Other reports that are looked into for the same steps, the newest.
OTHERS = 50


class _Place(NamedTuple):
    """A step as one report tells it: its words, the events in them, and what it is compared by."""

    text: str
    events: tuple[Event, ...]
    meant: Meant


class _Link(NamedTuple):
    cause: _Place
    effect: _Place
    told: Told


def chain(database: Database, identifier: str, read: Callable[[str], tuple[Event, ...]]) -> Chain:
    """The chain told by the report, or the report of the claim, with `identifier`; raises NotThere without one.

    `read` gives the events of an if-part's words, which are no claims of the report. Of a claim, only what hangs
    together with it is given.
    """
    found = claim_or_report(database, identifier)
    report = found.report if isinstance(found, KeptClaim) else found
    own = list(_links(database, report, read))
    if not own:
        message = f"the report of {identifier!r} joins no condition to a consequence"
        raise NotThere(message)
    links = own + [link for other in _others(database, report, own) for link in _links(database, other, read)]
    places = [place for link in links for place in (link.cause, link.effect)]
    numbers = _numbered(places)
    kept = _connected(links, numbers, set(numbers[: 2 * len(own)]))
    if isinstance(found, KeptClaim):
        kept = _connected(links, numbers, _of_claim(found, places, numbers)) or kept
    return _drawn(database, links, (places, numbers), kept)


def events_of(reader: Reader, words: str) -> tuple[Event, ...]:
    """The events that some words tell of when they are read by themselves."""
    found = read_text(reader, words, "a step")
    claims = found.claims if isinstance(found, Reading) else ()
    return tuple(event for claim in claims for event in claim.events if event.kind is not EventKind.OTHER)


def _links(database: Database, report: KeptReport, read: Callable[[str], tuple[Event, ...]]) -> Iterator[_Link]:
    reading = asking.reading(database, report.number)
    text, found = reading.report.text, list(joined(reading))
    effects = {join.effect for join, _ in found}
    for join, sentence in found:
        cause = _place(reading, join.cause)
        if not cause.events and join.cause not in effects:
            events = _as_named(reading, cause.text, read(cause.text))
            cause = _Place(cause.text, events, meant(cause.text, map(_key, events)))
        told = Told(sentence, text[slice(*join.cue)], report.id, report.capture.address, report.said)
        yield _Link(cause, _place(reading, join.effect), told)


def _place(reading: Reading, span: Span) -> _Place:
    """The step at `span` of a reading, with the events that its claims tell of there."""
    text = reading.report.text[slice(*span)]
    events = tuple(
        event
        for claim in reading.claims
        for event in claim.events
        if any(span[0] <= start and end <= span[1] for start, end in event.spans) and event.kind is not EventKind.OTHER
    )
    return _Place(text, events, meant(text, map(_key, events)))


def _as_named(reading: Reading, words: str, events: Sequence[Event]) -> tuple[Event, ...]:
    """`events` of some words at the places that the reading takes the names in them for."""
    known = {mention.phrase.text: mention.place for mention in reading.places}
    named = (known.get(phrase(words, event.place_spans).text) if event.place_spans else None for event in events)
    return tuple(replace(event, place=at or event.place) for event, at in zip(events, named, strict=True))


def _key(event: Event) -> tuple[str, str, str]:
    return event.kind.value, str(event.agent), event.place.id if event.place else ""


def _others(database: Database, report: KeptReport, own: Sequence[_Link]) -> list[KeptReport]:
    """Other reports that may speak of the same steps: that foretell them, or name the places of those that do."""
    found: dict[int, KeptReport] = {}
    events = {_key(event): event for link in own for place in (link.cause, link.effect) for event in place.events}
    for event in events.values():
        if event.place:
            for named in asking.reports(database, Question(words=f'"{event.place.name}"', limit=OTHERS)):
                if named.id != report.id:
                    found.setdefault(named.number, named)
            question = Question(
                places=(event.place.id,), kinds=(event.kind,), time_frame=TimeFrame.FUTURE, limit=OTHERS
            )
            for kept in asking.claims(database, question):
                if kept.report.id != report.id:
                    found.setdefault(kept.report.number, kept.report)
    return list(found.values())[:OTHERS]


def _numbered(places: Sequence[_Place]) -> list[int]:
    """A number for each place: those of one step have the same, counted from 1 as they come."""
    steps: list[list[Meant]] = []
    numbers = []
    for place in places:
        at = next((n for n, step in enumerate(steps) if any(same(place.meant, one) for one in step)), len(steps))
        if at == len(steps):
            steps.append([])
        steps[at].append(place.meant)
        numbers.append(at + 1)
    return numbers


def _connected(links: Sequence[_Link], numbers: Sequence[int], wanted: set[int]) -> set[int]:
    """The steps that hang together with those `wanted`."""
    pairs = [(numbers[2 * at], numbers[2 * at + 1]) for at in range(len(links))]
    before: set[int] = set()
    while wanted != before:
        before = set(wanted)
        wanted = wanted | {number for pair in pairs if wanted & set(pair) for number in pair}
    return wanted


def _of_claim(found: KeptClaim, places: Sequence[_Place], numbers: Sequence[int]) -> set[int]:
    own = {_key(event) for event in found.claim.events}
    return {number for place, number in zip(places, numbers, strict=True) if own & place.meant.events}


def _drawn(
    database: Database, links: Sequence[_Link], of: tuple[Sequence[_Place], Sequence[int]], kept: set[int]
) -> Chain:
    places, numbers = of
    order = {number: at for at, number in enumerate(dict.fromkeys(n for n in numbers if n in kept), 1)}
    tellings: dict[int, list[_Place]] = defaultdict(list)
    for place, number in zip(places, numbers, strict=True):
        if number in kept:
            tellings[order[number]].append(place)
    told: dict[tuple[int, int], list[Told]] = defaultdict(list)
    for at, link in enumerate(links):
        cause, effect = numbers[2 * at], numbers[2 * at + 1]
        if cause in kept and cause != effect:
            told[order[cause], order[effect]].append(link.told)
    rates = Rates(database)
    steps = tuple(_step(database, rates, number, own) for number, own in sorted(tellings.items()))
    edges = tuple(Edge(*pair, tuple(sentences)) for pair, sentences in told.items())
    against = tuple(
        (one, other)
        for one in tellings
        for other in tellings
        if one < other and any(opposed(a.meant, b.meant) for a in tellings[one] for b in tellings[other])
    )
    return Chain(steps, edges, against)


def _step(database: Database, rates: Rates, number: int, own: Sequence[_Place]) -> Step:
    text = " = ".join(dict.fromkeys(place.text for place in own))
    if any(place.meant.negated for place in own):
        # Whether something has not happened yet shows only at a deadline that steps do not have.
        return Step(number, text, "cannot be followed: it tells what does not happen", None, None, NOT_SO)
    event = next((event for place in own for event in place.events if event.place), None)
    if event is None or event.place is None:
        lacking = "place" if any(place.events for place in own) else "kind of event"
        return Step(number, text, f"cannot be followed: no {lacking} is told", None, None, lacking)
    so = _happened(database, event)
    return Step(number, text, _today(event, so), rates.chance(event.kind, MONTH), event, None, tuple(so))


def _happened(database: Database, event: Event) -> list[KeptClaim]:
    """The claims that say that it has happened, the newest first."""
    assert event.place  # noqa: S101 - told to the type checker
    kinds = tuple(sorted(SHOWN_BY.get(event.kind, frozenset({event.kind}))))
    question = Question(places=(event.place.id,), kinds=kinds, stance=Stance.AFFIRMS, time_frame=TimeFrame.PRESENT)
    return [
        kept
        for kept in asking.claims(database, question)
        if kept.claim.manner
        and kept.claim.manner.certainty is not Certainty.CONDITIONAL
        and any(one.kind in kinds and event.agent in {None, one.agent} for one in kept.claim.events)
    ]


def _today(event: Event, found: Sequence[KeptClaim]) -> str:
    """What the ledger says today of whether it has happened."""
    assert event.place  # noqa: S101 - told to the type checker
    at = "at" if event.place.precision in {Precision.SETTLEMENT, Precision.HROMADA} else "in"
    what = f"{event.kind.value.replace('_', ' ')} {at} {event.place.name}"
    if not found:
        return f"{what}: nobody in the ledger says that it has happened"
    sides = sorted({kept.claim.speaker.side.value if kept.claim.speaker else "report" for kept in found})
    first, last = found[-1].said, found[0].said
    days = f"{first} to {last}" if first != last else first
    many = f"{len(found)} claims say" if len(found) > 1 else "one claim says"
    return f"{what}: {many} that it is so, {days} ({', '.join(sides)})"
