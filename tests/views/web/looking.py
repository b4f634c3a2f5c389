"""Looking at a page as its reader does."""

from __future__ import annotations

from lxml import html


def words(page: str) -> str:
    """What stands in the main part of a page, on one line."""
    (main,) = html.fromstring(page).xpath("//main")
    return " ".join(main.text_content().split())


def links(page: str) -> list[str]:
    """Where the main part of a page leads to."""
    return [str(found) for found in html.fromstring(page).xpath("//main//a/@href")]


def first(page: str, beginning: str) -> str:
    """The first address that begins so."""
    return next(link for link in links(page) if link.startswith(beginning))
