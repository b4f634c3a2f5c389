"""Footage shows and does not speak: what it is made to tell, the report tells on its evidence."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from fogline.reading.attribution import owners
from fogline.reading.evidence import PATTERNS
from fogline.terms.event import EvidenceKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fogline.reading.attribution import Attribution
    from fogline.reading.pieces import Pieces
    from fogline.reading.tagger import Tagged
    from fogline.terms.span import Span

# A phrase whose first noun is one of these names pictures, whoever made them; not "he in a video", "a video blogger".
PICTURES = re.compile(
    r"(?:(?!(?:in|on|at|of|from|by|for|with|в|во|на|у|из|с|от|з|із|від|автор\w*|очевид\w*)\s)[\w’'-]+\s){0,4}?"
    r"(?:footage|videos?|clips?|photos?|photographs?|pictures?|images?|imagery|recordings?"
    r"|кадр(?:ы|ов|ам|ами|ах|и|ів)?|видео(?:запис\w*|ролик\w*|кадр\w*|съ[её]мк\w*)?|ролик\w*|снимк\w*|снимок|фото"
    r"|фотографи\w+|фотокадр\w+|съ[её]мк(?:а|и|у|ой|е|ах|ам|ами)|відео(?:запис\w*|ролик\w*|кадр\w*|зйомк\w*)?"
    r"|знімк\w*|знімок|світлин\w*|фотографі\w+|зйомк(?:а|и|у|ою|ах|ам|ами))"
    r"(?![\w-]|[’']\w|\s(?:blogger|agenc|author|operator|crew|team|editor|service|hosting))",
    re.IGNORECASE,
)
# How pictures were made is told by the first of these whose words stand there, by how many of its patterns are strict.
MADE = ((EvidenceKind.VIDEO_UAV, 2), (EvidenceKind.SATELLITE, 1), (EvidenceKind.GEOLOCATED, 1))
# Cues by which a report lets pictures prove what they show, and so adopts it.
PROVES = re.compile(
    r"\b(?:confirm|prov(?:e|es|ed|ing)\b|corroborat|verif|attest|leav\w+ no doubt|bear\w* out"
    r"|подтвержда|подтверди|доказыва|доказа|не оставля"
    r"|підтверджу|підтверди|доводить|довод[яі]|доведен|засвідчу|не залиша)",
    re.IGNORECASE,
)
DISPROVES = re.compile(r"\b(?:not|cannot|never)\b|n[’']t\b|\bне\s(?!оставля|залиша)", re.IGNORECASE)


def as_evidence(found: Tagged, text: str, pieces: Pieces, sentences: Sequence[Span]) -> Tagged:
    """`found` without the attributions that let pictures tell of an event; its claim has them as evidence instead.

    The report adopts what it says that they prove.
    """
    told = {event.trigger for event in found.events}
    whose = owners(found.attributions)
    kept: list[Attribution] = []
    shown: dict[int, EvidenceKind] = {}
    proved: set[int] = set()
    for number, one in enumerate(found.attributions):
        span = (int(pieces.word_starts[one.source[0]]), int(pieces.word_ends[one.source[-1]])) if one.source else (0, 0)
        if told.isdisjoint(one.content) or not are_pictures(text[slice(*span)]):
            kept.append(one)
            continue
        own = {word for word in one.content if number in whose[word]}
        shown |= dict.fromkeys(own, _made(text, span, sentences))
        cue = " ".join(text[pieces.word_starts[word] : pieces.word_ends[word]] for word in one.cue)
        if PROVES.search(cue) and not DISPROVES.search(cue):
            proved |= own
    events = (
        replace(
            event,
            evidence=tuple(sorted({*event.evidence, shown[event.trigger]})),
            endorsed=event.endorsed or event.trigger in proved,
        )
        if event.trigger in shown
        else event
        for event in found.events
    )
    return replace(found, attributions=tuple(kept), events=tuple(events))


def are_pictures(source: str) -> bool:
    """Whether the words name footage, photographs or the like."""
    return PICTURES.match(source) is not None


def _made(text: str, words: Span, sentences: Sequence[Span]) -> EvidenceKind:
    """The kind of pictures that `words` name, by themselves, their sentence or the one before."""
    number = bisect_right([begin for begin, _ in sentences], words[0]) - 1
    near = [words, *(sentences[one] for one in (number, number - 1) if one >= 0)]
    for span in near:
        for kind, strict in MADE:
            if any(pattern.search(text, *span) for pattern in PATTERNS[kind][:strict]):
                return kind
    photo = PATTERNS[EvidenceKind.PHOTO][0].search(text, *words)
    return EvidenceKind.PHOTO if photo else EvidenceKind.VIDEO_GROUND
