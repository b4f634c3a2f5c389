"""Elements of SVG and HTML, with all that is put into them escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

# Below this a share is told as less than one per cent.
LEAST = 0.005


class Tongue(Protocol):
    """A language that a drawing's words are said in."""

    def say(self, key: str, /, **values: object) -> Markup:
        """The words under `key`."""
        ...

    def day(self, iso: str) -> str:
        """An ISO date as it is written."""
        ...

    def number(self, number: float) -> str:
        """A number as it is written."""
        ...

    def span(self, day: date, precision: str) -> str:
        """A day's day, month or year as it is written."""
        ...


def element(name: str, /, *within: object, **attributes: object) -> Markup:
    """An element. Of attributes' names a final `_` is cut, others become `-`; one that is None is left out."""
    given = [
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    ]
    return Markup(f"<{name}{''.join(given)}>{joined(within)}</{name}>")  # noqa: S704 - all that is put in is escaped


def joined(parts: Iterable[object]) -> Markup:
    """Parts one after the other, those that are no markup escaped."""
    return Markup("".join(escape(part) for part in parts))  # noqa: S704 - escaped


def percent(share: float, tongue: Tongue) -> str:
    """A probability as a number of per cent; an estimate is never told as all or nothing."""
    if share < LEAST:
        return "<1"
    return ">99" if share > 1 - LEAST else tongue.number(round(100 * share))


def figure(kind: str, picture: Markup, *below: object) -> Markup:
    """A chart of a kind with what stands below it."""
    return element("figure", picture, *below, class_=f"chart {kind}")


def drawn(
    size: tuple[int, int], name: str, title: object, description: object, *within: object, links: bool = False
) -> Markup:
    """An SVG that says what it shows; `name` must be the only such on its page. One that `links` is no mere image."""
    return element(
        "svg",
        element("title", title, id=f"{name}-title"),
        element("desc", description, id=f"{name}-desc"),
        *within,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {size[0]} {size[1]}",
        role="group" if links else "img",
        aria_labelledby=f"{name}-title {name}-desc",
    )


def table(summary: object, head: Iterable[object], rows: Iterable[Iterable[object]]) -> Markup:
    """A table that opens below a chart and says the same in words."""
    top = element("tr", *(element("th", cell, scope="col") for cell in head))
    body = [
        element(
            "tr", *(element("td" if at else "th", cell, scope=None if at else "row") for at, cell in enumerate(row))
        )
        for row in rows
    ]
    whole = element("table", element("thead", top), element("tbody", *body), class_="list")
    return element("details", element("summary", summary), element("div", whole, class_="scroll"))


def key(*entries: tuple[Markup, object]) -> Markup:
    """A legend: swatches and what they mean."""
    return element("ul", *(element("li", swatch, " ", words) for swatch, words in entries), class_="key")
