"""Hostile words: script, markup, styles, letters that turn lines around, words without end."""

from __future__ import annotations

from itertools import cycle, islice, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# What would be run: it sets the one word that tests look for.
RUN = "window.pwned=1"
TAGS = "script img svg iframe object embed style link meta base form input details video math marquee template".split()
HANDLERS = "onload onerror onfocus onclick ontoggle onanimationstart onpointerenter onbegin".split()
CLOSERS = [
    "",
    '">',
    "'>",
    "</title>",
    "</q>",
    "</bdi>",
    "</script>",
    "</style>",
    "-->",
    "]]>",
    "</textarea>",
    "</a>",
    "</svg>",
]
ADDRESSES = [
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f"java\tscript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    f"vbscript:{RUN}",
    "//evil.example/x",
    "\x01javascript:alert(1)",
]
STYLES = ["position:fixed;inset:0", "}body{display:none}", "</style><style>*{display:none}", "@import '//evil.example'"]
TURNS = ["\u202e", "\u202d", "\u2066", "\u2067", "\u2069\u202e", "\u202b", "\u061c", "\u200f", "\u200e"]
TEMPLATES = [
    "{{ 7*7 }}",
    "{% for x in ().__class__.__base__.__subclasses__() %}",
    "${7*7}",
    "#{7*7}",
    "{0.__class__}",
    "{who}",
    "%s%n",
]
WIDE = [
    "W" * 3000,
    "м" * 3000,
    "\u0301" * 500,
    "a" + "\u0336\u0489" * 300,
    "\ufdfd" * 60,
    "𒐫" * 200,
    "\u00a0" * 3000,
    "\u202e" * 400,
    "🏳️‍🌈" * 200,
]
ODD = [
    "\x00",
    "\ufffe",
    "\ud800",
    "\u2028",
    "\u2029",
    "\x85",
    "\r",
    "\x1b[2J",
    "\ufeff",
    "\u00ad" * 400,
    "&lt;b&gt;",
    "&#x3c;script&#x3e;",
    "<![CDATA[x]]>",
    "<!--",
]


def payloads() -> Iterator[str]:
    """Yield every payload, some two thousand."""
    for closer, tag, handler in islice(_mixed(), 1500):
        yield f"{closer}<{tag} {handler}={RUN} src=x href={ADDRESSES[0]} style={STYLES[0]}>{RUN}</{tag}>"
    for closer, address in product(CLOSERS, ADDRESSES):
        yield f"{closer}<a href='{address}'>{address}</a>"
        yield f"{closer} {address}"
    for closer, style in product(CLOSERS, STYLES):
        yield f'{closer}<p style="{style}">{style}'
    for turn, other in product(TURNS, [*TURNS, "<b>", "gpj.exe", "שלום", "مرحبا"]):
        yield f"{turn}{other} Luhy {turn}"
    yield from [*TEMPLATES, *WIDE, *ODD]
    yield from (f"{odd}{closer}" for odd, closer in product(ODD, CLOSERS))


def _mixed() -> Iterator[tuple[str, str, str]]:
    return iter(product(CLOSERS, TAGS, HANDLERS))


def some(number: int) -> list[str]:
    """So many of them, of all kinds."""
    every = list(payloads())
    step = max(1, len(every) // number)
    return list(islice(cycle(every), 0, step * number, step))
