import pytest
from hypothesis import given
from hypothesis import strategies as st

from fogline.reading.language import detect, name
from fogline.reading.sentences import sentences


def test_sentences_stop_where_they_stop_and_not_at_abbreviations() -> None:
    text = "Gen. J. Smith spoke at 5 p.m. on Monday.  \n“We hold.” The U.S. Army denied it.\r\n\r\nNo"
    found = [text[a:b] for a, b in sentences(text, "en")]
    assert found[0] == "Gen. J. Smith spoke at 5 p.m. on Monday."
    assert found[-2:] == ["The U.S. Army denied it.", "No"]


@given(st.text(st.sampled_from("Aaбї .!?\n\r\u2028“”🛰")))
def test_sentences_are_in_order_and_lose_nothing(text: str) -> None:
    last = 0
    for start, end in sentences(text, "en"):
        assert last <= start < end
        assert not text[last:start].strip()
        assert text[start:end] == text[start:end].strip()
        last = end
    assert not text[last:].strip()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The General Staff said that fifty attacks had been repelled near the town.", "en"),
        ("Генеральный штаб сообщил, что под городом отбито пятьдесят атак.", "ru"),
        ("Генеральний штаб повідомив, що під містом відбито п’ятдесят атак.", "uk"),
        ("Les forces russes ont pris la ville, a dit le ministère de la défense.", "fr"),
        ("12345 67 --- 89", None),
        ("\ud800 \x00", None),
    ],
)
def test_the_language_is_told_or_left_open(text: str, code: str | None) -> None:
    assert detect(text) == code


def test_languages_have_names() -> None:
    assert [name(code) for code in ("uk", "fr", None)] == ["Ukrainian", "French", "an unknown language"]
