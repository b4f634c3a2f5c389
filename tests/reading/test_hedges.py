"""How sure a forecast is put."""

from __future__ import annotations

import pytest

from fogline.reading.hedges import hedge


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the town will fall", "flat"),
        ("the town may well fall", "possible"),
        ("the town will probably fall", "likely"),
        ("it is unlikely that the town may fall", "unlikely"),
        ("they promised to take the town", "planned"),
        ("город, скорее всего, падёт", "likely"),
        ("місто може впасти", "possible"),
        ("падение города маловероятно", "unlikely"),
        ("місто неминуче впаде", "certain"),
    ],
)
def test_words_have_their_class_in_three_languages(text: str, words: str) -> None:
    assert hedge(text) == (words, None)


@pytest.mark.parametrize(
    ("text", "probability"),
    [
        ("there is a 70% chance that it falls", 0.7),
        ("the probability that it falls is 15 percent", 0.15),
        ("с вероятностью 60 процентов город падёт", 0.6),
        ("ймовірність падіння — 25%", 0.25),
        ("30% of the town will be taken", None),
    ],
)
def test_a_number_is_a_probability_only_where_it_is_said_to_be_one(text: str, probability: float | None) -> None:
    assert hedge(text).probability == probability
