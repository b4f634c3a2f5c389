"""HTML from strangers: made harmless, read line by line, counted, and asked for the feeds that it announces.

It is listened to tag by tag and never made a tree: trees take quadratic time to build from an element with 100,000
attributes and to clean of as many unknown elements.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urljoin

if TYPE_CHECKING:
    from collections.abc import Mapping

KEPT = frozenset(
    "a abbr article b big blockquote br caption cite code dd del div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i"
    " img ins li ol p pre q s section small span strong sub sup table tbody td tfoot th thead time tr u ul".split()
)
SINGLE = frozenset({"br", "hr", "img"})
# They do not end a line of words.
IN_LINE = frozenset("a abbr b big cite code del em font i ins mark q s small span strong sub sup time tt u".split())
# Of these not even the words are for readers.
HIDDEN = frozenset(
    "applet audio canvas embed iframe math noscript object script select style svg template video".split()
)
ADDRESSES = ("href", "src")
LONGEST_LINK = 2000
DEEPEST = 100
PIECE = 1 << 16
# The longest pages that people read have a tenth; an element takes some microseconds.
MOST_ELEMENTS = 300_000
FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})

T = TypeVar("T", "_Harmless", "_Words", "_Announced", "Counted")


def harmless(markup: str, base: str) -> str | None:
    """The HTML in `markup` made of known harmless elements only, links absolute; None where nothing is left.

    `markup` holds no character that XML does not take.
    """
    heard = _heard(markup, _Harmless(base))
    return "".join(heard.pieces).strip() if heard.shows else None


def lines(markup: str) -> str:
    """The words of the HTML in `markup`, a line for each of its blocks."""
    written = "".join(_heard(markup, _Words()).pieces).split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in written)))


def counted(markup: str) -> Counted:
    """How many elements the HTML in `markup` has, counted up to the most that is read, and how many attributes one."""
    return _heard(markup, Counted())


def announced(markup: str, address: str) -> list[str]:
    """The addresses of the feeds that the page at `address` announces, each once."""
    page = _heard(markup, _Announced())
    base = absolute(address, page.base) or address
    links = (absolute(base, link) for link in page.links)
    return list(dict.fromkeys(link for link in links if link))


def absolute(base: str, link: str) -> str | None:
    """The http or https address that `link` means on the page `base`; None where it means none."""
    link = link.strip()
    try:
        joined = urljoin(base, link) if 0 < len(link) <= LONGEST_LINK else ""
    except ValueError:
        return None
    return joined if joined.lower().startswith(("http://", "https://")) else None


def _heard(markup: str, listener: T) -> T:
    from lxml import etree  # noqa: PLC0415 - needed for feeds only, costs every start

    parser = etree.HTMLParser(target=listener, encoding="utf-8")
    # Encoded here, since lxml takes no text with a declaration of its encoding.
    # Within an element, lest words that stand bare be taken for a paragraph.
    data = b"<words>" + markup.encode("utf-8", "replace") + b"</words>"
    for start in range(0, len(data), PIECE):
        if listener.elements > MOST_ELEMENTS:
            break
        parser.feed(data[start : start + PIECE])
    else:
        parser.close()
    return listener


class _Harmless:
    def __init__(self, base: str) -> None:
        self.base = base
        self.elements = 0
        self.pieces: list[str] = []
        self.hidden = 0
        self.shows = False
        self.ends: list[str] = []

    def start(self, name: str, told: Mapping[str, str]) -> None:
        self.elements += 1
        self.hidden += name in HIDDEN
        kept = name in KEPT and not self.hidden and len(self.ends) < DEEPEST
        if kept:
            attributes = {key: absolute(self.base, told[key]) for key in ADDRESSES if key in told}
            attributes["alt"] = told.get("alt")
            shown = "".join(f' {key}="{html.escape(value)}"' for key, value in attributes.items() if value)
            self.pieces.append(f"<{name}{shown}>")
            self.shows |= name == "img" and bool(shown)
        self.ends.append(f"</{name}>" if kept and name not in SINGLE else "")

    def end(self, name: str) -> None:
        self.hidden -= name in HIDDEN
        self.pieces.append(self.ends.pop())

    def data(self, words: str) -> None:
        if not self.hidden:
            self.pieces.append(html.escape(words, quote=False))
            self.shows |= not words.isspace()

    def close(self) -> None:
        """Asked for by lxml."""


class Counted:
    """`elements` in all, and the most `attributes` of one."""

    def __init__(self) -> None:
        self.elements = 0
        self.attributes = 0

    def start(self, _: str, told: Mapping[str, str]) -> None:
        """Count one, at lxml's call."""
        self.elements += 1
        self.attributes = max(self.attributes, len(told))

    def close(self) -> None:
        """Asked for by lxml."""


class _Words:
    def __init__(self) -> None:
        self.elements = 0
        self.pieces: list[str] = []
        self.hidden = 0

    def start(self, name: str, _: Mapping[str, str]) -> None:
        self.elements += 1
        self.hidden += name in HIDDEN
        if name not in IN_LINE:
            self.pieces.append("\n")

    def end(self, name: str) -> None:
        self.hidden -= name in HIDDEN
        if name not in IN_LINE:
            self.pieces.append("\n")

    def data(self, words: str) -> None:
        if not self.hidden:
            self.pieces.append(words.replace("\n", " "))

    def close(self) -> None:
        """Asked for by lxml."""


class _Announced:
    def __init__(self) -> None:
        self.base = ""
        self.elements = 0
        self.links: list[str] = []

    def start(self, name: str, told: Mapping[str, str]) -> None:
        self.elements += 1
        if name == "base":
            self.base = self.base or told.get("href", "")
        is_alternate = name == "link" and "alternate" in told.get("rel", "").lower().split()
        if is_alternate and told.get("type", "").lower().strip() in FEED_TYPES:
            self.links.append(told.get("href", ""))

    def close(self) -> None:
        """Asked for by lxml."""
