"""Lay the annotations of the reports that we write onto words: attributions, names of places, events."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from fogline.reading.perspective import faced, first_named
from fogline.reading.pieces import Pieces, cut
from fogline.reading.scores import CERTAINTIES, EVENT_KINDS, EVIDENCE_KINDS, TIME_FRAMES
from training.examples import Marked, Told, inside, role_rows
from training.polnear import CONTENT, CUE, SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from fogline.reading.perspective import Mark
    from training.corpus import Claim, Event, Report, Span
    from training.encoders import Encoder

SIDES = ("ru", "ua")
SPEAKER = {"independent": 2, "unknown": 3}
OPENING = frozenset(":—–-«“„\"'’‘")
# Words that carry a trigger's tense or negation, not its kind.
AUXILIARIES = frozenset(
    "have has had be been being am is are was were will would may might could can should must do does did to not no "
    "the a an быть был была было были будет будут бы не нет на в бути був була було були буде будуть ні у".split()
)
LATIN = dict(
    zip(
        "абвгґдеёєжзиіїйклмнопрстуфхцчшщъыьэюя",
        "a b v h h d e e e zh z y i i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya".split(),
        strict=True,
    )
)
# How alike a name in a text and the place's are to be; a word that is common without a capital must be the same.
ALIKE, MUCH_ALIKE, SAME = 0.6, 0.75, 0.9
WORD = re.compile(r"\w(?:(?!['’]s\b)[\w’'ʼ-])*")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How often the corpus writes a word with a capital and without: what tells names from beginnings."""

    small: Counter[str]
    capital: Counter[str]

    def is_name(self, word: str) -> bool:
        """Whether `word` is more often written with a capital than without."""
        return word[:1].isupper() and self.capital[word.lower()] > self.small[word.lower()]

    def is_common(self, word: str) -> bool:
        """Whether `word`, with a capital or not, is more often written without."""
        return self.small[word.lower()] > self.capital[word.lower()]


def vocabulary(reports: Iterable[Report]) -> Vocabulary:
    """Count the words of all `reports`, leaving out those that begin a sentence."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for report in reports:
        before = "."
        for word in report.text.split():
            bare = word.strip(".,:;!?()«»“”„\"'—–")
            if bare[:1].islower():
                small[bare.lower()] += 1
            elif bare and before[-1:] not in '.:!?»”"':
                capital[bare.lower()] += 1
            before = word
    return Vocabulary(small, capital)


@dataclass(frozen=True, slots=True)
class Named:
    """A place named in a text: where, which (None if it is no event's place), and whether the words are its name."""

    span: Span
    place: str | None
    own: bool


def names(report: Report, words: Vocabulary) -> list[Named]:
    """Every name of a place in `report`; words that stand for a place ("the town") are left out."""
    known: dict[Span, str | None] = dict.fromkeys(report.also_places or ())
    for claim in report.claims:
        for event in claim.events:
            if event.place and event.place_span and (span := _name(report.text, event.place_span, words)):
                known[span] = event.place
                for again in _again(report.text, span):
                    known.setdefault(again, event.place)
    for place in {event.place for claim in report.claims for event in claim.events if event.place}:
        for span in _like(report.text, place, words):
            known.setdefault(span, place)
            known[span] = known[span] or place
    kept: list[Named] = []
    for span, place in sorted(known.items(), key=lambda item: (item[0][0], -item[0][1])):
        if not kept or span[0] >= kept[-1].span[1]:
            own = place is not None and likeness(report.text[slice(*span)], place) >= ALIKE
            kept.append(Named(span, place, own))
    return kept


def _name(text: str, span: Span, words: Vocabulary) -> Span | None:
    at = span[0]
    for word in text[span[0] : span[1]].split(" "):
        if words.is_name(word.strip("«»“”\"'.,()")):
            return at, span[1]
        at += len(word) + 1
    return None


def _like(text: str, place: str, words: Vocabulary) -> Iterable[Span]:
    """Where `text` writes a name that is much like `place`, in whatever script and case; "The" is not Tykhe."""
    found = [match.span() for match in WORD.finditer(text)]
    length = len(place.split())
    for at in range(len(found) - length + 1):
        span = (found[at][0], found[at + length - 1][1])
        surface = text[slice(*span)]
        least = SAME if words.is_common(surface) else MUCH_ALIKE
        if surface[0].isupper() and likeness(surface, place) >= least:
            yield span


def _again(text: str, span: Span) -> Iterable[Span]:
    name = text[span[0] : span[1]]
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            yield at, end
        at = text.find(name, end)


def mark_report(
    report: Report,
    named: Sequence[Named],
    encoder: Encoder,
    marks: Callable[[str, Pieces, str], Sequence[Mark]],
    *,
    turned: bool,
) -> Marked:
    """`report`, in which `named` are the places, with everything to be learned from it.

    It is shown from the side that it names first or, `turned`, the other.
    """
    plain = cut(report.text, encoder.tokenizer, encoder.end)
    found = marks(report.text, plain, report.language)
    near = first_named(found) ^ turned
    pieces = faced(plain, found, near, encoder.tokenizer)
    attributions, speakers = _attributions(report, near)
    anchors, roles, kept = role_rows(attributions, pieces)
    return Marked(
        pieces,
        anchors,
        roles,
        np.array([speakers[i] for i in kept], np.int8),
        _toponyms(pieces, named, complete=report.also_places is not None),
        told=_told(report, pieces, named, near),
    )


def _attributions(report: Report, near: int) -> tuple[tuple[tuple[tuple[int, int, int], ...], ...], list[int]]:
    """Claims of one source and cue are one attribution; where no word attributes, the sign before the content does."""
    spans: dict[tuple[Span | None, Span | None], list[tuple[int, int, int]]] = defaultdict(list)
    side: dict[tuple[Span | None, Span | None], int] = {}
    for claim in report.claims:
        if claim.side is None:
            continue
        cue = claim.cue or _sign(report.text, claim)
        key = (claim.source, cue)
        spans[key].append((CONTENT, *claim.content))
        side[key] = SIDES.index(claim.side) ^ near if claim.side in SIDES else SPEAKER[claim.side]
    rows = []
    for (source, cue), contents in spans.items():
        roles = list(contents)
        roles += [(SOURCE, *source)] if source else []
        roles += [(CUE, *cue)] if cue else []
        rows.append(tuple(roles))
    return tuple(rows), list(side.values())


def _sign(text: str, claim: Claim) -> Span | None:
    at = claim.content[0] - 1
    sign = None
    while at >= 0 and (text[at].isspace() or text[at] in OPENING):
        if text[at] in OPENING:
            sign = (at, at + 1)
        at -= 1
    return sign or claim.source


def _toponyms(pieces: Pieces, named: Sequence[Named], *, complete: bool) -> NDArray[np.int8]:
    """Where not every name is marked, only what is marked is to be learned."""
    labels = np.full(len(pieces.word_first), 0 if complete else -1, np.int8)
    for one in named:
        words = np.flatnonzero(inside(pieces, *one.span))
        labels[words[:1]] = 1
        labels[words[1:]] = 2
    return labels


def _told(report: Report, pieces: Pieces, named: Sequence[Named], near: int) -> Told:
    rows: dict[int, list[tuple[Claim, Event]]] = defaultdict(list)
    for claim in report.claims:
        for event in claim.events:
            rows[trigger_word(report.text, pieces, event)].append((claim, event))
    at = sorted(rows)
    kinds = np.zeros((len(at), len(EVENT_KINDS)), np.int8)
    classes = np.zeros((len(at), 4), np.int8)
    flags = np.zeros((len(at), 2 + len(EVIDENCE_KINDS)), np.int8)
    own = np.full(len(at), -1, np.int8)
    places = np.zeros((len(at), len(pieces.word_first)), np.int8)
    clauses = np.zeros_like(places)
    for row, word in enumerate(at):
        claim = rows[word][0][0]
        for _, event in rows[word]:
            kinds[row, EVENT_KINDS.index(event.kind)] = 1  # type: ignore[arg-type]
        sides = [[e.agent for _, e in rows[word] if e.agent], [e.target for _, e in rows[word] if e.target]]
        classes[row, :2] = [1 + (SIDES.index(one[0]) ^ near) if one else 0 for one in sides]
        if sides[0] and (voice := voice_of(report, claim)):
            own[row] = sides[0][0] == voice
        classes[row, 2:] = CERTAINTIES.index(claim.certainty), TIME_FRAMES.index(claim.time)  # type: ignore[arg-type]
        flags[row, :2] = claim.stance == "denies", claim.endorsed
        flags[row, 2:] = [kind in claim.evidence for kind in EVIDENCE_KINDS]
        clauses[row] = inside(pieces, *claim.content)
        places[row] = _places(pieces, named, [event for _, event in rows[word]], word)
    return Told(np.array(at, np.int32), kinds, classes, flags, own, places, clauses)


def voice_of(report: Report, claim: Claim) -> str | None:
    """The side of who tells of `claim`: its source's, or that of the report's own voice; None for neither."""
    side = claim.side or report.lean
    return side if side in SIDES else None


def trigger_word(text: str, pieces: Pieces, event: Event) -> int:
    """The first word of the event's trigger that is more than an auxiliary."""
    words = np.flatnonzero(inside(pieces, *event.trigger))
    for word in words:
        if text[pieces.word_starts[word] : pieces.word_ends[word]].lower() not in AUXILIARIES | OPENING:
            return int(word)
    return int(words[0])


def _places(pieces: Pieces, named: Sequence[Named], events: Sequence[Event], word: int) -> NDArray[np.int8]:
    """1 at the names that the events' places are to be read from, -1 at other words and at further names of theirs."""
    labels = np.full(len(pieces.word_first), -1, np.int8)
    firsts = [int(np.flatnonzero(inside(pieces, *one.span))[0]) for one in named]
    wanted = {event.place for event in events if event.place}
    here = [event.place_span for event in events if event.place_span]
    for one, first in zip(named, firsts, strict=True):
        if one.place not in wanted:
            labels[first] = 0
    for place in wanted:
        ours = [(one, first) for one, first in zip(named, firsts, strict=True) if one.place == place]
        direct = [first for one, first in ours if any(s[0] < one.span[1] and one.span[0] < s[1] for s in here)]
        alike = [first for one, first in ours if one.own]
        chosen = direct or alike or [first for _, first in ours]
        labels[direct] = 1
        if chosen and not set(direct) & set(alike):
            labels[min(alike or chosen, key=lambda first: (first > word, abs(first - word)))] = 1
    return labels


def latin(name: str) -> str:
    """`name` in Latin letters, roughly."""
    return "".join(LATIN.get(letter, letter) for letter in name.lower())


def likeness(surface: str, place: str) -> float:
    """How alike a name in a text and a place's English name are, 0 to 1, whatever their scripts and endings."""
    return difflib.SequenceMatcher(None, latin(surface), place.lower()).ratio()
