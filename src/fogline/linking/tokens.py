"""Words of forms and phrases, a trie over them, and stems that the cases of a Russian or Ukrainian word share."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Value = TypeVar("Value")

# A word is a run of letters and digits, or one sign.
WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
# One sign for those that are written in several ways.
SIGNS = {**dict.fromkeys("’ʼʻ‘`´", "'"), **dict.fromkeys("«»“”„‟", '"'), **dict.fromkeys("‐‑–—−", "-")}
CYRILLIC = re.compile(r"[а-яёіїєґ]")
# Endings of cases, numbers and genders; those of surnames (-ов, -ін) are not among them.
ENDINGS = frozenset(
    (
        "ами ями ими ыми іми ією ией єю ією ею ою ью ого его ього ому ему ьому ові еві єві иями иях иям ией "
        "ии ия ию ие ий ії ія ію ій ій ам ям ах ях ом ем єм ём им ым ім ых их іх ый ой ей ая яя ую юю "
        "ое ее ые ої а я о е є у ю и ы і ї ь й"
    ).split()
)
LENGTHS = range(max(map(len, ENDINGS)), 0, -1)
SHORTEST_STEM = 3
# An abbreviation has no endings: ЗСУ, ОБСЕ.
LONGEST_ABBREVIATION = 6
CLOSED = re.compile(r"і(?=[^аеиоуыэюяєіїь]$)")


def spans(text: str) -> list[tuple[int, int]]:
    """Where the words of `text` are, half-open."""
    return [match.span() for match in WORD.finditer(text)]


def cut(text: str) -> list[str]:
    """The words of `text`, with signs that are written in several ways made one."""
    return [plain(word) for word in WORD.findall(text)]


def plain(word: str) -> str:
    """`word`, or the sign that stands for it and its like."""
    return SIGNS.get(word, word)


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """What the forms of `word` share; a Latin word is only made lower case."""
    small = word.casefold()
    if not CYRILLIC.search(small) or (word.isupper() and len(word) <= LONGEST_ABBREVIATION):
        return small
    small = small.replace("ё", "е").replace("ґ", "г")
    for length in LENGTHS:
        if len(small) - length >= SHORTEST_STEM and small[-length:] in ENDINGS:
            return small[:-length]
    return small


def stems(word: str) -> tuple[str, ...]:
    """The stem of `word` and the one that its oblique cases have where і stands for о: Схід, Сходу."""
    base = stem(word)
    other = CLOSED.sub("о", base)
    return (base,) if other == base else (base, other)


class Trie(Generic[Value]):
    """Sequences of words, each with a value; the first value of a sequence stays."""

    __slots__ = ("children", "value")

    def __init__(self) -> None:
        """Make an empty trie."""
        self.children: dict[str, Trie[Value]] = {}
        self.value: Value | None = None

    def add(self, words: Sequence[str], value: Value) -> Value:
        """Give `words` a `value` unless they have one; tells which they have."""
        node = self
        for word in words:
            after = node.children.get(word)
            if after is None:
                after = node.children[word] = Trie()
            node = after
        if node.value is None:
            node.value = value
        return node.value

    def ends(self, words: Sequence[str], start: int) -> Iterator[tuple[int, Value]]:
        """Yield the end and value of every sequence that begins at `start`, short to long."""
        node: Trie[Value] | None = self
        for end in range(start, len(words)):
            node = node.children.get(words[end]) if node else None
            if node is None:
                return
            if node.value is not None:
                yield end + 1, node.value
