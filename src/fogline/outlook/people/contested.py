"""How many days a place was contested, by the estimates of who held it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fogline.terms.estimate import Course

# More likely contested than not.
LIKELY = 0.5


class Contested(NamedTuple):
    """Of `days` with an estimate, `expected` are the chances of being contested added up, `likely` those above even."""

    days: int
    expected: float
    likely: int


def contested(course: Course) -> Contested:
    """How many of the days of `course` its place was contested."""
    chances = [chance for _, chance, _ in course.p]
    return Contested(len(chances), sum(chances), sum(chance > LIKELY for chance in chances))
