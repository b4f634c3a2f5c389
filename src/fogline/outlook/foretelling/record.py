"""The record of those who foretell: what their words turned out to mean, and how they did against the base rate."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.outlook.foretelling.scoring import Bin, Interval, Score, brier, calibration, frequency, pooled, score

if TYPE_CHECKING:
    from collections.abc import Sequence

# How many forecasts of all words together those of one word are joined with.
BORROWED = 4.0


class Settled(NamedTuple):
    """A forecast whose outcome is known: who, of which kind, the class of its words, the probability that it gives.

    `base` is the base rate of what it foretells, `came` whether it came true.
    """

    source: str
    group: str
    words: str
    given: float | None
    base: float
    came: bool


class Meaning(NamedTuple):
    """What a class of words turned out to mean in so many forecasts."""

    words: str
    forecasts: int
    came: Interval


class Record(NamedTuple):
    """Of a source, or of a kind of source: its scores, its skill drawn towards that of all, its calibration.

    `skill` is what it gains on the base rate as a part of the base rate's mean Brier score over all sources.
    """

    name: str
    scores: Score
    skill: Interval
    bins: list[Bin]


def meanings(settled: Sequence[Settled]) -> list[Meaning]:
    """How often what is put in each class of words came true, drawn towards how often anything did."""
    overall = _overall(settled)
    found = []
    for words in sorted({one.words for one in settled}):
        own = [one.came for one in settled if one.words == words]
        prior = (BORROWED * overall, BORROWED * (1 - overall))
        found.append(Meaning(words, len(own), frequency(sum(own), len(own), prior)))
    return found


def probabilities(settled: Sequence[Settled]) -> list[float]:
    """The probability of each: that which it gives, or what its words meant in all the others."""
    came_at_all, count = sum(one.came for one in settled), len(settled)
    by_words: dict[str, list[bool]] = defaultdict(list)
    for one in settled:
        by_words[one.words].append(one.came)
    found = []
    for one in settled:
        if one.given is not None:
            found.append(one.given)
            continue
        came, of = sum(by_words[one.words]) - one.came, len(by_words[one.words]) - 1
        others = (came_at_all - one.came + 1) / (count + 1)
        found.append((came + BORROWED * others) / (of + BORROWED))
    return found


def records(settled: Sequence[Settled], *, by_group: bool = False) -> list[Record]:
    """The record of each source, or of each group of sources, the most forecasts first."""
    said = np.array(probabilities(settled))
    came = np.array([float(one.came) for one in settled])
    base = np.array([one.base for one in settled])
    names = np.array([one.group if by_group else one.source for one in settled])
    order = sorted(set(names.tolist()), key=lambda name: (-int((names == name).sum()), name))
    own = [names == name for name in order]
    gains = [brier(base[of], came[of]) - brier(said[of], came[of]) for of in own]
    # One measure for all: a source whose base rates were near certain would be divided by next to nothing.
    plain = float(brier(base, came).mean()) if gains else 1.0
    found = []
    for name, of, gain in zip(order, own, pooled(gains) if gains else [], strict=True):
        skill = Interval(*(part / plain for part in gain))
        found.append(Record(name, score(said[of], came[of], base[of]), skill, calibration(said[of], came[of])))
    return found


def _overall(settled: Sequence[Settled]) -> float:
    return (sum(one.came for one in settled) + 1) / (len(settled) + 2)
