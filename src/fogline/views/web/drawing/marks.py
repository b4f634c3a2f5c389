"""The marks of settlements: how each kind of look is drawn, in the map and in its legend.

Fill is what is assessed; the arcs beside it are what is claimed, the first side's word on the left, the second's on the
right, each in the colour of who holds the place by it. Stripes are doubt. A mark fades as its news grows old.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from fogline.views.web.drawing.looks import Kind, Look
from fogline.views.web.drawing.svg import element, joined

if TYPE_CHECKING:
    from markupsafe import Markup

# Units of a mark: its radius, that of its arcs, and of a sure one, which is small so that doubt stands out.
RADIUS, ARC, SMALL = 7, 11, 4.5
CLASSES = {
    Kind.FIRST: "a",
    Kind.FIRST_LEANING: "a leaning",
    Kind.SECOND: "b",
    Kind.SECOND_LEANING: "b leaning",
    Kind.DISPUTED: "disputed",
    Kind.CONTESTED: "contested",
}
ARCS = (f"M-3.5-{ARC - 0.6}A{ARC} {ARC} 0 0 0-3.5 {ARC - 0.6}", f"M3.5-{ARC - 0.6}A{ARC} {ARC} 0 0 1 3.5 {ARC - 0.6}")
ABOVE = "M-5-19h10l-5 6z"


@lru_cache(maxsize=1024)
def mark(look: Look) -> Markup:
    """The mark of a look, around the point 0, 0."""
    small = look.kind in {Kind.FIRST, Kind.SECOND} and not look.new and not any(look.says)
    parts = [element("circle", r=SMALL if small else RADIUS, class_=f"fill {CLASSES[look.kind]}")]
    parts += [
        element("path", d=arc, class_=f"arc {'ab'[who - 1]}") for arc, who in zip(ARCS, look.says, strict=True) if who
    ]
    if look.new:
        parts.append(element("path", d=ABOVE, class_="new"))
    return element("g", *parts, class_=f"mark f{look.fade}")


def patterns() -> Markup:
    """The stripes that fills refer to; once a page, before the first mark."""
    return element("defs", *(_stripes(name, stripes) for name, stripes in STRIPES.items()))


# Stripes of a pattern: the class of each, where it begins across the pattern, and how wide it is.
STRIPES = {
    "disputed": (("stripe-none", 0.0, 9.0), ("stripe-a", 0.0, 3.5), ("stripe-b", 4.5, 3.5)),
    "contested": (("stripe-none", 0.0, 4.5), ("stripe-c", 0.0, 3.0)),
}


def _stripes(name: str, stripes: tuple[tuple[str, float, float], ...]) -> Markup:
    across = stripes[0][2]
    return element(
        "pattern",
        *(element("rect", x=at, width=wide, height=across, class_=one) for one, at, wide in stripes),
        id=f"stripes-{name}",
        width=across,
        height=across,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def swatch(*looks: Look) -> Markup:
    """Marks beside one another for a legend."""
    drawn = [element("g", mark(look), transform=f"translate({14 + 26 * at} 18)") for at, look in enumerate(looks)]
    wide = 28 + 26 * (len(looks) - 1)
    return element(
        "svg", joined(drawn), viewBox=f"0 0 {wide} 32", width=wide, height=32, aria_hidden="true", focusable="false"
    )
