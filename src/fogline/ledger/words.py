"""Words to stems, so that "Купянском", "Куп'янськ" and "captured" are found by any of their forms.

Russian and Ukrainian are folded into one spelling and stemmed alike, by Snowball's rules for Russian: where endings are
cut alike on both sides, it does not matter that some are another language's. Latin words are stemmed as English.
"""

from __future__ import annotations

import re
from functools import lru_cache
from threading import get_ident
from typing import TYPE_CHECKING

import Stemmer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.terms.claim import Claim

WORD = re.compile(r"[^\W_]+(?:['’ʼ`][^\W_]+)*")
PHRASE = re.compile(r'"([^"]*)"|(\S+)')
SIGNS = str.maketrans(
    {"і": "и", "ї": "и", "є": "е", "ё": "е", "э": "е", "ґ": "г", "ы": "и", "ь": "", "ъ": ""} | dict.fromkeys("'’ʼ`", "")
)
CYRILLIC = re.compile("[а-я]")
LONGEST = 64


# A stemmer may be in the hands of one thread only.
@lru_cache(maxsize=64)
def _stemmers(_thread: int) -> tuple[Stemmer.Stemmer, Stemmer.Stemmer]:
    return Stemmer.Stemmer("russian"), Stemmer.Stemmer("english")


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    russian, english = _stemmers(get_ident())
    folded = word.casefold()[:LONGEST].translate(SIGNS)
    return str((russian if CYRILLIC.search(folded) else english).stemWord(folded))


def stems(text: str) -> list[str]:
    """The stems of the words of `text`, in order."""
    return [stem for word in WORD.findall(text) if (stem := _stem(word))]


def stems_of_reading(title: str | None, text: str) -> list[str]:
    """What a reading is found by."""
    return stems(f"{title or ''}\n{text}")


def stems_of_claim(claim: Claim) -> list[str]:
    """What a claim is found by."""
    return stems(f"{claim.source.text if claim.source else ''}\n{claim.content.text}")


def phrases(asked: str) -> list[list[str]]:
    """What is asked for in a search box: each word alone, and what stands in quotation marks word after word."""
    return list(_phrases(asked))


def _phrases(asked: str) -> Iterator[list[str]]:
    for phrase, word in PHRASE.findall(asked):
        found = stems(phrase or word.replace('"', " "))
        if found:
            yield found
