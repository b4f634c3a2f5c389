"""Bytes of a feed to a tree that holds nothing but what stands in them, and HTML made harmless."""

from __future__ import annotations

import codecs
import html
import re
from html.entities import html5
from typing import TYPE_CHECKING

from fogline.sources.decode import BYTE_ORDER_MARKS, decode

if TYPE_CHECKING:
    from lxml.etree import _Element

DECLARED = re.compile(r"""\s{0,100}<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""")
# Python counts them among the encodings of text, but no text comes in them, and undoing some takes for ever.
NOT_FOR_TEXT = frozenset({"punycode", "idna", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem"})
# What neither XML nor lxml takes.
IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
BLANKS = re.compile("[\ufeff \t\r\n]*")
ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,100}:)?([A-Za-z_][\w.-]{0,100})(?![\w.:-])([^<>]{0,4000})")
SUBSET_END = re.compile(r"\]\s{0,1000}>")
CDATA = "<![CDATA["
AMPERSAND = re.compile(r"&(?!#[0-9]{1,7};|#x[0-9A-Fa-f]{1,6};)(?:([A-Za-z][A-Za-z0-9]{1,31});)?")
OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
TAG = re.compile(r"</?[A-Za-z!][^<>]{0,1000}>")


def text_of(data: bytes) -> str:
    """The text of an XML document, by its mark, its declaration or its look; raises ValueError where it is no text."""
    declared = DECLARED.match(data[:400].decode("latin-1"))
    if declared and not data.startswith(tuple(mark for mark, _ in BYTE_ORDER_MARKS)):
        try:
            codec = codecs.lookup(declared[1]).name
            if codec not in NOT_FOR_TEXT:
                return IMPOSSIBLE.sub("", data.decode(codec))
        except (LookupError, UnicodeError):
            pass
    return IMPOSSIBLE.sub("", decode(data)[0])


def root_of(text: str) -> re.Match[str] | None:
    """The first start tag of `text`, behind declarations and comments: (1) its name, (2) how its attributes begin."""
    at = 0
    while True:
        found = BLANKS.match(text, at)
        at = found.end() if found else at
        if text.startswith("<?", at):
            end = text.find("?>", at)
        elif text.startswith("<!--", at):
            end = text.find("-->", at)
        elif text.startswith("<!", at):
            end = _declaration_end(text, at)
        else:
            return ROOT.match(text, at)
        if end < 0:
            return None
        at = text.find(">", end) + 1


def _declaration_end(text: str, at: int) -> int:
    end, subset = text.find(">", at), text.find("[", at)
    if not 0 <= subset < end:
        return end
    closed = SUBSET_END.search(text, subset)
    return closed.end() - 1 if closed else -1


def tree_of(text: str, address: str) -> _Element | None:
    """The elements of `text`, mended where it is not well-formed; what stands before the first is left out.

    No entity is expanded that the document defines itself, nothing is fetched, and what lies deeper than 256 elements
    is not read.
    """
    from lxml import etree  # noqa: PLC0415 - needed for feeds only, costs every start

    root = root_of(text)
    if root is None:
        return None
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(_mended(text[root.start() :]).encode(), parser, base_url=address)


def _mended(text: str) -> str:
    """`text` with characters for HTML's entities and with bare ampersands made entities, but for what is CDATA."""
    pieces: list[str] = []
    at = 0
    while True:
        start = text.find(CDATA, at)
        end = text.find("]]>", start) if start >= 0 else -1
        if end < 0:
            return "".join([*pieces, AMPERSAND.sub(_character, text[at:])])
        pieces += [AMPERSAND.sub(_character, text[at:start]), text[start:end]]
        at = end


def _character(found: re.Match[str]) -> str:
    name = found[1]
    if name in OF_XML:
        return found[0]
    character = html5.get(f"{name};") if name else None
    return html.escape(character) if character else f"&amp;{found[0][1:]}"


def plain(markup: str) -> str:
    """The words of a line of HTML, its blanks made single."""
    return " ".join(html.unescape(TAG.sub("", markup)).split())


def markup_of(element: _Element) -> str:
    """The HTML of an element that holds XHTML as elements of its own."""
    from lxml import etree  # noqa: PLC0415

    for part in element.iter(etree.Element):
        part.tag = etree.QName(part).localname
    etree.cleanup_namespaces(element)
    return html.escape(element.text or "", quote=False) + "".join(
        etree.tostring(part, encoding="unicode", method="html") for part in element
    )
