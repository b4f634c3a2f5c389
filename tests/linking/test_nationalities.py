"""Adjectives of nationality, and names that are spelt like them."""

import pytest

from fogline.linking.nationalities import country, is_noun, lies_there


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("Ukrainian", "Ukraine"),
        ("российской", "Russia"),
        ("Українська", "Ukraine"),
        ("білоруському", "Belarus"),
        ("Polish", "Poland"),
        ("европейских", ""),
        ("Ukraine", None),
        ("Украинка", None),
        ("Pole", None),
    ],
)
def test_an_adjective_is_of_a_country(surface: str, name: str | None) -> None:
    assert country(surface) == name


@pytest.mark.parametrize(
    ("text", "adjective", "there"),
    [
        ("deep into Ukrainian territory", "Ukrainian", True),
        ("на російську територію", "російську", True),
        ("на белорусской земле", "белорусской", True),
        ("against Ukrainian troops", "Ukrainian", False),
        ("российская армия", "российская", False),
    ],
)
def test_it_lies_there_only_before_a_word_for_ground(text: str, adjective: str, *, there: bool) -> None:
    assert lies_there(text, text.index(adjective) + len(adjective)) is there


@pytest.mark.parametrize(
    ("text", "name", "noun"),
    [
        ("shots in Canadian, Texas", "Canadian", True),
        ("село Українське горить", "Українське", True),
        ("в Российском были бои", "Российском", True),
        ("Canadian troops have left", "Canadian", False),
        ("українське військо відійшло", "українське", False),
    ],
)
def test_a_name_is_used_as_a_noun(text: str, name: str, *, noun: bool) -> None:
    at = text.index(name)
    assert is_noun(text, at, at + len(name)) is noun
