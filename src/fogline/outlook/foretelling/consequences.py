"""Chains of "if": a graph of steps, its ways through, its loops and contradictions, and what belief in it asks for."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from fogline.outlook.foretelling.scoring import Interval

__all__ = [
    "Belief",
    "Chain",
    "Edge",
    "Interval",
    "Step",
    "Sum",
    "Told",
    "believed",
    "contradictions",
    "loops",
    "sums",
    "ways",
]

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fogline.terms.event import Event
    from fogline.terms.kept import KeptClaim

EVEN = 0.5
# Ways through a graph that is knotted are very many; so many are followed.
MOST_WAYS = 100


class Told(NamedTuple):
    """A sentence that leads from one step to another: the words, those that join, and where they stand."""

    sentence: str
    cue: str
    report: str
    address: str
    said: str


class Step(NamedTuple):
    """A step: its number, words, where it stands today in a sentence, and how likely it is by base rates, if known.

    `event` is what it tells of, None where it can't be followed: `lacking` is then what is not told. `so` are the
    claims that say that it has happened, the newest first.
    """

    number: int
    text: str
    today: str
    odds: Interval | None
    event: Event | None = None
    lacking: str | None = None
    so: tuple[KeptClaim, ...] = ()


class Edge(NamedTuple):
    """One step leads to another, by those sentences."""

    cause: int
    effect: int
    told: tuple[Told, ...]


class Chain(NamedTuple):
    """Steps by number and edges; `opposed` are pairs of steps that cannot both be so."""

    steps: tuple[Step, ...]
    edges: tuple[Edge, ...]
    opposed: tuple[tuple[int, int], ...]


class Sum(NamedTuple):
    """What a way through comes to: all of it at even odds, and by the base rates of those steps that have one.

    `weakest` is the step with the lowest base rate, None where none has one; `known` is how many have.
    """

    way: tuple[int, ...]
    even: float
    known: int
    by_rates: float | None
    weakest: int | None


class Belief(NamedTuple):
    """What a way through comes to with the `odds` of each of its steps, by what each `by`: a reader, or even odds."""

    way: tuple[int, ...]
    odds: tuple[float, ...]
    by: tuple[str, ...]
    product: float


def ways(chain: Chain) -> list[tuple[int, ...]]:
    """The ways from a step to which nothing leads to a last one; from the first of all where all lie in loops."""
    after = _after(chain)
    led_to = {edge.effect for edge in chain.edges}
    starts = [step.number for step in chain.steps if step.number not in led_to and after.get(step.number)]
    starts = starts or [step.number for step in chain.steps[:1]]
    found: list[tuple[int, ...]] = []
    for start in starts:
        for way in _from(after, (start,)):
            found.append(way)
            if len(found) == MOST_WAYS:
                return found
    return found


def loops(chain: Chain) -> list[tuple[int, ...]]:
    """The ways that lead back to where they began, each once, from its lowest step."""
    after = _after(chain)
    found: list[tuple[int, ...]] = []
    for step in chain.steps:
        waiting: list[tuple[int, ...]] = [(step.number,)]
        while waiting and len(found) < MOST_WAYS:
            way = waiting.pop()
            for number in after.get(way[-1], ()):
                if number == way[0]:
                    found.append(way)
                elif number > way[0] and number not in way:
                    waiting.append((*way, number))
    return found


def contradictions(chain: Chain) -> list[tuple[int, int, int]]:
    """Steps from which two lead away that cannot both be so: the step, the one and the other."""
    after = _after(chain)
    reached = {step.number: _reached(after, step.number) for step in chain.steps}
    return [
        (step.number, one, other)
        for step in chain.steps
        for one, other in chain.opposed
        if one in reached[step.number] and other in reached[step.number]
    ]


def sums(chain: Chain) -> list[Sum]:
    """What each way through comes to. Base rates are each step's own: how steps hang together is not known."""
    by_number = {step.number: step for step in chain.steps}
    found = []
    for way in ways(chain):
        known = [(step.odds.mean, step.number) for step in map(by_number.__getitem__, way) if step.odds]
        rates = math.prod(odds for odds, _ in known) if known else None
        found.append(Sum(way, EVEN ** len(way), len(known), rates, min(known)[1] if known else None))
    return found


def believed(chain: Chain, odds: Mapping[int, float]) -> list[Belief]:
    """What each way through comes to where a reader gives steps the `odds`, by number; all others are at even odds."""
    found = []
    for way in ways(chain):
        own = tuple(odds.get(number, EVEN) for number in way)
        by = tuple("reader" if number in odds else "even" for number in way)
        found.append(Belief(way, own, by, math.prod(own)))
    return found


def _after(chain: Chain) -> dict[int, list[int]]:
    after: dict[int, list[int]] = {}
    for edge in chain.edges:
        after.setdefault(edge.cause, []).append(edge.effect)
    return after


def _from(after: dict[int, list[int]], way: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    further = [number for number in after.get(way[-1], ()) if number not in way]
    if not further:
        yield way
    for number in further:
        yield from _from(after, (*way, number))


def _reached(after: dict[int, list[int]], start: int) -> set[int]:
    reached: set[int] = set()
    waiting: Sequence[int] = [start]
    while waiting:
        waiting = [number for one in waiting for number in after.get(one, ()) if number not in reached]
        reached.update(waiting)
    return reached
