"""Whose deed a noun names, the events made by hand."""

from __future__ import annotations

import pytest

from fogline.reading.genitives import with_genitives
from fogline.reading.perspective import Mark, faced
from fogline.reading.stakes import Stakes, agent
from fogline.reading.tagger import Tagged
from fogline.terms.event import EventKind
from tests.reading.test_claims import MODEL, Given

NEAR, FAR = 0, 1
# Whose deed the tagger makes each event in these tests, before the genitive is looked at.
TAGGED = NEAR


def ruritanian(text: str) -> str:
    """The word of `text` that names a side."""
    return next(word for word in text.split() if word.casefold().startswith(("ruritan", "руритан")))


def doer(text: str, noun: str, sides: dict[str, int], kind: EventKind = EventKind.ENCIRCLES) -> int | None:
    """Whose deed `noun` tells, `sides` being the words of the text that name one."""
    given = Given(text)
    marks = [Mark(words[0], words[-1] + 1, side, None) for name, side in sides.items() for words in [given.words(name)]]
    given.pieces = faced(given.pieces, sorted(marks, key=lambda mark: mark.first), 0, MODEL.tokenizer)
    event = given.tells(kind, noun, text)
    (found,) = with_genitives(Tagged((), (event,), (), frozenset()), text, given.pieces).events
    return agent(found, 0.0, Stakes(1.0, 1.0, 0.0))


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("The encirclement of the remaining Ruritanian units is near", "encirclement"),
        ("Окружение руританских войск завершено", "Окружение"),
        ("Идёт уничтожение окружённых подразделений руританской армии", "уничтожение"),
        ("Блокада руританской группировки длится месяц", "Блокада"),
        ("Триває блокування руританських підрозділів", "блокування"),
    ],
)
def test_a_side_in_the_genitive_suffers_what_is_done_to_an_object(text: str, noun: str) -> None:
    side = ruritanian(text)
    assert doer(text, noun, {side: NEAR}) == FAR
    assert doer(text, noun, {side: FAR}) == NEAR


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("The encroachment of Ruritanian troops goes on", "encroachment"),
        ("Продвижение руританских войск остановлено", "Продвижение"),
        ("Триває наступ руританських частин", "наступ"),
    ],
)
def test_a_side_in_the_genitive_does_what_has_no_object(text: str, noun: str) -> None:
    side = ruritanian(text)
    assert doer(text, noun, {side: FAR}, EventKind.ADVANCES) == FAR
    assert doer(text, noun, {side: NEAR}, EventKind.ADVANCES) == NEAR


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("The siege by Ruritanian troops goes on", "siege"),
        ("The siege of the town by Ruritanian troops goes on", "siege"),
        ("Окружение руританской группировкой завершено", "Окружение"),
        ("Окружение руританскими войсками завершено", "Окружение"),
        ("Оточення силами руританської армії завершено", "Оточення"),
        ("Обстрел руританских войск продолжается", "Обстрел"),
        ("Окружение Луг, где руританских войск нет", "Окружение"),
    ],
)
def test_the_tagger_is_believed_where_no_genitive_tells(text: str, noun: str) -> None:
    side = ruritanian(text)
    assert doer(text, noun, {side: FAR}) == TAGGED
    assert doer(text, noun, {side: NEAR}) == TAGGED
