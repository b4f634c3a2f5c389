"""Which language a text is in, or that it cannot be told."""

from __future__ import annotations

import re

import pycld2

# Enough to be sure of, little enough to be quick on a long text.
SAMPLE = 5_000
NOISE = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffd\ufffe\uffff\ud800-\udfff]|https?://\S+|[@#]\w+")
NAMES = {
    "en": "English",
    "ru": "Russian",
    "uk": "Ukrainian",
}


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the language most of `text` is in; None where the detector is not sure.

    CLD2 (Sites 2013) votes by letter sequences; a tie on a short text goes to English, the tagger's first language.
    """
    sample = NOISE.sub(" ", text[:SAMPLE])
    try:
        sure, _, found = pycld2.detect(sample, hintLanguage="en")
    except pycld2.error:
        return None
    code = str(found[0][1])
    return code if sure and code != "un" else None


def name(code: str | None) -> str:
    """The English name of a language, for messages."""
    if code is None:
        return "an unknown language"
    known = {short: long.replace("_", " ").title() for long, short in pycld2.LANGUAGES}
    return NAMES.get(code) or known.get(code, code)
