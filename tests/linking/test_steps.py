"""When two steps are one."""

from __future__ import annotations

import pytest

from fogline.linking.steps import meant, opposed, same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a significant loss of defensive capabilities in the east", "any weakening of defenses there"),
        ("the garrison leaves the fortress", "that garrison leaves its fortress"),
        ("ослабление обороны", "a weakening of defences"),
    ],
)
def test_the_same_in_other_words_is_one_step(one: str, other: str) -> None:
    assert same(meant(one), meant(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the bridge falls", "the school closes"),
        ("the loss of the bridge", "the loss of the city"),
        ("the garrison leaves the fortress", "the garrison does not leave the fortress"),
    ],
)
def test_what_differs_is_not(one: str, other: str) -> None:
    assert not same(meant(one), meant(other))


def test_one_event_is_one_step_and_another_place_another() -> None:
    here, there = ("captures", "ru", "geonames:1"), ("captures", "ru", "geonames:2")
    assert same(meant("the town falls", [here]), meant("Luhy is taken", [here]))
    assert not same(meant("the garrison leaves the town", [here]), meant("the garrison leaves the town", [there]))


def test_a_step_and_its_denial_are_opposed() -> None:
    one, other = meant("the garrison leaves the fortress"), meant("the garrison will not leave the fortress")
    assert opposed(one, other)
    assert not opposed(one, one)
