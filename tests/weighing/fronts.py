"""A made war with sources of known honesty, lead and copying, for tests of what is learned of them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from fogline.terms.actor import Side
from fogline.terms.estimate import Course
from fogline.terms.event import EventKind
from fogline.weighing.outcomes import HORIZON, outcomes
from tests.weighing.statements import AUGUST, SIDES, states

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np

    from fogline.terms.stated import Stated
    from fogline.weighing.outcomes import Outcome

DAYS = 900
HELD = {Side.UA: (1.0, 0.0, 0.0), Side.RU: (0.0, 0.0, 1.0)}


@dataclass(frozen=True)
class Source:
    """One who announces captures `lead` days before them, a share `honesty` of which come, and copies a share."""

    name: str
    side: Side
    honesty: float
    lead: float
    copying: float


def cast(random: np.random.Generator) -> list[Source]:
    """Twelve sources a side, about the honesty of their kind, which the first word of a name is."""
    found = []
    for kind, honesty, copying in (("ministry", 0.75, 0.1), ("unit", 0.5, 0.2), ("channel", 0.3, 0.6)):
        for number in range(8):
            side = SIDES[number % 2]
            own = random.beta(10 * honesty, 10 * (1 - honesty))
            copied = random.beta(10 * copying, 10 * (1 - copying))
            found.append(Source(f"{kind} {number}", side, own, float(random.uniform(5, 40)), copied))
    return found


def war(random: np.random.Generator, sources: list[Source]) -> Iterator[Outcome]:
    """Yield what became of a hundred statements of each source and fewer of some, each of a place of its own."""
    places = count(1)
    for number, source in enumerate(sources):
        for _ in range(120 if number % 3 else 12):
            place = f"geonames:{next(places)}"
            said = int(random.integers(0, DAYS))
            course, own = _announced(random, source, place, said)
            if random.random() < source.copying:
                first = states("somebody", source.side, EventKind.CAPTURES, source.side, said - 1, place=place)
                copy = own._replace(origin=first.claim)
                yield next(one for one in outcomes([first, copy], course, SIDES) if one.stated is copy)
            else:
                yield from outcomes([own], course, SIDES)


def _announced(random: np.random.Generator, source: Source, place: str, said: int) -> tuple[Course, Stated]:
    """A place that is taken about the source's lead after it says so, or never, known until the horizon has passed."""
    enemy = SIDES[source.side == SIDES[0]]
    days = DAYS + HORIZON + 1
    taken = said + round(random.normal(source.lead, 4)) if random.random() < source.honesty else days
    before = min(max(taken, 0), days)
    p = [HELD[enemy]] * before + [HELD[source.side]] * (days - before)
    return Course(place, AUGUST, p, [0] * days), states(
        source.name, source.side, EventKind.CAPTURES, source.side, said, place=place
    )
