"""What settlements are said to be besides somebody's, as small signs below their marks on the map.

Fighting has none: a mark shows already where nobody surely holds all of a place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fogline.terms.spell import Condition
from fogline.views.web.drawing.svg import element

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

# In the order in which signs stand beside one another; their numbers are those in the slider's data.
SIGNS = (Condition.UNDER_FIRE, Condition.CUT_OFF, Condition.RESTRICTED)
# Units of a mark: how far below its middle signs stand, and how far apart they are.
BELOW, APART = 15, 9
SHAPES = {
    Condition.UNDER_FIRE: "M-3-2.6L3 2.6M3-2.6L-3 2.6",
    Condition.CUT_OFF: "M-4 2.6V-2H4V2.6",
    Condition.RESTRICTED: "M-2-3V3M2-3V3",
}


class Sign(NamedTuple):
    """That a place is said to be in a condition; `disputed` where others say otherwise."""

    condition: Condition
    disputed: bool


def signs(of: Sequence[Sign]) -> Markup:
    """The signs of a place around the point 0, 0, on which its mark stands; each condition once."""
    surest = {sign.condition: sign for sign in sorted(of, key=lambda sign: not sign.disputed)}
    shown = [surest[condition] for condition in SIGNS if condition in surest]
    first = -APART * (len(shown) - 1) / 2
    return element("g", *(_sign(one, first + at * APART, BELOW) for at, one in enumerate(shown)), class_="mark signs")


def swatch(condition: Condition) -> Markup:
    """The sign of a condition for a legend."""
    inside = _sign(Sign(condition, disputed=False), 8, 10)
    sign = element("g", inside, class_="signs")
    return element("svg", sign, viewBox="0 0 16 20", width=16, height=20, aria_hidden="true", focusable="false")


def _sign(sign: Sign, x: float, y: float) -> Markup:
    quiet = " disputed" if sign.disputed else ""
    return element("path", d=SHAPES[sign.condition], transform=f"translate({x:g} {y:g})", class_=f"sign{quiet}")
