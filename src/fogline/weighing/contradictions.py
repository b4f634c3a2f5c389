"""Contradictions: what is said of one place and one time and can't be so together, with both sides' claims.

Statements are grouped by place and by what follows from them, and each group is looked up in an index of those that it
excludes: no pair is listed, so that time grows with their number and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from fogline.terms.states import HAS, excluded, position
from fogline.weighing.meeting import Meeting, days, meet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fogline.terms.actor import Side
    from fogline.terms.stated import Stated
    from fogline.terms.states import Position
    from fogline.weighing.meeting import Days


class Contradiction(NamedTuple):
    """A run of days of which, or on which, things are said of `place` that can't be so together.

    `what` is `has`, for who has the place, or the kind of event; it is of `agent` that `so` says that it has it or does
    it. `other` are those that say otherwise. Both are in the order of their days, copies among them; `end` is the first
    day after the run.
    """

    place: str
    what: str
    agent: Side
    first: int
    end: int
    so: tuple[Stated, ...]
    other: tuple[Stated, ...]


class _Placed(NamedTuple):
    stated: Stated
    days: Days
    position: Position


def contradict(one: Stated, other: Stated) -> bool:
    """Whether two statements of one place, by different sources, can't both be right."""
    here, there = _placed(one), _placed(other)
    return (
        here is not None
        and there is not None
        and one.who != other.who
        and there.position in excluded(here.position, (there.position.agent,))
        and meet(here.days, there.days)
    )


def disputed(rows: Sequence[Stated]) -> list[bool]:
    """For each of `rows`, all that is said of one place, whether another source contradicts it."""
    placed = [_placed(row) for row in rows]
    by_position: dict[Position, list[_Placed]] = defaultdict(list)
    for one in placed:
        if one is not None:
            by_position[one.position].append(one)
    index = {at: Meeting((one.days, one.stated.who) for one in ones) for at, ones in by_position.items()}
    agents = {at.agent for at in index}
    return [
        one is not None
        and any(index[at].other(one.days, one.stated.who) for at in excluded(one.position, agents) if at in index)
        for one in placed
    ]


def contradictions(rows: Iterable[Stated], sides: tuple[Side, Side]) -> Iterator[Contradiction]:
    """Yield the contradictions among `rows`, by place; `rows` of one place follow one another.

    Who has a place is put as a question of the first of the theatre's `sides`: `so` has it or its opponent does not.
    """
    together: list[Stated] = []
    for row in rows:
        if together and together[0].place != row.place:
            yield from _at_place(together, sides)
            together = []
        together.append(row)
    if together:
        yield from _at_place(together, sides)


def _at_place(rows: Sequence[Stated], sides: tuple[Side, Side]) -> Iterator[Contradiction]:
    camps: dict[tuple[str, Side], list[tuple[_Placed, bool]]] = defaultdict(list)
    for row, against in zip(rows, disputed(rows), strict=True):
        one = _placed(row) if against else None
        if one is None:
            continue
        what, agent, is_so = one.position
        if what != HAS:
            camps[what, agent].append((one, is_so))
        elif agent in sides:
            camps[what, sides[0]].append((one, is_so == (agent == sides[0])))
    for (what, agent), members in sorted(camps.items()):
        for run in _runs(members):
            so = tuple(one.stated for one, is_so in run if is_so)
            other = tuple(one.stated for one, is_so in run if not is_so)
            if so and other:
                first, end = min(_told(one.stated)[0] for one, _ in run), max(_told(one.stated)[1] for one, _ in run)
                yield Contradiction(rows[0].place, what, agent, first, end, so, other)


def _runs(members: list[tuple[_Placed, bool]]) -> Iterator[list[tuple[_Placed, bool]]]:
    """Members whose days overlap or follow from each other, together."""
    run: list[tuple[_Placed, bool]] = []
    until = 0
    for one in sorted(members, key=lambda member: (member[0].days.first, member[0].stated.claim)):
        if run and one[0].days.first >= until:
            yield run
            run = []
        run.append(one)
        until = max(until, one[0].days.reach)
    if run:
        yield run


def _told(stated: Stated) -> tuple[int, int]:
    """The days that a statement names; the day when it was said, where it names none."""
    if stated.first is None or stated.end is None:
        return stated.said, stated.said + 1
    return stated.first, stated.end


def _placed(stated: Stated) -> _Placed | None:
    at, when = position(stated.kind, stated.agent, stated.stance), days(stated)
    return None if at is None or when is None else _Placed(stated, when, at)
