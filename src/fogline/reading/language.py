"""Which language a text is in, or that it cannot be told."""

from __future__ import annotations

import re
from collections import Counter

import pycld2

# Enough to be sure of, little enough to be quick on a long text.
SAMPLE = 5_000
NOISE = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffd\ufffe\uffff\ud800-\udfff]|https?://\S+|[@#]\w+")
RUSSIAN, UKRAINIAN = "ыэёъ", "іїєґ"
# Letters of other languages that are written in Cyrillic.
ELSEWHERE = "ўђјљњћџѓќѕәғқңөұүһҳҷӯӣ"
# Of a text's letters, in per cent: from here on an unsure guess at English stands.
LIKELY = 60
# What CLD2 says of signs, and where it knows nothing.
UNKNOWN = frozenset({"un", "xx"})
# A text of fewer words states nothing, in whatever language.
LEAST_WORDS = 3
NAMES = {
    "en": "English",
    "ru": "Russian",
    "uk": "Ukrainian",
}


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the language most of `text` is in; None where it cannot be told.

    CLD2 (Sites 2013) votes by letter sequences; a tie on a short text goes to English, the tagger's first language.
    Names and abbreviations of a war make it unsure of Russian: there the letters that only one of the languages
    written in Cyrillic has decide.
    """
    sample = NOISE.sub(" ", text[:SAMPLE])
    try:
        sure, _, found = pycld2.detect(sample, hintLanguage="en")
    except pycld2.error:
        return None
    code, share = str(found[0][1]).partition("-")[0], int(found[0][2])
    if sure and code in NAMES:
        return code
    by_letters = _by_letters(sample)
    if by_letters:
        return by_letters
    if sure and code not in UNKNOWN:
        return code
    return code if code == "en" and share >= LIKELY else None


def is_wordless(text: str) -> bool:
    """Whether there is next to nothing to read in a text: a sign, a greeting, an address."""
    return len(re.findall(r"[^\W\d_]+", NOISE.sub(" ", text[:SAMPLE]))) < LEAST_WORDS


def _by_letters(sample: str) -> str | None:
    letters = Counter(sample.lower())
    cyrillic = sum(count for letter, count in letters.items() if "\u0400" <= letter <= "\u04ff")
    if 2 * cyrillic < sum(count for letter, count in letters.items() if letter.isalpha()):
        return None
    if any(letters[letter] for letter in ELSEWHERE):
        return None
    russian, ukrainian = (sum(letters[letter] for letter in own) for own in (RUSSIAN, UKRAINIAN))
    if russian == ukrainian:
        return None
    return "ru" if russian > ukrainian else "uk"


def name(code: str | None) -> str:
    """The English name of a language, for messages."""
    if code is None:
        return "an unknown language"
    known = {short: long.replace("_", " ").title() for long, short in pycld2.LANGUAGES}
    return NAMES.get(code) or known.get(code, code)
