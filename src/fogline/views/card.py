"""The card of a report: all that it lets be said, and says, on one sheet."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from fogline.terms.actor import Side
from fogline.terms.claim import Voice, phrase
from fogline.terms.event import Certainty, TimeFrame
from fogline.views.marks import attributed, narrated, numbered
from fogline.views.speakers import name_of, side_of, sources, summary, unnamed
from fogline.views.words import EVIDENCE, Told, clipped, place_name, side_name, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from fogline.terms.claim import Claim, Phrase
    from fogline.terms.reading import Framing, Reading
    from fogline.terms.span import Span
    from fogline.views.speakers import Source

REPORT = "the report itself"
NOBODY = "nobody named"
# Letters of a statement that the card holds.
CUT = 180


@dataclass(frozen=True, slots=True)
class Camp:
    """The sources of one side, and how many statements they have together."""

    side: str
    statements: int
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """An event in words, and the numbers of the statements that tell of it."""

    told: Told
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Voiced:
    """What one side, or the report itself, says."""

    voice: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PlaceSaid:
    """What is said of one place; `place` is None for what is said of no named place."""

    place: str | None
    voices: tuple[Voiced, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown or cited: its kind, whose it is, the words that name it if any do, and for which statements."""

    kind: str
    holder: str | None
    words: str | None
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement in short: who says it, its events in words, and the beginning of what is said."""

    who: str
    told: tuple[Told, ...]
    content: str
    number: int


@dataclass(frozen=True, slots=True)
class LoadedWord:
    """A loaded word: whose it is, why, how often it stands in the report, and how often outside what others say."""

    words: str
    whose: str
    note: str
    times: int
    own: int


@dataclass(frozen=True, slots=True)
class OwnVoice:
    """How many statements are the report's own, and how many of these hold a loaded word."""

    statements: int
    loaded: int


@dataclass(frozen=True, slots=True)
class Card:
    """The sheet. Everything is in the order in which it comes up in the report."""

    summary: str
    camps: tuple[Camp, ...]
    places: tuple[PlaceSaid, ...]
    evidence: tuple[Shown, ...]
    adopted: tuple[Stated, ...]
    ahead: tuple[Stated, ...]
    loaded: tuple[LoadedWord, ...]
    own: OwnVoice
    nobody: tuple[Stated, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """What the report has nothing of."""
        kept = {
            "sources": self.camps,
            "events": self.places,
            "evidence": self.evidence,
            "claims that the report adopts": self.adopted,
            "forecasts and ifs": self.ahead,
            "loaded words": self.loaded,
            "statements in nobody's name": self.nobody,
        }
        return tuple(name for name, found in kept.items() if not found)


def card(reading: Reading) -> Card:
    """The card of `reading`."""
    text, claims = reading.report.text, reading.claims
    every, spoken = list(numbered(claims)), sources(claims)

    def stated(wanted: Callable[[Claim], bool]) -> tuple[Stated, ...]:
        return tuple(_stated(number, claim, text) for number, claim in every if wanted(claim))

    return Card(
        summary(claims, spoken),
        _camps(spoken),
        _places(every, text),
        _evidence(every, text),
        stated(lambda claim: claim.manner is not None and claim.manner.endorsed),
        stated(_ahead),
        _loaded(reading),
        _own(reading),
        stated(lambda claim: claim.voice is Voice.ATTRIBUTED and unnamed(claim)),
    )


def by_who(stated: Iterable[Stated]) -> list[tuple[str, list[Stated]]]:
    """`stated` in order, those that follow one another and are said by the same together."""
    return [(who, list(group)) for who, group in groupby(stated, key=lambda one: one.who)]


def whose(framing: Framing) -> str:
    """Whose words a loaded word is one of."""
    if framing.kind == "judgement":
        return "words that judge"
    return f"{side_name(framing.side)}'s words" if framing.side else "words of both sides"


def voice_of(claim: Claim) -> str:
    """Whose voice a claim is in: a side's, the report's, or nobody's."""
    if claim.voice is Voice.NARRATOR:
        return REPORT
    side = side_of(claim)
    return NOBODY if side is Side.UNKNOWN and unnamed(claim) else side_name(side)


def events_of(claim: Claim, text: str) -> tuple[Told, ...]:
    """The events of `claim` in words, each once."""
    return tuple(dict.fromkeys(told(event, claim.manner, text) for event in claim.events))


def _ahead(claim: Claim) -> bool:
    manner = claim.manner
    return manner is not None and (manner.time_frame is TimeFrame.FUTURE or manner.certainty is Certainty.CONDITIONAL)


def _camps(spoken: Iterable[Source]) -> tuple[Camp, ...]:
    by_side: dict[str, list[Source]] = {}
    for source in spoken:
        by_side.setdefault(side_name(source.side), []).append(source)
    return tuple(
        Camp(side, sum(len(source.numbers) for source in of_side), tuple(of_side)) for side, of_side in by_side.items()
    )


def _places(every: Iterable[tuple[int, Claim]], text: str) -> tuple[PlaceSaid, ...]:
    said: dict[str | None, dict[str, dict[Told, dict[int, None]]]] = {}
    names: dict[str | None, str | None] = {}
    for number, claim in every:
        for event in claim.events:
            name = place_name(event, text)
            key = event.place.id if event.place else name
            names.setdefault(key, name)
            lines = said.setdefault(key, {}).setdefault(voice_of(claim), {})
            lines.setdefault(told(event, claim.manner, text, placed=False), {})[number] = None
    ordered = sorted(said.items(), key=lambda item: item[0] is None)
    return tuple(
        PlaceSaid(
            names[key],
            tuple(
                Voiced(voice, tuple(Line(one, tuple(numbers)) for one, numbers in lines.items()))
                for voice, lines in voices.items()
            ),
        )
        for key, voices in ordered
    )


def _evidence(every: Iterable[tuple[int, Claim]], text: str) -> tuple[Shown, ...]:
    shown: dict[tuple[str, str | None, tuple[Span, ...]], list[int]] = {}
    for number, claim in every:
        for one in claim.evidence:
            shown.setdefault((EVIDENCE[one.kind], one.holder, one.spans), []).append(number)
    return tuple(
        Shown(kind, holder, phrase(text, spans).text if spans else None, tuple(numbers))
        for (kind, holder, spans), numbers in shown.items()
    )


def _stated(number: int, claim: Claim, text: str) -> Stated:
    who = voice_of(claim)
    if claim.voice is Voice.ATTRIBUTED and not unnamed(claim):
        who = f"{name_of(claim)} ({who})"
    return Stated(who, events_of(claim, text), clipped(claim.content.text, CUT), number)


def _loaded(reading: Reading) -> tuple[LoadedWord, ...]:
    said = _Stretches(claim.content for claim in attributed(reading.claims))
    found: dict[tuple[str, str], list[Framing]] = {}
    for framing in reading.framing:
        found.setdefault((framing.phrase.text.casefold(), whose(framing)), []).append(framing)
    return tuple(
        LoadedWord(
            *(framings[0].phrase.text, of, framings[0].note, len(framings)),
            sum(not said.meets(framing.phrase) for framing in framings),
        )
        for (_, of), framings in found.items()
    )


def _own(reading: Reading) -> OwnVoice:
    own, loaded = narrated(reading.claims), _Stretches(framing.phrase for framing in reading.framing)
    return OwnVoice(len(own), sum(loaded.meets(claim.content) for claim in own))


class _Stretches:
    """The stretches of a text that `phrases` cover."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.spans: list[Span] = []
        for start, end in sorted(span for one in phrases for span in one.spans):
            if self.spans and start <= self.spans[-1][1]:
                self.spans[-1] = (self.spans[-1][0], max(end, self.spans[-1][1]))
            else:
                self.spans.append((start, end))

    def meets(self, phrase: Phrase) -> bool:
        """Whether a letter of `phrase` is covered."""
        return any(self._covers(start, end) for start, end in phrase.spans)

    def _covers(self, start: int, end: int) -> bool:
        before = bisect_left(self.spans, (end, 0)) - 1
        return before >= 0 and self.spans[before][1] > start
