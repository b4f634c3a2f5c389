"""What a place is called in Ukrainian and in Russian, picked from its names, which tell no language.

Letters tell most of it: і, ї, є, ґ, an apostrophe and -ськ are Ukrainian, ы, э, ё and ъ Russian. Of those that may be
the language's the one is taken that is like the main name in another script, so that a town is not called by a name
that it has no more; one that differs altogether only where none is alike.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from fogline.linking.names import key, rough

if TYPE_CHECKING:
    from collections.abc import Iterable

LANGUAGES = ("uk", "ru")
CYRILLIC = re.compile(r"[А-ЯЁІЇЄҐ][а-яёіїєґ'’ʼ\-]*(?:[ -][А-ЯЁІЇЄҐа-яёіїєґ][а-яёіїєґ'’ʼ.]*)*")
UKRAINIAN = re.compile(r"[іїєґІЇЄҐ'’ʼ]|[сцз]ьк|ьск")
RUSSIAN = re.compile(r"[ыэёъЫЭЁЪ]")
# How alike, of 100, two names are that one town may have in two languages: Vovchansk and Волчанск are, Bakhmut and
# Артёмовск are not.
ALIKE = 75
OTHER = 2


def spoken(main: str, names: Iterable[str]) -> tuple[str, str]:
    """The Ukrainian and the Russian name of a place with these names; empty where there is none.

    Where nothing is Russian and like the Ukrainian name, the second is empty too. Of several Russian spellings the
    shortest is taken: the longer ones are mostly Ukrainian names spelt in Russian letters (Купьянск, Словяньск).
    """
    written = [name for name in dict.fromkeys(names) if CYRILLIC.fullmatch(name)]
    ukrainian = [name for name in written if not RUSSIAN.search(name)]
    russian = [name for name in written if not UKRAINIAN.search(name)]
    own = min(ukrainian, key=lambda name: (_far(main, name), not UKRAINIAN.search(name)), default="")
    ranked = [(_far(main, name), name) for name in russian]
    far, other = min(ranked, key=lambda one: (one[0] == OTHER, one[1] == own, one[0], len(one[1])), default=(0, ""))
    return own, "" if own and far == OTHER != _far(main, own) else other


def _far(main: str, name: str) -> int:
    """0 for the same name in another script, 1 for one that is alike, 2 for any other."""
    one, two = rough(key(main)), rough(key(name))
    if one == two:
        return 0
    return 1 if fuzz.ratio(one, two) >= ALIKE else OTHER
