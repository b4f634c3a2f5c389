"""Which of two reports is the later one, and by what right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fogline.linking.retelling.alignment import turned
from fogline.linking.retelling.cited import cites, forwards, same_name
from fogline.linking.retelling.decide import after, decide
from fogline.linking.retelling.rows import Passage, Shared, Told

WHOLE = Shared((Passage((0, 300), (0, 300), 50, 50),), 0.9, 0.9)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Північ", "Pivnich"),
        ("https://t.me/s/pivnich", "@Pivnich"),
        ("https://www.pivnich.com.ua/news/17", "Pivnich"),
        ("Украинская правда", "Ukrainskaya Pravda"),
    ],
)
def test_an_outlet_has_one_name_in_any_script_and_address(one: str, other: str) -> None:
    assert same_name(one, other)


@pytest.mark.parametrize(("one", "other"), [("Північ", "Південь"), ("", ""), ("a", "a"), ("Northern Post", "Northern")])
def test_other_outlets_have_other_names(one: str, other: str) -> None:
    assert not same_name(one, other)


def test_a_report_without_outlet_is_named_by_nobody() -> None:
    one = Told("a", "", 0, cited=("Північ",), forwarded_from="Північ")
    assert not cites(one, Told("b", "", 1))
    assert not forwards(one, Told("b", "", 1))
    assert forwards(one, Told("b", "", 1, outlet="Pivnich"))


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        ("2024-05-02", "2024-05-01T23:59:00Z", 1),
        ("2024-05-01T10:00:00Z", "2024-05-01T09:59:00Z", 1),
        ("2024-05-01", "2024-05-01", 0),
        (None, "2024-05-01", 0),
        ("2024-05-01", "2024-05-01T02:00:00Z", 1),
        ("2024-05-01", "2024-05-01T22:00:00Z", -1),
    ],
)
def test_a_date_may_stand_for_any_hour_of_its_day(one: str | None, other: str | None, sign: int) -> None:
    assert (after(one, other) > 0) - (after(one, other) < 0) == sign
    assert after(other, one) == -after(one, other)


MOMENTS = st.sampled_from([None, "2024-05-01", "2024-05-01T04:00:00Z", "2024-05-01T21:30:00Z", "2024-05-02"])


@given(MOMENTS, MOMENTS, st.integers(0, 60), st.integers(0, 60), st.booleans())
def test_it_does_not_matter_which_of_the_two_is_asked_about(
    one: str | None,
    other: str | None,
    words: int,
    telling: int,
    whole: bool,  # noqa: FBT001
) -> None:
    here, there = Told("a", "", 0, moment=one, outlet="A B C"), Told("b", "", 1, moment=other, cited=("A.B.C.",))
    share = 0.9 if whole else 0.1
    shared = Shared((Passage((0, 300), (10, 310), max(words, telling), telling),), share, share / 2)
    forth, back = decide(here, there, shared), decide(there, here, turned(shared))
    assert (forth is None) == (back is None)
    if forth and back:
        assert (forth.copy, forth.share, forth.passages) == (back.copy, back.share, back.passages)
        assert forth.turned == pytest.approx(back.turned)
        assert forth.turned >= 0


def test_a_time_outweighs_a_name_and_a_forward_with_a_name_a_time() -> None:
    named = Told("named", "", 0, moment="2024-05-02", outlet="Північ")
    citing = Told("citing", "", 1, moment="2024-05-01", cited=("Північ",))
    forward = Told("forward", "", 1, moment="2024-05-01", cited=("Північ",), forwarded_from="Північ")
    assert (found := decide(named, citing, WHOLE))
    assert found.copy == "named"
    assert (found := decide(named, forward, WHOLE))
    assert found.copy == "forward"


def test_a_name_alone_makes_no_copy() -> None:
    named, citing = Told("named", "", 0, outlet="Північ"), Told("citing", "", 1, cited=("Північ",))
    assert decide(named, citing, Shared((), 0.0, 0.0)) is None
    assert decide(named, citing, Shared((Passage((0, 60), (0, 60), 9, 9),), 0.05, 0.05)) is None
