"""Feeds (RSS 0.9 to 2.0, Atom 0.3 and 1.0): what they announce, entry by entry."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from fogline.sources.decode import decode
from fogline.sources.feed_cut import ENTRIES, Cut, cut
from fogline.sources.feed_dates import read_date
from fogline.sources.feed_markup import IMPOSSIBLE, markup_of, plain, root_of, text_of, tree_of
from fogline.sources.heard_html import absolute, announced, harmless, lines
from fogline.sources.page import is_page
from fogline.terms.ids import report_id

if TYPE_CHECKING:
    from lxml.etree import _Element

    from fogline.terms.span import Span

# Above what is met; reading as much takes seconds where it was made to.
LARGEST = 4 * 2**20
MOST_ENTRIES = 10_000
HEAD = 4096
SHOWN = 5

ATOM = "http://www.w3.org/2005/Atom"
ATOM_03 = "http://purl.org/atom/ns#"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
DUBLIN_TERMS = "http://purl.org/dc/terms/"
# Prefixes that some feeds use without declaring them.
USUAL = {"dc": DUBLIN_CORE, "dcterms": DUBLIN_TERMS, "content": CONTENT, "atom": ATOM}
BESIDE = frozenset({*USUAL.values(), ATOM_03})
# In what an entry is read again, alone.
ATOM_TYPE, RSS_TYPE = "application/atom+xml", "application/rss+xml"
ATOM_ROOT, RSS_ROOT = f'<feed xmlns="{ATOM}">', "<rss>"
CHARSET = re.compile(r"charset=([\w.:-]+)")

# By what an element is called in the kinds of feeds, the better told first.
IDS = ("guid", "id")
DATES = ("pubDate", "published", "issued", "date", "created", "updated", "modified")
AUTHORS = ("creator", "author")
CONTENTS = ("encoded", "content", "description", "summary")
ESCAPED = frozenset({"html", "text/html", "escaped"})
XHTML = frozenset({"xhtml", "application/xhtml+xml"})


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed tells of one document: `published` an ISO date, `moment` an ISO 8601 time in UTC, `summary` HTML.

    `id` is the feed's own, else the link, else made from what the entry says; `at` is where it stands in the bytes.
    """

    id: str
    link: str | None
    title: str | None
    published: str | None
    moment: str | None
    author: str | None
    summary: str | None
    at: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's title, the media type of its entries, and those in its own order, each once."""

    title: str | None
    media_type: str
    entries: tuple[Entry, ...]


def is_feed(head: bytes) -> bool:
    """Whether bytes that begin with `head` are a feed."""
    wide = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "latin-1"
    return _is_feed(head[:HEAD].decode(wide, "ignore").removeprefix("\xef\xbb\xbf"))


def _is_feed(text: str) -> bool:
    root = root_of(text)
    if root is None:
        return False
    name, attributes = root[1], root[2].lower()
    if name == "RDF":
        return "/rss/" in attributes or "netscape.com/rdf" in attributes
    return name == "rss" or (name == "feed" and ("/atom" in attributes or "xmlns" not in attributes))


def entries(data: bytes, address: str) -> Feed:
    """The feed in `data`, which came from `address`; raises ValueError, with a sentence, where it is none.

    Of a web page the sentence names the feeds that it announces.
    """
    if len(data) > LARGEST:
        message = f"is larger than {LARGEST:,} bytes, which no feed is"
        raise ValueError(message)
    text = text_of(data)
    tree = tree_of(text, address) if _is_feed(text) else None
    if tree is None:
        raise ValueError(_no_feed(data, text, address))
    channel = next((part for part in tree if _name(part)[1] == "channel"), tree)
    places = cut(data, MOST_ENTRIES) or Cut("", None, ())
    if len(places.places) > MOST_ENTRIES:
        message = f"holds more than {MOST_ENTRIES:,} entries, which no feed does"
        raise ValueError(message)
    found: dict[str, Entry] = {}
    for start, end in places.places:
        entry = _within(places.root, data[start:end], places.charset, address)
        if entry:
            found.setdefault(entry.id, replace(entry, at=(start, end)))
    kind = ATOM_TYPE if _name(tree)[1] == "feed" else RSS_TYPE
    media_type = f"{kind}; charset={places.charset}" if places.charset else kind
    return Feed(_title(channel), media_type, tuple(found.values()))


def entry_text(data: bytes, media_type: str, address: str) -> tuple[str, str | None]:
    """The words of the entry in `data`, cut out of a feed with its `media_type`, and their title.

    Raises ValueError, with a sentence, where there is none.
    """
    charset = CHARSET.search(media_type)
    root = ATOM_ROOT if media_type.startswith(ATOM_TYPE) else RSS_ROOT
    entry = _within(root, data, charset[1] if charset else None, address)
    if entry is None:
        raise ValueError("is no entry of a feed")
    body = lines(entry.summary) if entry.summary else ""
    title = entry.title or ""
    parts = (body,) if body.startswith(title) else (title, body)
    return "\n\n".join(part for part in parts if part), entry.title


def _within(root: str, data: bytes, charset: str | None, address: str) -> Entry | None:
    """The entry in `data`, in a feed that begins with the tag `root`."""
    text = data.decode(charset, "replace") if charset else decode(data)[0]
    tree = tree_of(root + IMPOSSIBLE.sub("", text), address)
    inside = () if tree is None else tree
    return next((_entry(part, address) for part in inside if _name(part)[1] in ENTRIES), None)


def _name(element: _Element) -> tuple[str, str]:
    """Namespace and name of an element."""
    tag = str(element.tag)
    if tag.startswith("{"):
        space, _, name = tag[1:].rpartition("}")
        return space, name
    prefix, _, name = tag.rpartition(":")
    return (USUAL.get(prefix, prefix), name) if prefix else ("", name)


def _parts(entry: _Element, *names: str) -> list[_Element]:
    """The elements of `entry` with one of `names`, in the order of `names`; those of other vocabularies left out."""
    ours = BESIDE | {_name(entry)[0], ""}
    found = [(name, part) for part in entry for space, name in [_name(part)] if space in ours]
    return [part for wanted in names for name, part in found if name == wanted]


def _entry(element: _Element, address: str) -> Entry | None:
    link = _link(element, address)
    title = _title(element)
    summary = next((shown for part in _parts(element, *CONTENTS) if (shown := _html(part, link or address))), None)
    dates = [read_date(_words(part)) for part in _parts(element, *DATES)]
    published, moment = next((told for told in dates if told[0]), (None, None))
    if not (link or title or summary):
        return None
    told = next((words for part in _parts(element, *IDS) if (words := _words(part))), None)
    said = "\n".join(part or "" for part in (title, published, summary))
    return Entry(told or link or report_id(said.encode()), link, title, published, moment, _author(element), summary)


def _words(element: _Element) -> str:
    return " ".join("".join(str(piece) for piece in element.itertext()).split())


def _title(element: _Element) -> str | None:
    for part in _parts(element, "title"):
        is_html = _name(part)[0] != ATOM or part.get("type", "text") in ESCAPED
        title = plain(_words(part)) if is_html else _words(part)
        if title:
            return title
    return None


def _author(element: _Element) -> str | None:
    names = []
    for part in _parts(element, *AUTHORS):
        inner = [_words(name) for name in part if _name(name)[1] == "name"]
        told = inner[0] if inner else plain(_words(part))
        # RSS asks for "mail@example.org (Name)".
        names.append(told[told.index("(") + 1 : -1] if "@" in told and "(" in told and told.endswith(")") else told)
    return ", ".join(dict.fromkeys(name for name in names if name)) or None


def _link(element: _Element, address: str) -> str | None:
    """Where the document is: the link that is no other relation, else a guid that is an address."""
    links = [part for part in _parts(element, "link") if part.get("rel", "alternate") == "alternate"]
    told = [(part, part.get("href") or _words(part)) for part in links]
    told += [(part, _words(part)) for part in _parts(element, "guid") if part.get("isPermaLink", "true") != "false"]
    told += [(part, part.get("src") or "") for part in _parts(element, "content")]
    for part, words in told:
        link = absolute(_base(part, address), words) if words else None
        is_permanent = _name(part)[1] != "guid" or words.startswith(("http://", "https://"))
        if link and is_permanent:
            return link
    return None


def _base(element: _Element, address: str) -> str:
    """What relative links in `element` are relative to: xml:base, itself relative to those around it."""
    base = address
    for part in reversed([element, *element.iterancestors()]):
        base = absolute(base, part.get("{http://www.w3.org/XML/1998/namespace}base", "")) or base
    return base


def _html(element: _Element, base: str) -> str | None:
    kind = element.get("type", "")
    is_atom = _name(element)[0] in {ATOM, ATOM_03}
    if kind in XHTML or len(element):
        return harmless(markup_of(element), base)
    if is_atom and kind not in ESCAPED and element.get("mode") != "escaped":
        return escape(_words(element), quote=False) or None
    return harmless(element.text or "", base)


def _no_feed(data: bytes, text: str, address: str) -> str:
    if not is_page(data):
        return "is no feed, neither RSS nor Atom; check the address"
    feeds = announced(text, address)[:SHOWN]
    if not feeds:
        return "is no feed but a web page, and announces none; look for the address of its feed"
    return f"is no feed but a web page; it announces {', '.join(feeds)}; give the one that you want"
