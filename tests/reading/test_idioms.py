"""Phrases with a verb of saying in which nobody speaks."""

from __future__ import annotations

import pytest

from fogline.reading.idioms import without_idioms
from fogline.reading.tagger import Tagged
from tests.reading.test_claims import Given


def stays(text: str, source: str, cue: str) -> bool:
    """Whether `source` is still taken for somebody who says what follows `cue`."""
    given = Given(text)
    given.says(source, cue, text.split(cue)[1].strip())
    found = without_idioms(Tagged(tuple(given.attributions), (), (), frozenset()), text, given.pieces)
    return bool(found.attributions)


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("The silence speaks volumes about the mood", "The silence", "speaks"),
        ("The blast claimed at least two lives", "The blast", "claimed"),
        ("a battle that shows no signs of ending", "that", "shows no signs of"),
        ("Результат говорит сам за себя и за нас", "Результат", "говорит"),
        ("бої, які не подають ознак згасання", "які", "не подають ознак"),
        ("Обстріл забрав життя двох людей", "Обстріл", "забрав"),
        ("бои, которые не подают признаков затухания", "которые", "не подают признаков"),
    ],
)
def test_an_idiom_is_nobodys_word(text: str, source: str, cue: str) -> None:
    assert not stays(text, source, cue)


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("The mayor speaks of volumes of water", "The mayor", "speaks"),
        ("The staff claimed that two lives were lost", "The staff", "claimed"),
        ("The governor shows no signs of leaving", "The governor", "shows no signs of"),
        ("Мэр говорит о многих раненых", "Мэр", "говорит"),
        ("Він говорить, що сам бачив", "Він", "говорить"),
    ],
)
def test_who_speaks_stays(text: str, source: str, cue: str) -> None:
    assert stays(text, source, cue)
