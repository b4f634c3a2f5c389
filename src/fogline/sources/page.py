"""Web pages as saved from a browser: main text, title, author, date and outlet."""

from __future__ import annotations

import re

from fogline.sources.decode import decode
from fogline.sources.heard_html import MOST_ELEMENTS, counted, lines

DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
WHOLE = re.compile(r"<html\b", re.IGNORECASE)
PAGE_START = re.compile(
    rb"^\s*+(<\?xml[^>]{0,200}>\s*+)?+(<!--(?:(?!-->).){0,2000}+-->\s*+)*+<(!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
# A smaller page cannot be made to take long. In a larger one the extractor takes its time with each element, and the
# square of it with the attributes of one.
SMALL = 50_000
MOST_EXTRACTED = 30_000
MOST_ATTRIBUTES = 1_000
NO_ARTICLE = "no article was found on this page; save its text alone, or the page once it has loaded"
WHOLE_PAGE = "is too large to tell the article from the rest of the page; all words of the page were read"


def is_page(data: bytes) -> bool:
    """Whether `data` begins as an HTML page does."""
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode()
    return bool(PAGE_START.match(head.removeprefix(b"\xef\xbb\xbf")))


def read_page(data: bytes, charset: str | None) -> tuple[str, dict[str, str | None], tuple[str, ...]]:
    """Return the page's main text, what it says of itself, and notes; raises ValueError where it holds no article.

    `charset` is what the server named, where it was asked. Of itself: `title`, `author`, `outlet` and `published` (an
    ISO date), None where the page does not tell.
    """
    markup, notes = _decode(data, charset)
    if len(markup) > SMALL:
        found = counted(markup)
        if found.elements > MOST_ELEMENTS:
            message = f"has more than {MOST_ELEMENTS:,} elements, which no page for readers has; save its text alone"
            raise ValueError(message)
        if found.elements > MOST_EXTRACTED or found.attributes > MOST_ATTRIBUTES:
            return _with_words(lines(markup)), {}, (*notes, WHOLE_PAGE)
    text, about = _article(markup)
    return text, about, notes


def _article(markup: str) -> tuple[str, dict[str, str | None]]:
    from trafilatura import bare_extraction  # noqa: PLC0415 - costs 0.4 s, needed for pages only
    from trafilatura.settings import Document  # noqa: PLC0415

    if not WHOLE.search(markup):  # the extractor takes a fragment for no page
        markup = f"<html><body>{markup}</body></html>"
    found = bare_extraction(
        markup, with_metadata=True, include_comments=False, include_tables=True, favor_precision=False
    )
    document = found if isinstance(found, Document) else Document()
    about = {
        "title": document.title,
        "author": document.author,
        "outlet": document.sitename,
        "published": document.date,
    }
    return _with_words(document.text or ""), {name: value or None for name, value in about.items()}


def _with_words(text: str) -> str:
    if not text.strip():
        raise ValueError(NO_ARTICLE)
    return text


def _decode(data: bytes, charset: str | None) -> tuple[str, tuple[str, ...]]:
    declared = DECLARED.search(data[:4096])
    return decode(data, charset or (declared.group(1).decode("ascii") if declared else None))
