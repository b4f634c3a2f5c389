"""How a settlement looks: doubt, age, news and claims."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fogline.terms.actor import Side
from fogline.terms.claim import Voice
from fogline.terms.counted import Saying
from fogline.terms.estimate import Course
from fogline.terms.event import EventKind, Stance, TimeFrame
from fogline.views.web.drawing.looks import Kind, Look, Said, look, looks_on, said_of
from tests.views.web.drawing.made import CONTESTED, DISPUTED, HELD, LOST, START, P, course, known, looks, spot

SIDES = (Side.RU, Side.UA)


def _look(of: Course, day: int, *said: Said) -> Look:
    return look(looks(of, said, [START + day])[0])


@pytest.mark.parametrize(
    ("p", "kind"),
    [
        (HELD, Kind.FIRST),
        ((0.7, 0.2, 0.1), Kind.FIRST_LEANING),
        (LOST, Kind.SECOND),
        ((0.1, 0.2, 0.7), Kind.SECOND_LEANING),
        ((0.5, 0.0, 0.5), Kind.DISPUTED),
        ((0.2, 0.59, 0.21), Kind.DISPUTED),
        (CONTESTED, Kind.CONTESTED),
    ],
)
def test_a_place_is_disputed_where_nothing_is_clear(p: P, kind: Kind) -> None:
    assert _look(course((1, p)), 0).kind is kind


def test_there_is_no_look_where_there_is_no_estimate() -> None:
    days = [START - 1, START, START + 2, START + 3]
    assert [bool(one) for one in looks(course((3, HELD)), [], days)] == [False, True, True, False]
    assert looks(course(), [], [START]) == [0]


def test_a_place_fades_step_by_step_as_its_news_grows_old() -> None:
    heard_once = course((400, HELD), heard=10)
    assert [_look(heard_once, day).fade for day in (10, 40, 41, 130, 131, 375, 376)] == [0, 0, 1, 1, 2, 2, 3]


def test_a_change_is_new_for_two_weeks() -> None:
    changing = course((20, HELD), (40, DISPUTED), (40, LOST))
    assert [day for day in range(100) if _look(changing, day).new] == [*range(20, 34), *range(60, 74)]


def test_growing_surer_is_no_change() -> None:
    assert not any(_look(course((20, (0.7, 0.2, 0.1)), (20, HELD)), day).new for day in range(40))


def test_a_side_says_what_it_said_last_for_a_while() -> None:
    said = [Said(START + 5, 0, 0), Said(START + 9, 1, 1), Said(START + 20, 0, 1)]
    of = course((200, HELD))
    assert [_look(of, day, *said).says for day in (4, 5, 9, 20, 100, 111)] == [
        *((0, 0), (1, 0), (1, 2), (2, 2), (2, 0)),
        (0, 0),
    ]


shares = st.tuples(*[st.integers(0, 20)] * 3).filter(any)
courses = st.lists(shares, min_size=1, max_size=60).map(
    lambda rows: course(*((1, (a / (a + b + c), b / (a + b + c), c / (a + b + c))) for a, b, c in rows))
)
claims = st.lists(st.builds(Said, st.integers(START - 5, START + 70), st.integers(0, 1), st.integers(0, 1)), max_size=6)
MIRRORED = {Kind.FIRST: Kind.SECOND, Kind.FIRST_LEANING: Kind.SECOND_LEANING}
MIRRORED |= {other: one for one, other in MIRRORED.items()}


@given(courses, claims)
def test_swapped_sides_swap_every_look(of: Course, said: list[Said]) -> None:
    swapped = Course(of.place, of.first, [(c, b, a) for a, b, c in of.p], of.heard)
    swapped_said = [Said(one.day, 1 - one.by, 1 - one.holds) for one in said]
    # Of claims of one day that contradict one another the last in order counts, which no mirror keeps.
    distinct = len({(one.day, one.by) for one in said}) == len(said)
    for day in range(len(of.p)):
        one, other = _look(of, day, *said), _look(swapped, day, *swapped_said)
        assert other.kind is MIRRORED.get(one.kind, one.kind)
        assert (other.fade, other.new) == (one.fade, one.new)
        if distinct:
            assert other.says == tuple({0: 0, 1: 2, 2: 1}[who] for who in reversed(one.says))


@given(st.lists(st.tuples(courses, claims), min_size=1, max_size=4), st.integers(-20, 80))
def test_a_place_looks_the_same_among_others_as_alone(many: list[tuple[Course, list[Said]]], day: int) -> None:
    together = looks_on(known(*(spot(of, said) for of, said in many)), START + day)
    assert together.tolist() == [looks(of, said, [START + day])[0] for of, said in many]


def _saying(**changed: Any) -> Saying:
    of = {"said": "2025-01-05", "voice": Voice.ATTRIBUTED, "side": Side.UA, "kind": EventKind.CAPTURES}
    of |= {"agent": Side.RU, "stance": Stance.AFFIRMS, "time_frame": TimeFrame.PRESENT, "claims": 1}
    return Saying(**{**of, **changed})


@pytest.mark.parametrize(
    ("changed", "holds"),
    [
        ({}, 0),
        ({"stance": Stance.DENIES}, 1),
        ({"kind": EventKind.LOSES}, 1),
        ({"kind": EventKind.LOSES, "stance": Stance.DENIES}, 0),
        ({"agent": Side.UA, "kind": EventKind.HOLDS}, 1),
    ],
)
def test_who_holds_a_place_follows_from_what_a_side_says(changed: dict[str, Any], holds: int) -> None:
    assert said_of([_saying(**changed)], SIDES) == [Said(START + 4, 1, holds)]


@pytest.mark.parametrize(
    "changed",
    [
        {"time_frame": TimeFrame.PAST},
        {"time_frame": TimeFrame.FUTURE},
        {"side": Side.INDEPENDENT},
        {"voice": Voice.NARRATOR, "side": None},
        {"kind": EventKind.STRIKES},
        {"agent": None},
    ],
)
def test_other_sayings_say_nothing_of_who_holds_it_now(changed: dict[str, Any]) -> None:
    assert said_of([_saying(**changed)], SIDES) == []
