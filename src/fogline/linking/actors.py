"""Find the actors that a text names, and the one that a phrase names, also under a garbled name."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from fogline.linking import sides
from fogline.linking.offices import Rules, civilians_at
from fogline.linking.sound import Names, alike
from fogline.linking.tokens import Trie, cut, plain, stem, stems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fogline.linking.theatre import Alias, Theatre
    from fogline.terms.actor import Actor

PEOPLE = frozenset({"leader", "spokesman", "commander", "correspondent", "mayor", "analyst"})
BODIES = frozenset({"ministry", "staff", "command", "parliament", "prosecutor", "security_service"})
# A state is a place in running text, and an actor only where a whole phrase names it.
STATE = "state"
SENTENCE_END = frozenset('.!?…:;"\n')
# Capitalised words that stand before a name without being part of it.
TITLES = frozenset(
    "Mr Mrs Ms Dr President Governor Mayor Minister General Colonel Major Captain Commander Lieutenant Admiral "
    "Journalist Correspondent Spokesman Spokesperson Blogger Ambassador Secretary Senator Chancellor Military "
    "Президент Губернатор Мэр Министр Генерал Полковник Майор Капитан Военкор Журналист Корреспондент Глава "
    "Мер Міністр Капітан Воєнкор Журналіст Кореспондент Голова Речник Речниця Начальник".split()
)
ARTICLES = frozenset({"the", "a", "an", "The", "A", "An", '"', ",", "'", "s", "-", "(", ")", "of", "for"})
# What the head of an institution is worth with a side word elsewhere in the phrase ("Kyiv's General Staff").
BY_HEAD = 0.9
# An office's holder called by a name that is less like his own than this is somebody else.
SAME_NAME = 0.6


class Mention(NamedTuple):
    """Words [first, last) name `actor`."""

    first: int
    last: int
    actor: Actor


class _Name(NamedTuple):
    words: tuple[str, ...]
    actor: Actor


class Index:
    """The names of a theatre's actors, by the stems of their words, by their head words, and by sound."""

    def __init__(self, theatre: Theatre) -> None:
        """Index the actors of `theatre`."""
        self.actors = theatre.actors
        self.rules = Rules(theatre)
        self.names: Trie[list[_Name]] = Trie()
        self.parts: dict[str, set[str]] = {}
        self.given: set[str] = set()
        self._aliases = theatre.aliases
        for alias in self._aliases:
            self._add(alias)

    @cached_property
    def heads(self) -> Trie[list[_Name]]:
        """Bodies by what is left of their names without a side; made when a phrase holds no whole name."""
        heads: Trie[list[_Name]] = Trie()
        for alias in self._aliases:
            if alias.actor.kind in BODIES and (head := self._head(cut(alias.form))):
                _put(heads, head, alias.actor)
        return heads

    @cached_property
    def sound(self) -> Names:
        """The names as they sound; made when the first garbled one is looked up."""
        return Names(
            (alias.form, alias.actor)
            for alias in self._aliases
            if alias.actor.kind != STATE and all(map(_capital, alias.form.split()))
        )

    def _add(self, alias: Alias) -> None:
        words = cut(alias.form)
        _put(self.names, words, alias.actor)
        if alias.actor.kind in PEOPLE:
            self.parts.setdefault(alias.actor.id, set()).update(map(stem, words))
            if len(words) > 1 and all(map(_capital, words)):
                self.given.add(stem(words[0]))

    def _head(self, words: list[str]) -> list[str]:
        """`words` without those that name a side, where any does: what is left of "General Staff of Ukraine"."""
        named = list(sides.find(words, self.rules.named))
        if not named:
            return []
        dropped = {at for name in named for at in range(name.first, name.last)}
        rest = [word for at, word in enumerate(words) if at not in dropped]
        while rest and rest[-1] in ARTICLES:
            rest.pop()
        while rest and rest[0] in ARTICLES:
            rest.pop(0)
        return rest


def find(text: str, words: Sequence[tuple[int, int]], index: Index) -> Iterator[Mention]:
    """Yield the actors that `text` names, `words` being where its words are; the longest name wins, states stay out."""
    for mention, _ in _mentions([plain(text[start:end]) for start, end in words], index.names, index):
        if mention.actor.kind != STATE:
            yield mention


def link(phrase: str, index: Index) -> tuple[Actor, float] | None:
    """The actor that `phrase` names, with a confidence; None where none is known, or the phrase tells of civilians.

    A known name is sure. The head of an institution's name and a side give less, a garbled name its likeness.
    """
    words = cut(phrase)
    named = list(sides.find(words, index.rules.named))
    hits = [hit for hit in _mentions(words, index.names, index) if _stands(hit[0], words, named)]
    civilians = civilians_at(words, index.rules)
    if civilians is not None and not any(hit.first <= civilians < hit.last for hit, _ in hits):
        return None
    if hits:
        return _chosen(hits, words, index)
    return _by_head(words, named, index) or _by_sound(words, named, index)


def surely(phrase: str, index: Index) -> Actor | None:
    """The actor that `phrase` names beyond doubt."""
    found = link(phrase, index)
    return found[0] if found and found[1] == 1 else None


def _mentions(words: list[str], trie: Trie[list[_Name]], index: Index) -> Iterator[tuple[Mention, _Name]]:
    keys = [stem(word) for word in words]
    at = 0
    while at < len(words):
        for end, names in reversed(list(trie.ends(keys, at))):
            name = _one(names, words[at:end])
            if name and not _another_person(words, at, end, name.actor, index):
                yield Mention(at, end, name.actor), name
                at = end - 1
                break
        at += 1


def _one(names: list[_Name], words: list[str]) -> _Name | None:
    """The name that `words` write, if it is one actor's."""
    fitting = [name for name in names if all(map(_fits, name.words, words))]
    exact = [name for name in fitting if name.words == tuple(words)]
    kept = exact or fitting
    if len({name.actor.id for name in kept}) != 1:
        return None
    # "Подоляка" is one man's name and a case of another's, Подоляк, who is on the other side.
    shorter = {name.actor.side for name in fitting if len(name.words[-1]) < len(words[-1])}
    return kept[0] if shorter <= {kept[0].actor.side} else None


def _fits(known: str, word: str) -> bool:
    """Whether `word` may be a form of `known` by its capitals: SHOT is not "shot", and Два майора may begin small."""
    if known.isupper() and len(known) > 1:
        return word.isupper() or word.startswith(known)
    return not known[0].isupper() or word[0].isupper()


def _another_person(words: list[str], at: int, end: int, actor: Actor, index: Index) -> bool:
    """Whether a surname by itself follows a name that is not the actor's: "Petro Rudenko" is not Andrey."""
    if actor.kind not in PEOPLE or end - at > 1 or at == 0 or not _capital(before := words[at - 1]):
        return False
    if before in TITLES or before.isupper() or stem(before) in index.parts[actor.id]:
        return False
    begins = at == 1 or words[at - 2] in SENTENCE_END
    return not begins or stem(before) in index.given


def _stands(mention: Mention, words: list[str], named: list[sides.Named]) -> bool:
    """Whether `mention` may be what the phrase is about."""
    if mention.actor.kind == STATE:
        return all(word in ARTICLES for word in words[: mention.first] + words[mention.last :])
    elsewhere = {name.side for name in named if not mention.first <= name.first < mention.last}
    return mention.last - mention.first > 1 or not elsewhere or mention.actor.side in elsewhere


def _chosen(hits: list[tuple[Mention, _Name]], words: list[str], index: Index) -> tuple[Actor, float] | None:
    """Of several actors a person by name before one by office, and both before a body of the same side."""
    first = hits[0][0].actor
    people = [hit for hit in hits if hit[0].actor.kind in PEOPLE and hit[0].actor.side == first.side]
    for mention, name in people:
        if _by_name(name):
            return mention.actor, 1.0
    if not people:
        return first, 1.0
    mention, _ = people[0]
    taken = {at for hit, _ in hits for at in range(hit.first, hit.last)}
    runs = _runs(words, taken)
    if not runs:
        return mention.actor, 1.0
    likeness = max(alike(run[-1], mention.actor.name.split()[-1]) for run in runs)
    if likeness >= SAME_NAME:
        return mention.actor, (1 + likeness) / 2
    body = index.actors.get(mention.actor.speaks_for or "")
    return (body, BY_HEAD) if body else None


def _by_name(name: _Name) -> bool:
    return alike(name.words[-1], name.actor.name.split()[-1]) >= SAME_NAME


def _by_head(words: list[str], named: list[sides.Named], index: Index) -> tuple[Actor, float] | None:
    told = {name.side for name in named if name.row is not None}
    if len(told) != 1:
        return None
    keys = [stem(word) for word in words]
    for at in range(len(words)):
        for _, names in reversed(list(index.heads.ends(keys, at))):
            of_side = [name for name in names if name.actor.side in told]
            if len({name.actor.id for name in of_side}) == 1:
                return of_side[0].actor, BY_HEAD
    return None


def _by_sound(words: list[str], named: list[sides.Named], index: Index) -> tuple[Actor, float] | None:
    taken = {at for name in named for at in range(name.first, name.last)}
    told = {name.side for name in named if name.row is not None}
    for run in _runs(words, taken):
        # A known name that stayed unlinked is somebody else's or several people's, not a garbled one.
        known = any(True for _ in index.names.ends([stem(run[-1])], 0))
        found = None if known else index.sound.nearest(" ".join(run))
        if found and (not told or found[0].side in told):
            return found
    return None


def _runs(words: list[str], taken: set[int]) -> list[list[str]]:
    """Capitalised words in a row, without titles and without the words that are `taken`."""
    places = [at for at, word in enumerate(words) if _capital(word) and at not in taken and word not in TITLES]
    runs = [[words[at]] for at in places[:1]]
    for before, at in pairwise(places):
        if at == before + 1:
            runs[-1].append(words[at])
        else:
            runs.append([words[at]])
    return runs


def _put(trie: Trie[list[_Name]], words: list[str], actor: Actor) -> None:
    forms = [stems(word) for word in words]
    name = _Name(tuple(words), actor)
    trie.add([form[0] for form in forms], []).append(name)
    if any(len(form) > 1 for form in forms):
        trie.add([form[-1] for form in forms], []).append(name)


def _capital(word: str) -> bool:
    return word[:1].isupper() and len(word) > 1
