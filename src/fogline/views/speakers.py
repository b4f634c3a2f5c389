"""The sources of a report: who speaks, under which names, how often."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fogline.terms.actor import Side
from fogline.views.marks import attributed, narrated, numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fogline.terms.claim import Claim
    from fogline.terms.span import Span

ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody who is let speak. `confidence` is that of the least certain of its links, None for no known actor.

    `written` are the report's words for a known actor that are not part of `name`: the first words at each confidence,
    for later ones may be a pronoun, which has the confidence of the name that it stands for.
    """

    name: str
    side: Side
    written: tuple[str, ...]
    confidence: float | None
    numbers: tuple[int, ...]


def side_of(claim: Claim) -> Side:
    """The side of whoever says an attributed claim."""
    return claim.speaker.side if claim.speaker else Side.UNKNOWN


def unnamed(claim: Claim) -> bool:
    """Whether an attributed claim is said in nobody's name."""
    return not name_of(claim)


def name_of(claim: Claim) -> str:
    """The name of whoever says an attributed claim, or else the report's words; empty if nobody is named."""
    if claim.speaker and claim.speaker.name:
        return claim.speaker.name
    return claim.source.text if claim.source else ""


def sources(claims: Sequence[Claim]) -> tuple[Source, ...]:
    """Who says the attributed ones of `claims`, in order; a shorter form of a name counts with the longer one."""
    gathering = _Gathering()
    for number, claim in numbered(attributed(claims)):
        if not unnamed(claim):
            gathering.add(number, claim)
    return tuple(one.source() for one in gathering.every)


@dataclass(slots=True)
class _Gathered:
    name: str
    side: Side
    words: frozenset[str]
    first: dict[float, tuple[Span, str]] = field(default_factory=dict)
    numbers: list[int] = field(default_factory=list)

    def source(self) -> Source:
        texts = [text for _, text in sorted(self.first.values()) if not _name_words(text) <= self.words]
        written = tuple(dict.fromkeys(text.split(",", maxsplit=1)[0] for text in texts))
        return Source(self.name, self.side, written, min(self.first, default=None), tuple(self.numbers))


_Key = str | tuple[Side, str] | tuple[Side, frozenset[str]]


class _Gathering:
    """The sources so far: known actors by their id, others by their side with their words, and with each of these."""

    def __init__(self) -> None:
        self.every: list[_Gathered] = []
        self.by_key: dict[_Key, _Gathered] = {}

    def add(self, number: int, claim: Claim) -> None:
        """Count `claim` with its source."""
        name, side, speaker = name_of(claim), side_of(claim), claim.speaker
        words = _name_words(name)
        known = speaker.id if speaker else None
        keys: list[_Key] = [known] if known else [(side, words), *((side, word) for word in sorted(words))]
        one = self._same(keys, words, known=known is not None)
        if one is None:
            one = _Gathered(name, side, words)
            self.every.append(one)
        elif not known and one.words < words:
            one.name, one.words = name, words
        for key in keys:
            self.by_key.setdefault(key, one)
        one.numbers.append(number)
        if speaker and speaker.confidence is not None and claim.source:
            here = claim.source.spans[0], claim.source.text
            one.first[speaker.confidence] = min(here, one.first.get(speaker.confidence, here))

    def _same(self, keys: Sequence[_Key], words: frozenset[str], *, known: bool) -> _Gathered | None:
        found = (self.by_key[key] for key in keys if key in self.by_key)
        return next((one for one in found if known or words <= one.words or one.words <= words), None)


def _name_words(text: str) -> frozenset[str]:
    head = text.split(",", maxsplit=1)[0]
    words = [word.strip("\"'“”«».,()") for word in head.removesuffix("'s").removesuffix("’s").split()]
    telling = [word for word in words if word and word.casefold() not in ARTICLES]
    capital = [word for word in telling if word[0].isupper()]
    return frozenset(word.casefold() for word in capital or telling or [text])


def summary(claims: Sequence[Claim], spoken: Sequence[Source]) -> str:
    """One line: how many statements there are, and whose; `spoken` are their sources."""
    said, own = attributed(claims), narrated(claims)
    nobody = sum(map(unnamed, said))
    line = f"{counted(len(said) + len(own), 'statement')}: {len(said)} attributed to {counted(len(spoken), 'source')}"
    if nobody:
        line += f" ({nobody} to nobody named)"
    return f"{line}, {len(own)} in the report's own voice"


def counted(number: int, noun: str) -> str:
    """`number` and `noun`, in the plural where it needs it."""
    return f"{number} {noun}" + ("" if number == 1 else "s")
