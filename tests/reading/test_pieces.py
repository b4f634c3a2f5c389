import pytest
from hypothesis import given
from hypothesis import strategies as st

from fogline.reading.pieces import LONGEST_PARAGRAPH, cut, paragraphs
from fogline.reading.tagger import load

MODEL = load()


def words(text: str) -> list[str]:
    pieces = cut(text, MODEL.tokenizer, MODEL.end)
    return [text[a:b] for a, b in zip(pieces.word_starts, pieces.word_ends, strict=True)]


def test_words_are_runs_of_letters_and_single_signs() -> None:
    text = "“We hold Куп’янськ,”\r\n\r\nshe said (at five)"
    assert words(text) == "“ We hold Куп ’ янськ , ” she said ( at five )".split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\nTwo.\r\nThree.\rFour", ["One.", "Two.", "Three.", "Four"]),
        ("The ministry said\nthat it was so.", ["The ministry said\nthat it was so."]),
        ("He said:\nwe hold.", ["He said:", "we hold."]),
        ("\n \n", []),
    ],
)
def test_a_line_wrapped_in_mid_sentence_does_not_end_a_paragraph(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in paragraphs(text)] == expected


def test_an_endless_line_is_cut_at_blanks() -> None:
    text = "word " * LONGEST_PARAGRAPH
    spans = list(paragraphs(text))
    assert all(end - start <= LONGEST_PARAGRAPH for start, end in spans)
    assert [a for a, _ in spans[1:]] == [b for _, b in spans[:-1]]
    assert all(text[start] == " " for start, _ in spans[1:])


@given(st.text(st.sampled_from(" \n\r\t\u2028aZéжї7_-’“.(\u200b\u0301🛰ﬁ½")))
def test_words_are_in_order_apart_and_lose_no_letter(text: str) -> None:
    pieces = cut(text, MODEL.tokenizer, MODEL.end)
    last = 0
    for start, end in zip(pieces.word_starts.tolist(), pieces.word_ends.tolist(), strict=True):
        assert last <= start < end <= len(text)
        assert not any(c.isalnum() for c in text[last:start])
        last = end
    assert not any(c.isalnum() for c in text[last:])
    assert len(pieces.word_first) == len(pieces.word_starts)
