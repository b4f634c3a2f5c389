import pytest

from fogline.linking.antecedents import antecedents, fuller_names


def test_a_pronoun_means_the_nearest_earlier_name() -> None:
    assert antecedents(["The mayor of Luhy", "the General Staff", "it", "he", "he himself"]) == [None, None, 1, 1, 1]


def test_a_noun_means_the_nearest_name_that_holds_it() -> None:
    phrases = ["Russia's Defence Ministry", "the General Staff in Kyiv", "the ministry", "the staff"]
    assert antecedents(phrases) == [None, None, 0, 1]


def test_a_general_noun_means_whoever_was_named_last() -> None:
    assert antecedents(["Минобороны России", "ведомство", "Сергій Петренко", "посадовець"]) == [None, 0, None, 2]


@pytest.mark.parametrize(
    "phrase",
    ["the official", "this agency", "the same office", "этот чиновник", "в ведомстве", "цього відомства"],
)
def test_only_a_word_that_points_may_stand_before_such_a_noun(phrase: str) -> None:
    assert antecedents(["Генштаб ВСУ", phrase]) == [None, 0]


@pytest.mark.parametrize(
    "phrase",
    [
        "an official",
        "a spokesman",
        "another official",
        "the other agency",
        "local officer",
        "another",
        "другой чиновник",
        "ещё один офицер",
        "інший посадовець",
        "ще один речник",
        "российского офицера",
        "російський посадовець",
        "украинское министерство",
        "the local ministry",
        "a ministry",
    ],
)
def test_a_new_speaker_is_not_taken_for_the_one_before(phrase: str) -> None:
    before = ["another official", "Министерство обороны", "the Defence Ministry"]
    assert antecedents([*before, phrase, "he"]) == [None, None, None, None, 3]


def test_nobody_is_meant_where_nobody_was_named() -> None:
    assert antecedents(["he", "Residents", "they"]) == [None, None, 1]


def test_a_description_stands_for_itself() -> None:
    assert antecedents(["the ministry", "two residents of the village"]) == [None, None]


def test_a_part_of_a_name_is_the_name_wherever_it_stands() -> None:
    phrases = ["Ostrov", "spokesman Colonel Pavel Ostrov", "the Defence Ministry in Moscow", "Defence Ministry", "he"]
    assert fuller_names(phrases) == {
        "Ostrov": "spokesman Colonel Pavel Ostrov",
        "Defence Ministry": "the Defence Ministry in Moscow",
    }


def test_a_part_of_two_names_stands_for_neither() -> None:
    assert fuller_names(["the General Staff", "Ukraine's General Staff", "Russia's General Staff"]) == {}
