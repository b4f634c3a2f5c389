"""Web pages as saved from a browser: main text, title, author, date and outlet."""

from __future__ import annotations

import re

from fogline.sources.decode import decode

DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
WHOLE = re.compile(r"<html\b", re.IGNORECASE)
PAGE_START = re.compile(
    rb"^\s*+(<\?xml[^>]{0,200}>\s*+)?+(<!--(?:(?!-->).){0,2000}+-->\s*+)*+<(!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


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
    from trafilatura import bare_extraction  # noqa: PLC0415 - costs 0.4 s, needed for pages only
    from trafilatura.settings import Document  # noqa: PLC0415

    markup, notes = _decode(data, charset)
    if not WHOLE.search(markup):  # the extractor takes a fragment for no page
        markup = f"<html><body>{markup}</body></html>"
    found = bare_extraction(
        markup, with_metadata=True, include_comments=False, include_tables=True, favor_precision=False
    )
    text = (found.text if isinstance(found, Document) else None) or ""
    if not isinstance(found, Document) or not text.strip():
        message = "no article was found on this page; save its text alone, or the page once it has loaded"
        raise ValueError(message)
    about = {"title": found.title, "author": found.author, "outlet": found.sitename, "published": found.date}
    return text, {name: value or None for name, value in about.items()}, notes


def _decode(data: bytes, charset: str | None) -> tuple[str, tuple[str, ...]]:
    declared = DECLARED.search(data[:4096])
    return decode(data, charset or (declared.group(1).decode("ascii") if declared else None))
