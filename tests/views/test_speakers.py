import sys
from collections.abc import Callable
from dataclasses import replace
from types import FrameType

import pytest

from fogline.terms.actor import Side
from fogline.terms.claim import Claim, Voice, phrase
from fogline.terms.speaker import Speaker
from fogline.views.speakers import sources, summary


def by(source: str | None, speaker: Speaker | None = None) -> Claim:
    text = f"{source or 'It is'} said it"
    named = phrase(text, [(0, len(source))]) if source else None
    cue, content = phrase(text, [(len(text) - 7, len(text) - 3)]), phrase(text, [(len(text) - 2, len(text))])
    return Claim("", Voice.ATTRIBUTED, named, cue, content, speaker)


OWN = Claim("", Voice.NARRATOR, None, None, phrase("It fell", [(0, 7)]))


def test_a_short_form_of_a_name_is_the_same_source() -> None:
    claims = [
        by(name) for name in ("Rudenko", "Andrei Rudenko, a journalist", "the Russian Ministry", "Rudenko", "the")
    ]
    found = sources(claims)
    assert [source.name for source in found] == ["Andrei Rudenko, a journalist", "the Russian Ministry", "the"]
    assert [source.numbers for source in found] == [(1, 2, 4), (3,), (5,)]


def test_a_pronoun_counts_with_the_name_that_it_stands_for() -> None:
    rudenko = Speaker("Andrei Rudenko", Side.RU)
    (source,) = sources([by("Andrei Rudenko", rudenko), by("he", rudenko), by("it", rudenko)])
    assert (source.name, source.written, source.numbers) == ("Andrei Rudenko", (), (1, 2, 3))


def test_the_names_of_a_known_actor_count_together_and_the_garbled_one_is_told() -> None:
    known = [("Vitaly Gahev, the head", 0.7), ("he", 0.7), ("Ganchev", 1.0), ("He", 1.0)]
    claims = [by(name, Speaker("Vitaly Ganchev", Side.RU, "ru-1", sure)) for name, sure in known]
    (source,) = sources(in_one_text(claims))
    assert (source.name, source.written, source.confidence) == ("Vitaly Ganchev", ("Vitaly Gahev",), 0.7)
    assert source.numbers == (1, 2, 3, 4)


def test_one_name_on_two_sides_is_two_sources() -> None:
    sides = [by("the ministry", Speaker("the ministry", side)) for side in (Side.RU, Side.UA)]
    assert [source.side for source in sources(sides)] == [Side.RU, Side.UA]


@pytest.mark.parametrize("known", [True, False])
def test_the_work_grows_with_the_report_and_not_with_its_square(*, known: bool) -> None:
    def work(size: int) -> int:
        ids = [f"id-{number}" if known else None for number in range(size)]
        claims = [by(f"Major A{number}", Speaker(f"Major A{number}", Side.RU, id_)) for number, id_ in enumerate(ids)]
        return calls(lambda: sources(claims))

    assert work(400) < 2.2 * work(200)


def test_the_summary_counts() -> None:
    claims = [by("Rudenko"), by("Rudenko"), by(None), OWN]
    line = "4 statements: 3 attributed to 1 source (1 to nobody named), 1 in the report's own voice"
    assert summary(claims, sources(claims)) == line


def in_one_text(claims: list[Claim]) -> list[Claim]:
    """`claims` one after another in a text."""
    moved = []
    for number, claim in enumerate(claims):
        assert claim.source
        spans = tuple((start + 100 * number, end + 100 * number) for start, end in claim.source.spans)
        moved.append(replace(claim, source=replace(claim.source, spans=spans)))
    return moved


def calls(do: Callable[[], object]) -> int:
    """How many calls `do` makes."""
    count = 0

    def note(_frame: FrameType, event: str, _of: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        do()
    finally:
        sys.setprofile(before)
    return count
