"""What is said of control, and what single claims weigh."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from fogline.outlook.control.learning import at_first
from fogline.runs import priors
from fogline.runs.control import prior_of
from fogline.terms.event import EventKind, Stance
from fogline.weighing.reasons import reasons
from fogline.weighing.sayings import NUMBER, OTHERS, SYMBOLS, Symbol, mirrored, other, symbol
from fogline.weighing.weights import prior_counts, repeated, share_of


@pytest.mark.parametrize(
    ("kind", "agent", "stance", "said"),
    [
        (EventKind.CAPTURES, 0, Stance.AFFIRMS, Symbol("takes", 0, 1)),
        (EventKind.LOSES, 1, Stance.AFFIRMS, Symbol("takes", 0, 1)),
        (EventKind.LOSES, 1, Stance.DENIES, Symbol("holds", 1, 1)),
        (EventKind.CAPTURES, 0, Stance.DENIES, Symbol("holds", 1, 1)),
        (EventKind.ENTERS, None, Stance.AFFIRMS, Symbol("enters", None, 1)),
        (EventKind.FIGHTS, None, Stance.DENIES, None),
        (EventKind.STRIKES, 0, Stance.AFFIRMS, None),
    ],
)
def test_what_an_event_says_of_control(kind: EventKind, agent: int | None, stance: Stance, said: Symbol | None) -> None:
    assert symbol(kind, agent, stance, teller=1) == said


def test_swapped_sides_say_the_mirror_image() -> None:
    image = mirrored()
    for kind, agent, stance, teller in product(EventKind, (0, 1, None), Stance, (0, 1, OTHERS)):
        one = symbol(kind, agent, stance, teller)
        swapped = symbol(kind, None if agent is None else other(agent), stance, other(teller))
        assert (one is None) == (swapped is None)
        if one is not None and swapped is not None:
            assert SYMBOLS[image[NUMBER[one]]] == swapped


def test_priors_are_the_same_for_both_sides_to_the_last_digit() -> None:
    known = priors.load()
    said = prior_counts(known.weights, known.factors).said
    assert np.array_equal(said, said[mirrored()][:, ::-1])


def test_any_number_of_voices_of_one_side_counts_for_less_than_two() -> None:
    place, day, same = np.zeros(200, np.int64), np.arange(200) // 10, np.full(200, 3)
    shares = share_of(repeated(place, day, same, 30))
    assert shares[0] == 1
    assert shares.sum() < 2
    late = repeated(np.array([0, 0, 1]), np.array([0, 31, 32]), np.array([3, 3, 3]), 30)
    assert late.tolist() == [0, 0, 0]


def test_reasons_add_up_to_the_whole_weight() -> None:
    said = at_first(prior_of(priors.load())).said
    one, record = Symbol("takes", 1, 0), np.array([0.2, -0.1, 0.0])
    found = reasons(one, said, [("record of the source", record)], [("hedged", 0.6), ("shown", 1.0)])
    whole = (np.log(said[NUMBER[one]]) + record) * 0.6
    total = np.sum([reason.weight for reason in found], axis=0)
    assert total == pytest.approx(whole - whole.mean())
    assert [reason.name for reason in found][2:] == ["record of the source", "hedged"]


def test_what_a_side_has_earned_is_told_apart_from_what_is_expected_of_either() -> None:
    """One side's announcements are twice as often so as the other's: only the record differs between the two."""
    said = at_first(prior_of(priors.load())).said.copy()
    first, second = Symbol("takes", 0, 0), Symbol("takes", 1, 1)
    said[NUMBER[first], 0] *= 2
    found = [{reason.name: reason.weight for reason in reasons(one, said, [], [])} for one in (first, second)]
    record = [one.pop("record of its side") for one in found]
    assert record[0][0] > record[0][2]
    assert record[1][2] < record[1][0]
    assert found[0] == {name: weight[::-1] for name, weight in found[1].items()}
