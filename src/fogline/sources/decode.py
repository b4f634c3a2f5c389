"""Bytes to text, whatever encoding they came in."""

from __future__ import annotations

import codecs

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Encodings of one byte a letter that texts in our languages are met in.
SINGLE_BYTE = ["cp1251", "cp1252", "koi8_r", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic"]
# What is not to be believed: codecs of Python's that no page is written in, some of which take quadratic time, and wide
# letters, which show themselves.
NOT_OF_PAGES = frozenset(
    "punycode idna unicode_escape raw_unicode_escape utf_7 undefined "
    "utf_16 utf_16_le utf_16_be utf_16le utf_16be utf_32".split()
)
SAMPLE = 65_536
# With fewer bad bytes than this share of all that are not ASCII, a text is damaged UTF-8 and not another encoding.
DAMAGED = 0.1


def decode(data: bytes, charset: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the text of `data` and notes for the user; raises ValueError where it is no text.

    `charset` is what the page or its server names, tried first where no mark in the file says otherwise. Line breaks
    stay as they are. A byte order mark is not part of the text.
    """
    wide = next((encoding for mark, encoding in BYTE_ORDER_MARKS if data.startswith(mark)), _without_mark(data))
    if wide:
        return _lenient(data, wide)
    if b"\0" in data[:SAMPLE]:
        raise ValueError(_what_it_is(data))
    if charset and charset.lower().replace("-", "_") not in NOT_OF_PAGES:
        try:
            return data.decode(charset), ()
        except (LookupError, UnicodeError):
            pass
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    text, notes = _lenient(data, "utf-8")
    if text.count("\ufffd") <= DAMAGED * sum(not c.isascii() for c in text):
        return text, notes
    encoding = _single_byte(data)
    if encoding is None:
        raise ValueError(_what_it_is(data))
    return data.decode(encoding, "replace"), (f"read as {encoding}, which no mark in the file confirms",)


def _lenient(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(encoding, "replace")
    bad = text.count("\ufffd")
    return text, (f"{bad} damaged places are shown as \ufffd",) if bad else ()


def _without_mark(data: bytes) -> str | None:
    """UTF-16 without a mark shows itself by a zero in every other byte."""
    head = data[:1024]
    if len(head) < 4:  # noqa: PLR2004 - two characters tell nothing
        return None
    even, odd = head[::2].count(0) / len(head[::2]), head[1::2].count(0) / len(head[1::2])
    if odd > 0.1 and even < 0.01 * odd:  # noqa: PLR2004 - Cyrillic has zeros only in its blanks and signs
        return "utf-16-le"
    if even > 0.1 and odd < 0.01 * even:  # noqa: PLR2004
        return "utf-16-be"
    return None


def _single_byte(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - needed for few files, costs every start

    best = from_bytes(data[:SAMPLE], cp_isolation=SINGLE_BYTE, threshold=0.4).best()
    return best.encoding if best else None


def _what_it_is(data: bytes) -> str:
    import puremagic  # noqa: PLC0415 - needed for what is not text only

    try:
        kind = puremagic.from_string(data[:SAMPLE]).lstrip(".")
    except puremagic.PureError:
        kind = ""
    named = f"is no text but looks like {kind.upper()}" if kind else "is no text"
    return f"{named}; give plain text or a saved web page"
