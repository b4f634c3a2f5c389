"""Find the words of a text that name a side."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from fogline.linking.tokens import Trie, cut, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fogline.linking.theatre import Pair, SideWord, Theatre
    from fogline.terms.actor import Side


class Named(NamedTuple):
    """Words [first, last) name `side`; `row` is the row of the theatre's pairs that says so, None without a mirror."""

    first: int
    last: int
    side: Side
    row: int | None


class Index:
    """The forms that name the sides, one trie a language: its own forms come first, those of the others after."""

    def __init__(self, theatre: Theatre) -> None:
        """Index the forms of `theatre` as its languages are asked for."""
        self.pairs = theatre.pairs
        self._sides = theatre.sides
        self._side_words = theatre.side_words
        self._tries: dict[str | None, Trie[tuple[Side, int | None]]] = {}

    def trie(self, language: str | None) -> Trie[tuple[Side, int | None]]:
        """The forms, those of `language` first."""
        if language not in self._tries:
            self._tries[language] = self._built(language)
        return self._tries[language]

    @cached_property
    def shown(self) -> tuple[tuple[str, str], ...]:
        """For each row of the pairs the pair that stands for it, the first of those that share forms with one another.

        Languages write the one side's cases and names alike where they tell the other's apart ("в России", "в Украине",
        "РФ", "Украины"): rows that hang together so are one pair, or a text and its mirror would differ.
        """
        first: dict[tuple[str, str], int] = {}
        leader = list(range(len(self.pairs)))

        def lead(row: int) -> int:
            while leader[row] != row:
                leader[row] = leader[leader[row]]
                row = leader[row]
            return row

        for row, pair in enumerate(self.pairs):
            for form in pair.forms:
                one, other = sorted((lead(first.setdefault((pair.language, form), row)), lead(row)))
                leader[other] = one
        return tuple(self.pairs[lead(row)].forms for row in range(len(self.pairs)))

    def _built(self, language: str | None) -> Trie[tuple[Side, int | None]]:
        entries = [*_of_pairs(self.pairs, self._sides), *_of_words(self._side_words)]
        entries.sort(key=lambda entry: entry[0] != language)
        trie: Trie[tuple[Side, int | None]] = Trie()
        for _, form, value in entries:
            trie.add(cut(form), value)
        for _, form, value in entries:  # after all: a form as written outdoes another one's capitals
            trie.add(cut(form.upper()), value)
            trie.add(cut(form[0].upper() + form[1:]), value)
        return trie


def find(words: Sequence[str], index: Index, language: str | None = None) -> Iterator[Named]:
    """Yield what names a side among `words`, in order and apart; the longest form wins."""
    trie = index.trie(language)
    plainly = [plain(word) for word in words]
    at = 0
    while at < len(plainly):
        after = at + 1
        for after, (side, row) in list(trie.ends(plainly, at))[-1:]:
            yield Named(at, after, side, row)
        at = after


def _of_pairs(pairs: Sequence[Pair], sides: tuple[Side, Side]) -> Iterator[tuple[str, str, tuple[Side, int | None]]]:
    for row, pair in enumerate(pairs):
        for form, side in zip(pair.forms, sides, strict=True):
            yield pair.language, form, (side, row)


def _of_words(side_words: Iterable[SideWord]) -> Iterator[tuple[str, str, tuple[Side, int | None]]]:
    for word in side_words:
        yield word.language, word.form, (word.side, None)
