"""Who holds towns, also those of which nothing is claimed: by the estimates of others and the theatre's line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from fogline.outlook.control.line import depth, on_sphere

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fogline.linking.theatre import LinePoint, Theatre
    from fogline.terms.estimate import Course
    from fogline.terms.place import Place

# More likely than not.
LIKELY = 0.5


def holders(
    towns: Sequence[Place], courses: Sequence[Course], span: tuple[int, int], theatre: Theatre
) -> dict[str, list[int]]:
    """For each of `towns`, which all have points, day by day: 1 where the theatre's first side holds it, -1 the second.

    A town with an estimate on a day is a side's where it is more likely so than not, and else nobody's (0). Any other
    is held by whose ground is nearer: by the towns with estimates, and by the theatre's own line of that day, or its
    first.
    """
    estimated = _estimated(courses, span)
    at = on_sphere(np.array([one.lat for one in towns]), np.array([one.lon for one in towns]))
    found: dict[str, list[int]] = {town.id: [] for town in towns}
    for number, day in enumerate(range(span[0], span[1] + 1)):
        told = [estimated[town.id][number] if town.id in estimated else None for town in towns]
        rows = [row for row, held in enumerate(told) if held is not None]
        line = _line(theatre, day)
        known = np.concatenate(
            [at[rows], on_sphere(np.array([one.lat for one in line]), np.array([one.lon for one in line]))]
        )
        held = np.array([*(told[row] for row in rows), *(_side(one, theatre) for one in line)])
        behind = np.sign(depth(at, known, held)).astype(int).tolist() if len(known) else [0] * len(towns)
        for town, own, near in zip(towns, told, behind, strict=True):
            found[town.id].append(near if own is None else own)
    return found


def _estimated(courses: Sequence[Course], span: tuple[int, int]) -> dict[str, list[int | None]]:
    """Whose each place with estimates is, day by day; None on a day without one."""
    found: dict[str, list[int | None]] = {}
    for course in courses:
        days: list[int | None] = [None] * (span[1] - span[0] + 1)
        for day, (first, _, second) in enumerate(course.p, course.first):
            if span[0] <= day <= span[1]:
                days[day - span[0]] = int(first > LIKELY) - int(second > LIKELY)
        found[course.place] = days
    return found


def _line(theatre: Theatre, day: int) -> list[LinePoint]:
    """The theatre's line that was known on a day; its first one before."""
    days = sorted({one.day for one in theatre.line})
    before = [one for one in days if date.fromisoformat(one).toordinal() <= day]
    wanted = before[-1:] or days[:1]
    return [one for one in theatre.line if one.day in wanted]


def _side(point: LinePoint, theatre: Theatre) -> int:
    if point.holder is None:
        return 0
    return 1 if point.holder == theatre.sides[0] else -1
