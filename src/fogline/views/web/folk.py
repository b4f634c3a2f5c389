"""The people of a place: who lives there and around, how long it was contested, and what is claimed of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from fogline.runs.people import PEOPLE, How, Scope, people

if TYPE_CHECKING:
    from fogline.runs.people import Origin, People, Tally
    from fogline.terms.estimate import Course
    from fogline.terms.event import EventKind
    from fogline.terms.place import Place
    from fogline.views.web.page import Asked
    from fogline.views.web.telling import Line

RINGS = (5.0, 10.0, 25.0)
# Origins of a kind that stand there at once; the earlier ones are folded away.
SHOWN = 3


class Voiced(NamedTuple):
    """An origin: its first claim, how it is put, the numbers that it names, how many retell it, who disputes it how."""

    line: Line
    sense: str
    counts: tuple[float, float] | None
    retold: tuple[float, float] | None
    copies: int
    disputes: tuple[tuple[Line, bool], ...]


class Counted(NamedTuple):
    """What is claimed of one kind: the range of numbers over `counted` of its origins, the newest first."""

    kind: EventKind
    claims: int
    counts: tuple[float, float] | None
    counted: int
    newest: list[Voiced]
    earlier: list[Voiced]

    @property
    def origins(self) -> int:
        """How many origins there are."""
        return len(self.newest) + len(self.earlier)


@dataclass(frozen=True, slots=True)
class Folk:
    """The people of a place, and what is `told` of them."""

    people: People
    told: list[Counted]


def folk(asked: Asked, place: Place, course: Course | None) -> Folk:
    """What is known of the people of `place`, by its estimates, where there are any."""
    scope = Scope(None, None, RINGS)
    courses = [course] if course else []
    (found,) = people(asked.database, [place], asked.service.holding.gazetteer(), scope, courses)
    told = [_counted(asked, found, tally) for tally in found.tallies if tally.kind in PEOPLE]
    return Folk(found, told)


def _counted(asked: Asked, found: People, tally: Tally) -> Counted:
    voiced = [_voiced(asked, found, origin) for origin in tally.origins]
    return Counted(tally.kind, tally.claims, tally.counts, tally.counted, voiced[:SHOWN], voiced[SHOWN:])


def _voiced(asked: Asked, found: People, origin: Origin) -> Voiced:
    text = asked.text_of()

    def line(name: str) -> Line:
        return asked.telling.line(found.claims[name], text)

    disputes = tuple((line(one.origin), one.how is How.BLAMES) for one in origin.disputes)
    first = line(origin.first.claim)
    return Voiced(first, origin.sense.value, origin.counts, origin.retold, len(origin.copies), disputes)
