"""Adjectives of nationality: they say whose something is, and where it is only before a word for ground.

"Ukrainian troops", "российской армии" lie nowhere; "Ukrainian territory", "на білоруській землі" lie in the country.

Columns of `data/nationalities.csv`: `country`, GeoNames' main name, empty for a continent; `en`, `ru` and `uk`, its
adjectives as a dictionary has them, blanks between.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from fogline.linking import designators
from fogline.linking.table import Row, rows

TABLE = files("fogline.linking").joinpath("data/nationalities.csv")
CASES = re.compile(r"ь?к(?:ий|ого|ому|им|ом|ім|ая|ой|ої|ую|ою|ій|ое|ие|их|ими|а|у|е|і)$")
GROUND = re.compile(
    r"[ \u00a0](?:territor(?:y|ies)|soil|lands?|borders?|waters|airspace|skies"
    r"|территори\w+|земл\w+|земель|границ\w*|кра[йяю]|вод(?:ы|ах)|неб[оеа]"
    r"|територі\w+|кордон\w*|ґрунт\w*|небі)(?!\w)",
    re.IGNORECASE,
)
# What follows a noun and not an adjective: a sign, a capital, a word that joins or a form of "to be".
AFTER_NOUN = re.compile(
    r"(?![ \u00a0]+[^\W\d_])|[ \u00a0]+(?-i:[A-ZА-ЯЁІЇЄҐ])|[ \u00a0]+(?:is|are|was|were|has|have|had|will|and|or|but|in"
    r"|on|at|by|to|from|with|after|before|и|или|но|в|во|на|по|с|из|от|к|под|после|был\w*|і|й|та|або|але|у|з|із|від|до"
    r"|під|після|бул\w*)(?!\w)",
    re.IGNORECASE,
)


def country(surface: str) -> str | None:
    """The main name of the country whose adjective `surface` is, empty for a continent's; None where it is none."""
    return _adjectives().get(_stem(surface))


def lies_there(text: str, end: int) -> bool:
    """Whether the adjective that ends at `end` stands before a word for ground, and so means the country itself."""
    return GROUND.match(text, end) is not None


def is_noun(text: str, start: int, end: int) -> bool:
    """Whether a name at [start, end) that is spelt as an adjective is used as a noun is ("in Canadian, Texas")."""
    beside = designators.before(text, start) or designators.after(text, end)
    return beside is not None or AFTER_NOUN.match(text, end) is not None


def _stem(word: str) -> str:
    return CASES.sub("", word.casefold())


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, str]:
    return {adjective: name for one in rows(TABLE, _forms) for name, adjectives in [one] for adjective in adjectives}


def _forms(row: Row) -> tuple[str, tuple[str, ...]]:
    words = " ".join((row["en"], row["ru"], row["uk"]))
    return row["country"], tuple(map(_stem, words.split()))
