"""Show a report with other places and numbers in it, so that what is learned is not which names it holds.

A name is replaced by one of the same language, length and ending, wherever it stands: cases stay what they were. What
names a side of the war ("Moscow", "Ukrainian") is no place like others: it stays, and replaces none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from fogline.linking import sides
from fogline.linking.tokens import cut
from fogline.runs.sides import names_of_sides

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import numpy as np

    from training.corpus import Claim, Event, Report, Span
    from training.reports import Named

ENDING = 2
# How often a name, and a number, is replaced.
NAMES, NUMBERS = 0.8, 0.4
NUMBER = re.compile(r"(?<![\w.,:-])\d{1,3}(?![\w:-]|[.,]\d)")

Pool = dict[tuple[str, int, str], list[str]]


def pool(reports: Iterable[tuple[Report, Sequence[Named]]]) -> Pool:
    """The names of places in reports by language, number of words and ending."""
    found: dict[tuple[str, int, str], set[str]] = defaultdict(set)
    for report, named in reports:
        for one in named:
            surface = report.text[slice(*one.span)]
            if not _names_side(surface, report.language):
                found[_likes(report.language, surface)].add(surface)
    return {key: sorted(some) for key, some in found.items()}


@cache
def _names_side(surface: str, language: str) -> bool:
    return any(sides.find(cut(surface), names_of_sides(), language))


def _likes(language: str, surface: str) -> tuple[str, int, str]:
    return language, len(surface.split()), "" if language == "en" else surface[-ENDING:].lower()


def varied(
    report: Report, named: Sequence[Named], others: Pool, rng: np.random.Generator
) -> tuple[Report, list[Named]]:
    """`report` and its places with most of their names, and some numbers, replaced, every span where it belongs."""
    swaps: dict[str, str] = {}
    pieces: list[tuple[Span, str]] = []
    for one in named:
        surface = report.text[slice(*one.span)]
        if surface not in swaps:
            choice = others.get(_likes(report.language, surface), [])
            stays = rng.random() >= NAMES or _names_side(surface, report.language)
            swaps[surface] = surface if stays or not choice else choice[rng.integers(len(choice))]
        pieces.append((one.span, swaps[surface]))
    taken = [span for span, _ in pieces]
    for match in NUMBER.finditer(report.text):
        apart = all(match.end() <= start or end <= match.start() for start, end in taken)
        if apart and rng.random() < NUMBERS:
            digits = len(match.group())
            pieces.append((match.span(), str(rng.integers(10 ** (digits - 1), 10**digits))))
    return _rewritten(report, named, sorted(pieces))


def _rewritten(report: Report, named: Sequence[Named], pieces: list[tuple[Span, str]]) -> tuple[Report, list[Named]]:
    text: list[str] = []
    grown = [0]
    at = 0
    for (start, end), new in pieces:
        text += [report.text[at:start], new]
        grown.append(grown[-1] + len(new) - (end - start))
        at = end
    text.append(report.text[at:])
    starts = [start for (start, _), _ in pieces]

    def moved(offset: int, *, ends: bool) -> int:
        before = bisect_left(starts, offset)
        if not before:
            return offset
        (start, end), new = pieces[before - 1]
        if offset >= end:
            return offset + grown[before]
        return start + grown[before - 1] + (len(new) if ends else 0)

    def span(one: Span) -> Span:
        return moved(one[0], ends=False), moved(one[1], ends=True)

    rewritten = replace(
        report,
        text="".join(text),
        claims=tuple(_claim(claim, span) for claim in report.claims),
        also_places=None if report.also_places is None else tuple(map(span, report.also_places)),
    )
    return rewritten, [replace(one, span=span(one.span)) for one in named]


def _claim(claim: Claim, span: Callable[[Span], Span]) -> Claim:
    source, cue = (span(one) if one else None for one in (claim.source, claim.cue))
    events = tuple(_event(event, span) for event in claim.events)
    return replace(claim, source=source, cue=cue, content=span(claim.content), events=events)


def _event(event: Event, span: Callable[[Span], Span]) -> Event:
    agent, target, place = (span(o) if o else None for o in (event.agent_span, event.target_span, event.place_span))
    return replace(event, trigger=span(event.trigger), agent_span=agent, target_span=target, place_span=place)
