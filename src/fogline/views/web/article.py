"""A report as an article: its text in marked stretches, who speaks in it, what is shown, and what it says itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from fogline.terms.claim import Voice, phrase
from fogline.views.marks import NARRATED, attributed, legend, numbered, segments
from fogline.views.speakers import name_of, side_of, sources, unnamed
from fogline.views.web.telling import short

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fogline.terms.actor import Side
    from fogline.terms.claim import Claim
    from fogline.terms.event import EvidenceKind
    from fogline.terms.reading import Framing, Reading
    from fogline.terms.span import Span
    from fogline.views.marks import Segment
    from fogline.views.speakers import Source
    from fogline.views.web.telling import Telling, Told


class Part(NamedTuple):
    """A stretch of text: its roles, the place and the loaded word (a number) it is, the statements it ends."""

    text: str
    classes: str
    place: str | None
    loaded: int | None
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Camp:
    """The sources of one side, and how many statements they have together."""

    side: Side
    statements: int
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A loaded word: whose it is (None: nobody's or both), its kind, what it does, how often it stands there."""

    words: str
    side: Side | None
    kind: str
    note: str
    times: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown or cited, whose it is, the words that name it if any do, and for which statements."""

    kind: EvidenceKind
    holder: str | None
    words: str | None
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement: its number in the text, who says it (None: nobody is named, or the report), and what in words."""

    number: int
    claim: Claim
    who: str | None
    side: Side | None
    told: tuple[Told, ...]
    content: str


@dataclass(frozen=True, slots=True)
class Article:
    """All of a report that its page shows of the reading itself."""

    reading: Reading
    parts: tuple[Part, ...]
    roles: tuple[str, ...]
    camps: tuple[Camp, ...]
    nobody: int
    evidence: tuple[Shown, ...]
    loaded: tuple[Loaded, ...]
    said: tuple[Statement, ...]
    own: tuple[Statement, ...]


def article(reading: Reading, telling: Telling) -> Article:
    """`reading` as a page shows it."""
    claims = reading.claims
    words = _loaded(reading)
    order = {key: number for number, key in enumerate(words, 1)}
    every = [_statement(number, claim, reading, telling) for number, claim in numbered(claims)]
    return Article(
        reading,
        tuple(_parts(reading, telling, order, own=True)),
        (*legend(reading), *([NARRATED] if any(one.claim.voice is Voice.NARRATOR for one in every) else [])),
        _camps(sources(claims)),
        sum(map(unnamed, attributed(claims))),
        _evidence(reading),
        tuple(words.values()),
        tuple(one for one in every if one.claim.voice is Voice.ATTRIBUTED),
        tuple(one for one in every if one.claim.voice is Voice.NARRATOR),
    )


def marked(reading: Reading, telling: Telling) -> tuple[Part, ...]:
    """The text of `reading` in stretches, without numbers."""
    return tuple(part._replace(numbers=()) for part in _parts(reading, telling, {}))


def _parts(
    reading: Reading, telling: Telling, order: dict[tuple[str, str], int], *, own: bool = False
) -> Iterator[Part]:
    for segment in segments(reading, own=own):
        classes = " ".join(dict.fromkeys(role for role, _ in segment.roles))
        yield Part(segment.text, classes, *_of(reading, segment, telling, order), segment.numbers)


def _of(
    reading: Reading, segment: Segment, telling: Telling, order: dict[tuple[str, str], int]
) -> tuple[str | None, int | None]:
    """The place that a stretch names, and the number of its loaded word."""
    place, word = None, None
    for role, number in segment.roles:
        if role == "place" and (known := reading.places[number - 1].place):
            place = telling.place_name(known)
        elif role == "loaded":
            word = order.get(_key(reading.framing[number - 1]))
    return place, word


def _key(framing: Framing) -> tuple[str, str]:
    return framing.phrase.text.casefold(), f"{framing.kind} {framing.side}"


def _loaded(reading: Reading) -> dict[tuple[str, str], Loaded]:
    found: dict[tuple[str, str], list[Framing]] = {}
    for framing in reading.framing:
        found.setdefault(_key(framing), []).append(framing)
    return {key: Loaded(of[0].phrase.text, of[0].side, of[0].kind, of[0].note, len(of)) for key, of in found.items()}


def _camps(spoken: Sequence[Source]) -> tuple[Camp, ...]:
    by_side: dict[Side, list[Source]] = {}
    for source in spoken:
        by_side.setdefault(source.side, []).append(source)
    return tuple(Camp(side, sum(len(one.numbers) for one in of), tuple(of)) for side, of in by_side.items())


def _evidence(reading: Reading) -> tuple[Shown, ...]:
    shown: dict[tuple[EvidenceKind, str | None, tuple[Span, ...]], list[int]] = {}
    for number, claim in numbered(reading.claims):
        for one in claim.evidence:
            shown.setdefault((one.kind, one.holder, one.spans), []).append(number)
    text = reading.report.text
    return tuple(
        Shown(kind, holder, phrase(text, spans).text if spans else None, tuple(numbers))
        for (kind, holder, spans), numbers in shown.items()
    )


def _statement(number: int, claim: Claim, reading: Reading, telling: Telling) -> Statement:
    said = claim.voice is Voice.ATTRIBUTED
    told = telling.events(claim, lambda: reading.report.text)
    return Statement(
        number, claim, (name_of(claim) or None) if said else None, side_of(claim) if said else None, told, short(claim)
    )
