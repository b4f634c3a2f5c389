"""Other people's words on a page: nothing in them runs, hides or turns what stands beside them around."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from fogline.views.published import named

if TYPE_CHECKING:
    from fogline.terms.capture import Capture

# Controls, what turns the direction of letters around, and halves of letters, which no page can carry.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]"
)
BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")
# Marks that are set above and below a letter; languages need a few, heaps of them climb over the lines around.
HEAPS = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


def plain(text: str) -> str:
    """`text` without what a reader cannot see and a browser obeys."""
    return HEAPS.sub(r"\1", UNSEEN.sub("\N{REPLACEMENT CHARACTER}", BREAKS.sub("\n", text)))


def own(text: str | None) -> Markup:
    """`text` as words of somebody else in a line of ours: escaped, and apart in direction."""
    return Markup("<bdi>") + escape(plain(text or "")) + Markup("</bdi>")


def quoted(text: str) -> Markup:
    """`text` in a `q` element, whose quotation marks are those of the page's language."""
    return Markup('<q dir="auto">') + escape(plain(text)) + Markup("</q>")


def where(capture: Capture) -> str:
    """Where a report is from as everybody may read it: of a file of this machine its name, without its folders."""
    return named(capture.address)


def link(address: str | None) -> str | None:
    """`address` where a browser may follow it, None where it leads to no public page."""
    return address if address and address.startswith(("https://", "http://")) else None
