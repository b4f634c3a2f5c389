import pytest
from hypothesis import given
from hypothesis import strategies as st

from fogline.sources.decode import decode

RUSSIAN = "Министерство обороны сообщило в четверг, что посёлок взят под контроль.\r\nМост цел, сказал представитель."
ENGLISH = "The ministry said the town had fallen.\rThe mayor denied it.\n"
PICTURE = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000") + bytes(200)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", [RUSSIAN, ENGLISH])
def test_unicode_comes_back_with_its_line_breaks(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == (text, ())


def test_windows_1251_is_read_and_said() -> None:
    text, notes = decode(RUSSIAN.encode("cp1251"))
    assert text == RUSSIAN
    assert "cp1251" in notes[0]


def test_damaged_utf8_keeps_the_rest_of_the_text() -> None:
    broken = bytearray(RUSSIAN.encode())
    broken[40] = 0xFF
    text, notes = decode(bytes(broken))
    assert text.endswith("сказал представитель.")
    assert "damaged" in notes[0]


def test_a_picture_is_named_as_such() -> None:
    with pytest.raises(ValueError, match=r"PNG.*give plain text"):
        decode(PICTURE)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), min_size=1))
def test_every_utf8_text_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()) == (text, ())


@given(st.binary(max_size=300))
def test_no_bytes_break_it(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except ValueError as error:
        assert "is no text" in str(error)
    else:
        assert isinstance(text, str)
