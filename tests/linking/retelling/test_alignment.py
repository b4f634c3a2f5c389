import pytest
from hypothesis import given
from hypothesis import strategies as st

from fogline.linking.retelling.alignment import compare, turned
from fogline.linking.retelling.rows import Shared
from fogline.linking.retelling.words import words_of

NEWS = "The mill at Sosnivka burned down after it was hit on Friday night and nobody was hurt in the fire"
MORE = "Firemen from three villages kept the flames from the school and the church until help came from the town"


def shared(here: str, there: str) -> Shared:
    one, two = words_of([here, there], [(), ()])
    return compare(one, two)


def test_a_passage_is_found_in_both_texts() -> None:
    here, there = f"{NEWS}. {MORE}.", f"Late news from the north of the region today. {MORE}!"
    (passage,) = shared(here, there).passages
    assert here[slice(*passage.here)] == there[slice(*passage.there)] == MORE


def test_moved_paragraphs_are_two_passages() -> None:
    found = shared(f"{NEWS}.\n\n{MORE}.", f"{MORE}.\n\n{NEWS}.")
    assert len(found.passages) == 2
    assert found.share_here == found.share_there == 1.0


def test_a_word_exchanged_does_not_end_a_passage() -> None:
    (passage,) = shared(f"{NEWS}. {MORE}.", f"{NEWS}. {MORE}.".replace("flames", "fire")).passages
    assert passage.words == 38


def test_quoted_words_do_not_count() -> None:
    (passage,) = shared(f"He said: “{NEWS}.”", f"“{NEWS}.” So the head of the village.").passages
    assert passage.telling == 0 < passage.words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "За добу відбулося 112 бойових зіткнень на всіх напрямках фронту, повідомив штаб",
            "За добу відбулося 97 бойових зіткнень на всіх напрямках фронту, повідомив штаб",
        ),
        (
            "в районе населённого пункта Каменка и у села Дубрава до взвода пехоты противника было уничтожено",
            "в районе населённого пункта Ольховка и у села Заречье до взвода пехоты противника было уничтожено",
        ),
    ],
    ids=["numbers", "names"],
)
def test_a_formula_filled_in_anew_does_not_count(one: str, other: str) -> None:
    assert shared(one, other).telling == 0
    assert shared(one, one).telling > 0


def test_a_name_spelt_in_another_way_makes_no_formula() -> None:
    assert shared(NEWS, NEWS.replace("Sosnivka", "Sasnovka")).telling > 0


def test_standing_sentences_do_not_count() -> None:
    one, two = words_of([f"{NEWS}. {MORE}.", f"{MORE}."], [{1}, ()])
    assert compare(one, two).telling == 0


WORDS = st.lists(st.sampled_from(f"{NEWS} {MORE}".split()), max_size=40).map(" ".join)


@given(WORDS, WORDS)
def test_spans_lie_in_the_texts_and_shares_are_shares(here: str, there: str) -> None:
    found = shared(here, there)
    assert 0 <= found.share_here <= 1
    assert 0 <= found.share_there <= 1
    for passage in found.passages:
        assert 0 <= passage.here[0] < passage.here[1] <= len(here)
        assert 0 <= passage.there[0] < passage.there[1] <= len(there)
        assert 0 <= passage.telling <= passage.words


@given(WORDS, WORDS)
def test_turned_twice_is_the_same(here: str, there: str) -> None:
    assert turned(turned(shared(here, there))) == shared(here, there)
