"""What became of statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from fogline.terms.actor import Side
from fogline.terms.estimate import Course
from fogline.terms.event import EventKind, TimeFrame
from fogline.weighing.outcomes import HORIZON, REPEATED, Outcome, Verdict, outcomes
from tests.weighing.statements import AUGUST, SIDES, mirrored, rows, states

if TYPE_CHECKING:
    from fogline.terms.stated import Stated

RU, UA = Side.RU, Side.UA
HOLDS_UA, CONTESTED, HOLDS_RU = (0.9, 0.1, 0.0), (0.2, 0.6, 0.2), (0.0, 0.3, 0.7)
# Ukraine holds the place until 9 August, from the 10th it is contested, Russia holds it from the 31st on.
COURSE = Course(
    "geonames:1",
    AUGUST - 30,
    [HOLDS_UA] * 39 + [CONTESTED] * 21 + [HOLDS_RU] * (HORIZON + 30),
    [AUGUST] * (HORIZON + 90),
)


def became(*statements: Stated, course: Course | None = COURSE) -> list[Outcome]:
    return list(outcomes(statements, course, SIDES))


def test_a_capture_that_is_announced_early_is_seen_when_it_is_so() -> None:
    (early,) = became(states("ministry", RU, EventKind.CAPTURES, RU, 10))
    assert (early.verdict, early.delay) == (Verdict.SEEN, 20)
    (late,) = became(states("staff", UA, EventKind.LOSES, UA, 36))
    assert (late.verdict, late.delay) == (Verdict.SEEN, -6)
    (entry,) = became(states("ministry", RU, EventKind.ENTERS, RU, 4))
    assert (entry.verdict, entry.delay) == (Verdict.SEEN, 5)


def test_what_is_never_so_is_not_seen_and_what_is_young_is_open() -> None:
    assert became(states("staff", UA, EventKind.RETAKES, UA, 30))[0].verdict is Verdict.NOT_SEEN
    (young,) = became(states("staff", UA, EventKind.RETAKES, UA, 31 + 60))
    assert (young.verdict, young.delay, young.followed) == (Verdict.OPEN, None, len(COURSE.p) - 1 - 30 - 91)


def test_what_was_so_before_anything_is_known_has_no_delay() -> None:
    (always,) = became(states("staff", UA, EventKind.RETAKES, UA, 3))
    assert (always.verdict, always.delay, always.before) == (Verdict.SEEN, None, True)


def test_a_denial_is_held_against_the_day_on_which_it_is_said() -> None:
    def denied(day: int) -> Verdict:
        (one,) = became(states("staff", UA, EventKind.LOSES, UA, day, denies=True))
        return one.verdict

    assert denied(5) is Verdict.DENIED_RIGHTLY
    assert denied(20) is Verdict.DENIED_RIGHTLY
    assert denied(40) is Verdict.DENIED_WHAT_WAS_SO
    assert became(states("staff", UA, EventKind.HOLDS, UA, 40))[0].verdict is Verdict.DENIED_WHAT_WAS_SO
    assert became(states("ministry", RU, EventKind.CAPTURES, RU, 40, denies=True))[0].verdict is (
        Verdict.DENIED_WHAT_WAS_SO
    )


def test_copies_and_what_is_said_again_have_no_outcome_of_their_own() -> None:
    first = states("ministry", RU, EventKind.CAPTURES, RU, 3)
    again = states("ministry", RU, EventKind.CAPTURES, RU, 3 + REPEATED - 1)
    later = states("ministry", RU, EventKind.CAPTURES, RU, 3 + REPEATED)
    copy = states("channel", RU, EventKind.CAPTURES, RU, 4, origin=first)
    retold = states("ministry", RU, EventKind.CAPTURES, RU, 5, origin=first)
    verdicts = {one.stated.claim: one.verdict for one in became(first, again, later, copy, retold)}
    assert [verdicts[row.claim] for row in (first, again, later, copy, retold)] == [
        *(Verdict.SEEN, Verdict.REPEATED, Verdict.SEEN, Verdict.COPIED, Verdict.REPEATED)
    ]


@pytest.mark.parametrize(
    "told",
    [
        states("ministry", RU, EventKind.STRIKES, RU, 10),
        states("ministry", RU, EventKind.CAPTURES, None, 10),
        states("ministry", RU, EventKind.CAPTURES, RU, 10, frame=TimeFrame.FUTURE),
        states("ministry", RU, EventKind.CAPTURES, RU, 1000),
        states("ministry", RU, EventKind.CAPTURES, RU, 40)._replace(first=AUGUST - 900, end=AUGUST - 899),
    ],
)
def test_of_other_things_forecasts_history_and_unknown_days_nothing_is_told(told: Stated) -> None:
    assert became(told)[0].verdict is Verdict.UNTOLD
    assert became(told, course=None)[0].verdict is Verdict.UNTOLD


@given(rows)
def test_with_the_sides_exchanged_it_is_the_same(statements: list[Stated]) -> None:
    turned = COURSE._replace(p=[p[::-1] for p in COURSE.p])
    here = became(*statements)
    there = became(*map(mirrored, statements), course=turned)
    assert [one[1:] for one in here] == [one[1:] for one in there]
