"""A feed as Atom (RFC 4287)."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit

from lxml import etree
from lxml.builder import ElementMaker

ATOM = "http://www.w3.org/2005/Atom"
MAKE = ElementMaker(namespace=ATOM, nsmap={None: ATOM})


def atom(feed: dict[str, Any], address: str) -> bytes:
    """`feed` as it is served at `address`; entries lead to the pages of their claims."""
    host = "{0.scheme}://{0.netloc}".format(urlsplit(address))
    whole = MAKE.feed(
        MAKE.title(_text(feed["title"])),
        MAKE.id(address),
        MAKE.link(rel="self", type="application/atom+xml", href=address),
        MAKE.updated(_moment(feed["updated"])),
        MAKE.author(MAKE.name("Fogline")),
        *(_entry(entry, host) for entry in feed["entries"]),
    )
    return bytes(etree.tostring(whole, xml_declaration=True, encoding="utf-8"))


def _entry(entry: dict[str, Any], host: str) -> Any:
    summary = "\n".join(part for part in (entry["summary"], entry["report"]) if part)
    return MAKE.entry(
        MAKE.title(_text(entry["title"])),
        MAKE.id(f"urn:x-fogline:claim:{entry['id']}"),
        MAKE.link(rel="alternate", type="text/html", href=f"{host}/claim/{quote(entry['id'])}"),
        MAKE.updated(_moment(entry["said"])),
        MAKE.author(MAKE.name(_text(entry["by"]))),
        MAKE.summary(_text(summary)),
    )


def _moment(day: str) -> str:
    return f"{day[:10]}T00:00:00Z"


def _text(text: str) -> str:
    """`text` with only such signs as XML may have."""
    return "".join(sign if sign in "\n\t" or sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
