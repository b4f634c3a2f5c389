"""When two steps of chains are one: the same words, also in another form or language, or the same event."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

# Words are compared by so many letters; shorter ones tell nothing.
STEM, SHORTEST = 6, 4
# So much of the shorter of two must be shared, and no less than so many words.
SHARED, LEAST = 0.6, 2
# What is meant alike in three languages, by how the words begin.
CONCEPTS = (
    ("less", "loss los weak erosion erod collaps thinner потер ослаб обвал утрат втрат послаб"),
    ("more", "increas heighten escalat surge growth усилен рост збільш посил зрост"),
    ("defend", "defen оборон"),
    ("shift", "redeploy transfer перебр перекид передислок"),
    ("forward", "advanc offensiv наступ продвиж просув"),
    ("round", "encircl blocka surround окруж оточ блокад"),
    ("flee", "displac refuge беженц біженц переселен"),
    ("strike", "strike shell bombard удар обстрел обстріл"),
    ("help", "interven assist reinforc подкреп підкріпл помощ допомог"),
)
PREFIXES = tuple((prefix, name) for name, words in CONCEPTS for prefix in words.split())
NEGATIONS = frozenset("not no never unless cannot without не нет ни без ні немає".split())
EMPTY = frozenset(
    "this that these those with from into have been will would could might there their they which about than then "
    "some such other more most also если якщо этот эта будет буде будут будуть могут можуть того чтобы".split()
)
WORD = re.compile(r"\w+")


class Meant(NamedTuple):
    """What a step is compared by: its words, whether they say that it is not so, and the events that it tells of.

    An event is its kind, its agent and the id of its place.
    """

    words: frozenset[str]
    negated: bool
    events: frozenset[tuple[str, str, str]]


def meant(text: str, events: Iterable[tuple[str, str, str]] = ()) -> Meant:
    """What the step with the words `text` is compared by."""
    words = [word.lower() for word in WORD.findall(text)]
    stems = {_stem(word) for word in words if len(word) >= SHORTEST and word not in EMPTY and word not in NEGATIONS}
    return Meant(frozenset(stems), bool(NEGATIONS.intersection(words)), frozenset(events))


def same(one: Meant, other: Meant) -> bool:
    """Whether two steps are one."""
    return one.negated == other.negated and _alike(one, other)


def opposed(one: Meant, other: Meant) -> bool:
    """Whether one step is that the other is not so."""
    return one.negated != other.negated and _alike(one, other)


def _alike(one: Meant, other: Meant) -> bool:
    if one.events & other.events:
        return True
    places, others = ({place for _, _, place in step.events if place} for step in (one, other))
    if places and others and not places & others:
        return False
    shared = one.words & other.words
    shorter = min(len(one.words), len(other.words))
    return len(shared) >= max(LEAST, SHARED * shorter) or (one.words == other.words and bool(shared))


def _stem(word: str) -> str:
    return next((name for prefix, name in PREFIXES if word.startswith(prefix)), word[:STEM])
