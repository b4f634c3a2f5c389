"""Which earlier source a pronoun, or a noun that stands for one, means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fogline.linking.tokens import cut, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

PRONOUNS = frozenset(
    "he she it they who which him her his its their them himself herself themselves this that "
    "он она оно они его её ее их ему ей им ней него них который которая которое которые "
    "він вона воно вони його її їх йому їй їм них нього неї який яка яке які".split()
)
# What may stand before a noun that means one already named; any other word tells of somebody new.
POINTING = frozenset(
    "the this that these those same latter сам сама само сами самі "
    "этот эта это эти этого этой этому этим этом этими этих эту "
    "тот та то те того той тому тем том теми тех ту "
    "цей ця це ці цього цієї цьому цій цим цими цих цю цією ті тієї тій тим тими тих тією".split()
)
PREPOSITIONS = frozenset("in at by from of в во у от из по від з зі із".split())
# Nouns that stand for a body or an office whatever it is called.
BODIES = frozenset(
    map(stem, "agency department body office outlet channel organisation organization statement".split())
)
BODIES |= frozenset(map(stem, "ведомство канал издание организация орган відомство видання організація".split()))
PEOPLE = frozenset(map(stem, "official spokesman spokeswoman spokesperson officer politician commander".split()))
PEOPLE |= frozenset(map(stem, "чиновник представитель офицер командир посадовець речник офіцер очільник".split()))
# Words that stand alone as nouns do, and tell of somebody new.
OTHERS = frozenset(map(stem, "another other others one some many several local locals".split()))
OTHERS |= frozenset(map(stem, "другой другая другие иной один одна местный інший інша інші місцевий".split()))


def stands_for_another(phrase: str) -> bool:
    """Whether `phrase` names nobody by itself: a pronoun, or a bare general noun, "the" or "this" before it or not."""
    words = _without_preposition(phrase)
    if all(word.casefold() in PRONOUNS | POINTING for word in words):
        return True
    noun = _bare_noun(phrase)
    return noun is not None and stem(noun) in BODIES | PEOPLE


def antecedents(phrases: Sequence[str]) -> list[int | None]:
    """For each of a report's sources, in order, the earlier one that it stands for; None where it names itself.

    A pronoun or a general noun means the nearest earlier name; "the ministry" the nearest name with that noun in it.
    """
    found: list[int | None] = []
    named: list[int] = []
    for at, phrase in enumerate(phrases):
        general = stands_for_another(phrase)
        meant = None
        if general:
            meant = named[-1] if named else None
        elif noun := _bare_noun(phrase):
            meant = next((one for one in reversed(named) if stem(noun) in map(stem, cut(phrases[one]))), None)
        found.append(meant)
        if meant is None and not general:
            named.append(at)
    return found


def _without_preposition(phrase: str) -> list[str]:
    words = cut(phrase)
    return words[1:] if len(words) > 1 and words[0].casefold() in PREPOSITIONS else words


def _bare_noun(phrase: str) -> str | None:
    """The noun of a phrase that has no other word but those that point; None where it has, or where it is a name."""
    words = _without_preposition(phrase)
    pointing = 0
    while pointing < len(words) and words[pointing].casefold() in POINTING:
        pointing += 1
    rest = words[pointing:]
    return rest[0] if len(rest) == 1 and rest[0].islower() and stem(rest[0]) not in OTHERS else None


ARTICLES = frozenset({"the", "a", "an"})


def fuller_names(phrases: Sequence[str]) -> dict[str, str]:
    """For those of a report's sources that are a part of one other's name, that one: "Ostrov", "Colonel Pavel Ostrov".

    A part of several different names stands for none of them.
    """
    names = {phrase: _capitals(phrase) for phrase in phrases}
    by_word: dict[str, set[str]] = {}
    for phrase, words in names.items():
        for word in words:
            by_word.setdefault(word, set()).add(phrase)
    fuller = {}
    for phrase, words in names.items():
        holders = set.intersection(*(by_word[word] for word in words)) if words else set()
        longer = {other for other in holders if len(names[other]) > len(words)}
        if longer:
            longest = max(sorted(longer), key=lambda other: len(names[other]))
            if all(names[other] <= names[longest] for other in longer):
                fuller[phrase] = longest
    return fuller


def _capitals(phrase: str) -> frozenset[str]:
    return frozenset(stem(word) for word in cut(phrase) if word[0].isupper() and word.casefold() not in ARTICLES)
