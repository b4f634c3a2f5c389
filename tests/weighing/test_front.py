"""From a made front the model finds again what was put in: who is honest, how early, who copies, and the states."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pytest

from fogline.runs import control
from fogline.runs.waterfall import made_of
from fogline.weighing.outcomes import outcomes
from fogline.weighing.records import records
from tests.weighing.plane import DAYS, Front, Source, front, stated, weighed
from tests.weighing.statements import AUGUST, SIDES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fogline.runs.control import Weighed
    from fogline.terms.estimate import Course
    from fogline.weighing.records import Record

SPAN = AUGUST, AUGUST + DAYS - 1
# Honesty, lead and copying of a source on either side.
PUT_IN = ((0.9, 10, 0.1), (0.2, 30, 0.5), (0.6, -10, 0.3), (0.8, 40, 0.03), (0.4, 20, 0.6))
SOURCES = {
    f"Brigade {2 * number + side}": Source(f"Brigade {2 * number + side}", side, *row)
    for number, row in enumerate(PUT_IN)
    for side in (0, 1)
}


class Found(NamedTuple):
    """A front and what was made of it, with what became of all that was claimed."""

    made: Front
    weighed: Weighed
    back: list[Course]
    records: list[Record]


def estimates(found: Weighed, *, hindsight: bool) -> list[Course]:
    return list(control.estimates(found, places=None, span=SPAN, hindsight=hindsight))


@pytest.fixture(scope="module")
def worlds() -> list[Found]:
    found = []
    for seed in (11, 12, 13):
        made = front(seed, list(SOURCES.values()))
        known = weighed(made, every=15)
        back = estimates(known, hindsight=True)
        course = {one.place: one for one in back}
        became = [one for place, rows in stated(made).items() for one in outcomes(rows, course.get(place), SIDES)]
        found.append(Found(made, known, back, list(records(became, lambda _: "unit").sources)))
    return found


def each(worlds: Iterable[Found]) -> list[tuple[Record, Source]]:
    return [(record, SOURCES[record.name or ""]) for world in worlds for record in world.records]


def test_honesty_and_copying_lie_within_their_intervals_and_in_their_order(worlds: list[Found]) -> None:
    pairs = each(worlds)
    honest = [record.seen.share.low <= source.honesty <= record.seen.share.high for record, source in pairs]
    copying = [record.copied.share.low <= source.copying <= record.copied.share.high for record, source in pairs]
    assert np.mean(honest) >= 0.75
    assert np.mean(copying) >= 0.75
    for figure, put_in in (("seen", "honesty"), ("copied", "copying")):
        mean = {
            value: np.mean(
                [getattr(record, figure).share.mean for record, source in pairs if getattr(source, put_in) == value]
            )
            for value in sorted({getattr(source, put_in) for source in SOURCES.values()})
        }
        assert sorted(mean, key=lambda value: mean[value]) == list(mean)


def test_how_early_a_source_speaks_is_found_as_a_distribution(worlds: list[Found]) -> None:
    """Nine in ten of a normal distribution's days lie within 1.28 spreads; lies that come true later blur the rest."""
    for record, source in each(worlds):
        if source.honesty >= 0.6:
            assert record.wait.days is not None
            early, _, middle, _, late = record.wait.days
            assert middle == pytest.approx(source.lead, abs=7)
            assert early == pytest.approx(source.lead - 1.28 * source.spread, abs=12)
            assert late == pytest.approx(source.lead + 1.28 * source.spread, abs=15)


def test_the_states_of_the_line_are_found(worlds: list[Found]) -> None:
    for world in worlds:
        back = np.array([course.p for course in world.back])
        now = np.array([course.p for course in estimates(world.weighed, hindsight=False)])
        assert (back.argmax(axis=2) == world.made.states).mean() > 0.98
        assert (now.argmax(axis=2) == world.made.states).mean() > 0.95
        assert loss(back, world.made) < loss(now, world.made)


def loss(chances: np.ndarray, made: Front) -> float:
    return float(-np.log(np.maximum((chances * np.eye(3)[made.states]).sum(axis=2), 1e-3)).mean())


def test_records_make_estimates_better_where_sources_differ() -> None:
    """Four brigades tell what they have taken, four what they never take; a map comes out twice a year."""
    sources = [
        Source(f"Brigade {number}", number % 2, honesty, -3, 0.1, claims=60)
        for number, honesty in enumerate([0.95] * 4 + [0.05] * 4)
    ]
    made = front(21, sources)
    known = weighed(made, every=180)
    without = known._replace(told=known.told._replace(record=None), back=known.back._replace(record=None))
    for hindsight in (False, True):
        better, worse = (
            loss(np.array([course.p for course in estimates(one, hindsight=hindsight)]), made)
            for one in (known, without)
        )
        assert better < worse
    added = {source.name: [] for source in sources}
    for origin, row in zip(known.evidence.origins, sum(known.earned.then), strict=True):
        # How much likelier its record makes it that the side has what it says it took, against the other having it.
        added[origin.speaker].append(row[2 * origin.symbol.side] - row[2 - 2 * origin.symbol.side])
    told = [np.mean(rows) for rows in added.values()]
    assert min(told[:4]) > max(told[4:]) + 0.5


def test_what_a_record_adds_is_named_in_what_an_estimate_is_made_of() -> None:
    known = weighed(front(51, list(SOURCES.values())), every=120)
    row = int(np.argmax(np.ptp(known.earned.now[-1], axis=1)))
    origin = known.evidence.origins[row]
    day = AUGUST + DAYS - 1
    found = made_of(known, origin.place, day)
    (step,) = (one for one in found.steps if one.claim == origin.claim)
    assert {"record of its kind", "record of the source"} <= {reason.name for reason in step.reasons}
    (course,) = (one for one in estimates(known, hindsight=False) if one.place == origin.place)
    assert found.result == pytest.approx(course.p[day - course.first], abs=1e-12)


def test_a_source_heard_twice_has_earned_almost_nothing() -> None:
    twice = [Source("Brigade 90", 0, 0.0, 0, 0.0, claims=2), Source("Brigade 91", 1, 1.0, 0, 0.0, claims=2)]
    known = weighed(front(31, [*SOURCES.values(), *twice]))
    own = [
        np.abs(known.earned.then[-1][row]).max()
        for row, origin in enumerate(known.evidence.origins)
        if origin.speaker in {source.name for source in twice}
    ]
    assert len(own) >= 2
    assert max(own) < 0.1


def test_with_the_sides_exchanged_records_and_estimates_are_to_the_last_digit() -> None:
    made = front(41, list(SOURCES.values()))
    one, other = weighed(made, every=120), weighed(made, every=120, swapped=True)
    assert np.abs(one.earned.now[-1]).max() > 0
    for levels, images in zip(one.earned, other.earned, strict=True):
        assert all(np.array_equal(level, image[:, ::-1]) for level, image in zip(levels, images, strict=True))
    for hindsight in (False, True):
        here, there = (estimates(known, hindsight=hindsight) for known in (one, other))
        assert [course.p for course in here] == [[day[::-1] for day in course.p] for course in there]
