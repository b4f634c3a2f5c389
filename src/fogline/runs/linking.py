"""From words to things: places, actors, loaded words and named events of a part of a report."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from fogline.linking import actors, nationalities, phrases
from fogline.linking.antecedents import antecedents, fuller_names
from fogline.linking.axes import region, settlements
from fogline.linking.offices import side_of
from fogline.linking.tokens import cut, spans
from fogline.linking.toponyms import Mention, resolve
from fogline.linking.unknown import unknown_place
from fogline.reading.times import Dated
from fogline.runs.sides import cast, ukraine
from fogline.terms.claim import phrase
from fogline.terms.event import EventKind, Period
from fogline.terms.place import Precision
from fogline.terms.reading import ActorMention, Framing, PlaceMention
from fogline.terms.speaker import Speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from fogline.linking.gazetteer import Gazetteer
    from fogline.terms.actor import Side
    from fogline.terms.claim import Claim
    from fogline.terms.event import Event
    from fogline.terms.place import Place
    from fogline.terms.span import Span


REGIONS = frozenset({Precision.OBLAST, Precision.COUNTRY, Precision.AREA})
# The dead and the wounded are told apart, though they are of one kind.
HURT = frozenset({EventKind.CIVILIAN_CASUALTIES, EventKind.TROOP_LOSSES})
# What a side does with places of its own.
DOINGS = frozenset({EventKind.HOLDS, EventKind.LOSES, EventKind.REDEPLOYS, EventKind.WITHDRAWS})
VAGUE = frozenset({Precision.UNKNOWN})


class Linked(NamedTuple):
    """Claims with their places, and what else a part names."""

    claims: tuple[Claim, ...]
    places: tuple[PlaceMention, ...]
    actors: tuple[ActorMention, ...]


class Named(NamedTuple):
    """Where a text names places, surely or perhaps, and where it names a side.

    No side is named where the theatre is not spoken of.
    """

    places: tuple[Span, ...]
    sure: frozenset[Span]
    sides: tuple[Span, ...]


@lru_cache(maxsize=1)
def lists() -> phrases.Index:
    """The theatre's loaded words and named events."""
    return phrases.Index(ukraine())


def linked(text: str, language: str, claims: Sequence[Claim], named: Named, gazetteer: Gazetteer) -> Linked:
    """`claims` of `text` with their places.

    Only where a side is named do the theatre's countries come to mind first; the name of a side itself tells nothing
    of where other places lie, or a text and its mirror would be read apart. A name that no gazetteer has is kept where
    the tagger is sure of it, or has something of the theatre happen there. An adjective of nationality stands for its
    country, where nothing happens but before a word for ground.
    """
    mentions = [Mention(text[start:end], start, end) for start, end in named.places]
    taken = {letter for span in named.sides for letter in range(*span)}
    sides = {at for at, span in enumerate(named.places) if not taken.isdisjoint(range(*span))}
    theatre = ukraine().countries if named.sides else None
    found = resolve(text, mentions, language, gazetteer=gazetteer, theatre=theatre, sides=sides)
    told = (event.place_spans for claim in claims for event in claim.events) if named.sides else ()
    needed = named.sure.union(*told)
    known: dict[Span, Place] = {}
    nowhere: set[Span] = set()
    for number, (span, at) in enumerate(zip(named.places, found, strict=True)):
        surface = text[slice(*span)]
        place = _by_adjective(text, span, language, gazetteer) or at
        nation = nationalities.country(surface)
        if nation is not None and (at is None or not nationalities.is_noun(text, *span)):
            place = _country(nation, gazetteer) if at or span in needed else None
            if place is None or not nationalities.lies_there(text, span[1]):
                nowhere.add(span)
        elif place is None and span in needed and number not in sides and _is_name(surface):
            place = unknown_place(surface)
        if place:
            known[span] = place
    claims = [replace(claim, events=tuple(_named(claim.events, nowhere))) for claim in claims]
    return Linked(
        tuple(replace(claim, events=tuple(_once(_placed(_beyond(claim.events, taken), known)))) for claim in claims),
        tuple(PlaceMention(phrase(text, [span]), place) for span, place in known.items()),
        tuple(_actors(text)),
    )


def _is_name(surface: str) -> bool:
    """Whether words may be a name at all: their first letter, behind any quotation mark, is a capital."""
    return next((sign for sign in surface if sign.isalnum()), "").isupper() and sum(map(str.isalpha, surface)) > 1


def _country(name: str, gazetteer: Gazetteer) -> Place | None:
    found = (match.place for match in gazetteer.lookup(name, "en") if name)
    return next((place for place in found if place.precision is Precision.COUNTRY), None)


def _named(events: Iterable[Event], nowhere: set[Span]) -> Iterator[Event]:
    """Yield `events`, without the place of those for which it was looked for in `nowhere`."""
    for event in events:
        yield event if nowhere.isdisjoint(event.place_spans) else replace(event, place_spans=())


def dated(text: str) -> tuple[Dated, ...]:
    """Where `text` dates something by a named event."""
    return tuple(
        Dated(span, Period(event.start, _after(event.end), "day" if event.start == event.end else "event"))
        for span, event in phrases.named_events(text, lists())
    )


def _after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _placed(events: Iterable[Event], known: dict[Span, Place]) -> Iterator[Event]:
    """Yield `events` with their places: of those that differ in the name of the place alone, one for each place.

    A name that no place has gives way to one that has, and of a place within another that is named too the place stays.
    """
    groups: dict[tuple[object, ...], dict[str, Event]] = {}
    for event in events:
        place = known.get(event.place_spans[0]) if event.place_spans else None
        same = groups.setdefault((event.kind, event.spans), {})
        same.setdefault(place.id if place else "", replace(event, place=place))
    for same in groups.values():
        found = list(same.values())
        for wider in (VAGUE, REGIONS):
            found = [event for event in found if event.place and event.place.precision not in wider] or found
        yield from found


def _beyond(events: Sequence[Event], sides: set[int]) -> Iterator[Event]:
    """Yield `events` without those at a side's own name where another place is told ("Kyiv loses Luhy too")."""
    for event in events:
        alike = (one for one in events if one.spans == event.spans and one.kind == event.kind)
        if not _is_doer(event, sides) or all(_is_doer(one, sides) for one in alike):
            yield event


def _is_doer(event: Event, sides: set[int]) -> bool:
    """Whether what is taken for the place is a side's name in front of what that side does."""
    names = any(not sides.isdisjoint(range(*span)) and span < event.spans[0] for span in event.place_spans)
    return names and event.agent is not None and event.kind in DOINGS


def _once(events: Iterable[Event]) -> Iterator[Event]:
    """Yield `events`, of those that one statement tells in two words ("the evacuation ... will leave") the first."""
    told = set[tuple[object, ...]]()
    for event in events:
        key = (event.kind, event.agent, event.place and event.place.id, event.share, event.count)
        if key not in told or event.kind in HURT:
            told.add(key)
            yield event


def _by_adjective(text: str, span: Span, language: str, gazetteer: Gazetteer) -> Place | None:
    """The settlement that an axis is named after, or the region whose noun stands further on."""
    whole = region(text, *span)
    for match in gazetteer.lookup(whole, language) if whole else ():
        if match.place.precision is Precision.OBLAST:
            return match.place
    for name in settlements(text[slice(*span)]):
        towns = [one.place for one in gazetteer.lookup(name, language) if one.place.precision is Precision.SETTLEMENT]
        near = [place for place in towns if place.country in ukraine().countries]
        if near:
            return max(near, key=lambda place: place.population)
    return None


def _actors(text: str) -> Iterator[ActorMention]:
    words = spans(text)
    for mention in actors.find(text, words, cast()):
        span = (words[mention.first][0], words[mention.last - 1][1])
        actor = mention.actor
        yield ActorMention(phrase(text, [span]), Speaker(actor.name, actor.side, actor.id, 1.0))


def speakers(
    sources: Sequence[tuple[Span, str] | None], side: Callable[[Sequence[int]], Side], language: str
) -> list[Speaker]:
    """Who each of a text's sources is: a known actor, or a body whose side its words tell or, failing that, `side`.

    `sources` are where they stand and their words, None where nobody is named. One name is one speaker throughout;
    `side` is given the numbers of its sources, and says by what they are made to say whose side it is.
    """
    said = sorted({source for source in sources if source})
    who: dict[tuple[Span, str], tuple[str, Speaker | None]] = {}
    fuller = fuller_names([text for _, text in said])
    for source, before in zip(said, antecedents([text for _, text in said]), strict=True):
        name = source[1]
        known = _known(name, language)
        if known is None and name in fuller:
            name = fuller[name]
            known = _known(name, language)
        who[source] = (name, known) if before is None else who[said[before]]
    found: dict[int, Speaker] = {}
    unknown: dict[str, list[int]] = defaultdict(list)
    for number, spoken in enumerate(sources):
        name, known = who[spoken] if spoken else ("", None)
        if known:
            found[number] = known
        elif spoken:
            unknown[name].append(number)
        else:
            found[number] = Speaker("", side([number]))
    for name, numbers in unknown.items():
        found |= dict.fromkeys(numbers, Speaker(name, side(numbers)))
    return [found[number] for number in range(len(sources))]


def loaded_words(text: str) -> tuple[Framing, ...]:
    """The theatre's loaded words in `text`."""
    return tuple(
        Framing(phrase(text, [span]), word.side, word.kind, word.note)
        for span, word in phrases.loaded_words(text, lists())
    )


def _known(text: str, language: str) -> Speaker | None:
    """The actor that a source's words name, or a body whose side they tell; None where they are silent."""
    found = actors.link(text, cast())
    if found:
        actor, confidence = found
        return Speaker(actor.name, actor.side, actor.id, confidence)
    side = side_of(cut(text), cast().rules, language)
    return None if side is None else Speaker(text, side)
