"""What hangs on what, in sentences that say it in many ways."""

from __future__ import annotations

import pytest

from fogline.reading.conditions import if_parts, joins
from fogline.reading.sentences import sentences


def joined(text: str, language: str = "en", *said: str) -> list[tuple[str, str]]:
    """The words of each join; `said` are words of sources and cues."""
    spans = [(text.index(one), text.index(one) + len(one)) for one in said]
    found = joins(text, list(sentences(text, language)), spans)
    return [(text[slice(*one.cause)], text[slice(*one.effect)]) for one in found]


@pytest.mark.parametrize(
    ("language", "text", "cause", "effect"),
    [
        ("en", "If the mill falls, the road lies open.", "the mill falls", "the road lies open"),
        ("en", "The road lies open unless the mill holds.", "the mill holds", "The road lies open"),
        ("en", "Should the mill fall, then the road lies open.", "the mill fall", "the road lies open"),
        ("en", "A raid on the mill could lead to panic.", "A raid on the mill", "panic"),
        ("ru", "Если мельница падёт, то дорога открыта.", "мельница падёт", "дорога открыта"),
        ("ru", "Удар по мельнице может привести к панике.", "Удар по мельнице", "панике"),
        ("uk", "Якщо млин упаде, то дорога відкрита.", "млин упаде", "дорога відкрита"),
        ("uk", "Удар по млину може призвести до паніки.", "Удар по млину", "паніки"),
    ],
)
def test_a_condition_is_joined_to_what_follows_from_it(language: str, text: str, cause: str, effect: str) -> None:
    assert joined(text, language) == [(cause, effect)]


def test_it_in_the_main_clause_is_the_condition_itself() -> None:
    assert joined("If they help the town, it may require a march north.") == [("they help the town", "a march north")]


def test_a_sentence_that_points_back_goes_on_from_the_last_step() -> None:
    text = "If the mill falls, the guards will leave the bridge. This could trigger panic, which would empty the town."
    assert joined(text) == [
        ("the mill falls", "the guards will leave the bridge"),
        ("the guards will leave the bridge", "panic"),
        ("panic", "empty the town"),
    ]


def test_this_happens_is_what_was_told_before() -> None:
    text = "The guards may leave the bridge. If this happens, the town is lost."
    assert joined(text) == [("The guards may leave the bridge", "the town is lost")]


def test_who_says_it_is_no_step() -> None:
    text = "The road lies open if the mill falls, the mayor said."
    assert joined(text, "en", "the mayor", "said") == [("the mill falls", "The road lies open")]


@pytest.mark.parametrize(
    "text",
    [
        "He asked if the mill had fallen, and the mayor shook his head.",
        "The next train will leave on Friday.",
        "Поки не підтверджено, тримаємо в курсі.",
        "The mill fell on Monday and the road is open.",
    ],
)
def test_what_nobody_joins_is_not_joined(text: str) -> None:
    assert joined(text, "uk" if "По" in text else "en") == []


def test_an_if_part_is_found_by_itself() -> None:
    text = "If, on the other hand, the mill falls, the road lies open."
    assert [text[slice(*one)] for one in if_parts(text, [(0, len(text))], [])] == ["the mill falls"]
