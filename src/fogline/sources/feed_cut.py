"""Where the entries of a feed stand in its bytes."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from fogline.sources.decode import NOT_OF_PAGES
from fogline.sources.feed_markup import DECLARED, root_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.terms.span import Span

MARKS = (
    (codecs.BOM_UTF8, "utf-8", 1),
    (codecs.BOM_UTF32_LE, "utf-32-le", 4),
    (codecs.BOM_UTF32_BE, "utf-32-be", 4),
    (codecs.BOM_UTF16_LE, "utf-16-le", 2),
    (codecs.BOM_UTF16_BE, "utf-16-be", 2),
)
SKIPPED = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"))
TAG = re.compile(r"<(?:!--|!\[CDATA\[|\?|(/?)([A-Za-z_][\w.:-]{0,100})(?![\w.:-])([^<>]*)>?)")
ENTRIES = frozenset({"item", "entry"})
# What entries stand in; those that lie in anything else are quoted from somewhere.
AROUND = frozenset({"rss", "rdf", "feed", "channel"})
DEEPEST = 256


@dataclass(frozen=True, slots=True)
class Cut:
    """The start tag of a feed, as text, and the places of its entries in the bytes; `charset` is None where untold."""

    root: str
    charset: str | None
    places: tuple[Span, ...]


class _Tag(NamedTuple):
    start: int
    end: int
    name: str
    closes: bool
    alone: bool


def cut(data: bytes, most: int) -> Cut | None:
    """The entries of the feed in `data`, of which at most `most` are looked for; None where it has no first element."""
    charset, width, start = _layout(data)
    shown = _narrow(data[start:], width, charset)
    root = root_of(shown)
    if root is None:
        return None
    end = shown.find(">", root.start()) + 1 or len(shown)
    places = []
    for one in _places(shown, root.start()):
        places.append((start + width * one[0], min(start + width * one[1], len(data))))
        if len(places) > most:
            break
    return Cut(shown[root.start() : end], charset, tuple(places))


def _layout(data: bytes) -> tuple[str | None, int, int]:
    """The encoding that `data` tells, how many bytes a sign of markup has in it, and where the text begins."""
    for mark, encoding, width in MARKS:
        if data.startswith(mark):
            return encoding, width, len(mark)
    declared = DECLARED.match(data[:400].decode("latin-1"))
    try:
        name = codecs.lookup(declared[1]).name if declared else ""
        data.decode(name or "utf-8")
    except (LookupError, UnicodeError):
        return None, 1, 0
    return (name if name and name.replace("-", "_") not in NOT_OF_PAGES else None), 1, 0


def _narrow(data: bytes, width: int, charset: str | None) -> str:
    """`data` with one character for each `width` bytes, right where it is ASCII, which all markup is."""
    if width == 1:
        return data.decode("latin-1")
    at = 0 if (charset or "").endswith("le") else width - 1
    low = data[at::width]
    others = [data[place::width] for place in range(width) if place != at]
    wide = [any(signs) for signs in zip(*others, strict=False)]
    return "".join("?" if is_wide else chr(sign) for sign, is_wide in zip(low, wide, strict=False))


def _places(text: str, at: int) -> Iterator[Span]:
    """Where entries begin and end: those that stand directly in the feed, or in its channel."""
    around: list[str] = []
    begun, depth, kind = 0, 0, ""
    for tag in _tags(text, at):
        if depth:
            depth += 0 if tag.name != kind or tag.alone else -1 if tag.closes else 1
            if not depth:
                yield begun, tag.end
        elif tag.closes:
            if tag.name in around:
                del around[len(around) - 1 - around[::-1].index(tag.name) :]
        elif not tag.alone and tag.name in ENTRIES and AROUND.issuperset(around):
            begun, depth, kind = tag.start, 1, tag.name
        elif not tag.alone and len(around) < DEEPEST:
            around.append(tag.name)
    if depth:
        yield begun, len(text)


def _tags(text: str, at: int) -> Iterator[_Tag]:
    """The tags of `text` from `at` on; comments, instructions and what is CDATA are passed over."""
    while found := TAG.search(text, at):
        at = found.end()
        ending = next((end for begin, end in SKIPPED if text.startswith(begin, found.start())), None)
        if ending is None:
            name = found[2].rpartition(":")[2].lower()
            yield _Tag(found.start(), at, name, bool(found[1]), found[3].endswith("/"))
            continue
        close = text.find(ending, at)
        at = close + len(ending) if close >= 0 else len(text)
