"""Shares by destination as bars with their spread."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fogline.views.web.drawing.svg import LEAST, element, figure, percent, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from fogline.views.web.drawing.svg import Tongue

# Units of a bar; it is stretched to the width that there is.
WIDE, HIGH = 1000, 24


class Share(NamedTuple):
    """A destination: its name, where it is shown, its share with its spread, and the same as numbers of people."""

    name: Markup
    address: str | None
    share: float
    low: float
    high: float
    people: tuple[int, ...] | None


def shares_chart(shares: Sequence[Share], tongue: Tongue) -> Markup:
    """A row with a bar for each of `shares` that is not next to nothing, and a table of all."""
    rows = [_row(one, tongue) for one in shares if one.high >= LEAST]
    head = [tongue.say(f"displaced.column.{name}") for name in ("name", "share", "spread")]
    cells: list[list[object]] = [[one.name, _percent(one.share, tongue), _spread(one, tongue)] for one in shares]
    if any(one.people for one in shares):
        head.append(tongue.say("displaced.column.people"))
        for row, one in zip(cells, shares, strict=True):
            row.append(_people(one, tongue))
    whole = table(tongue.say("displaced.table"), head, cells)
    hint = element("p", tongue.say("displaced.bars"), class_="hint")
    return figure("shares", hint, element("ol", *rows), whole)


def _row(one: Share, tongue: Tongue) -> Markup:
    name = element("a", one.name, href=one.address) if one.address else one.name
    numbers = [element("b", _percent(one.share, tongue)), " ", _spread(one, tongue)]
    if one.people:
        numbers += [" · ", _people(one, tongue)]
    return element(
        "li", element("p", name, class_="what"), element("p", *numbers, class_="from"), _bar(one), class_="share"
    )


def _bar(one: Share) -> Markup:
    """The share as a bar, and from the low to the high end of its spread a stroke; what it says stands beside it."""
    low, share, high = (round(WIDE * part, 1) for part in (one.low, one.share, one.high))
    ends = f"M{low} 4V20M{low} 12H{high}M{high} 4V20"
    return element(
        "svg",
        element("rect", x=0, y=0, width=WIDE, height=HIGH, class_="whole"),
        element("rect", x=0, y=5, width=share, height=14, class_="bar"),
        element("path", d=ends, class_="ends"),
        viewBox=f"0 0 {WIDE} {HIGH}",
        preserveAspectRatio="none",
        aria_hidden="true",
        focusable="false",
    )


def _percent(share: float, tongue: Tongue) -> str:
    return f"{percent(share, tongue)}%"


def _spread(one: Share, tongue: Tongue) -> Markup:
    low, high = (tongue.number(round(100 * part)) for part in (one.low, one.high))
    return tongue.say("displaced.spread", low=low, high=high)


def _people(one: Share, tongue: Tongue) -> Markup:
    middle, low, high = (tongue.number(n) for n in one.people or (0, 0, 0))
    return tongue.say("displaced.people", n=middle, low=low, high=high)
