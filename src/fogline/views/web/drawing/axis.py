"""Axes: where days and shares stand on a drawing, and which of them are written out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fogline.views.web.drawing.svg import element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from fogline.views.web.drawing.svg import Tongue

# Units that the name of a month or a year takes, also where a small screen makes letters larger.
ROOM = {"month": 150, "year": 72}
# Months between marks, the closest first.
APART = (1, 2, 3, 6, 12, 24, 60, 120)


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `first` to `last` (ordinals) between `left` and `right`."""

    first: int
    last: int
    left: float
    right: float

    def at(self, day: float) -> float:
        """Where a day stands."""
        return self.left + (day - self.first) * (self.right - self.left) / max(1, self.last - self.first)

    def marks(self) -> Iterator[tuple[date, str]]:
        """The days to be written out and how: the beginnings of months or of years, as many as have room."""
        a_month = (self.right - self.left) * 30.4 / max(1, self.last - self.first)
        for months in APART:
            precision = "year" if months >= 12 else "month"  # noqa: PLR2004 - a year has twelve
            if a_month * months >= ROOM[precision]:
                break
        begins = date.fromordinal(self.first)
        month = begins.year * 12 + begins.month - 1
        month += -month % months
        while month // 12 <= date.max.year and (day := date(month // 12, month % 12 + 1, 1)).toordinal() <= self.last:
            if day.toordinal() >= self.first and self.at(day.toordinal()) <= self.right - ROOM[precision] / 2:
                yield day, precision
            month += months

    def drawn(self, top: float, bottom: float, tongue: Tongue) -> Iterator[Markup]:
        """Lines from `top` to `bottom` at the marks, with their names below."""
        for day, precision in self.marks():
            x = round(self.at(day.toordinal()), 1)
            yield element("line", x1=x, x2=x, y1=top, y2=bottom, class_="grid")
            yield element("text", tongue.span(day, precision), x=x + 4, y=bottom + 20)


def shares_drawn(left: float, right: float, top: float, bottom: float, tongue: Tongue) -> Iterator[Markup]:
    """Lines at none, half and all of a share, with their names on the left."""
    for share in (0.0, 0.5, 1.0):
        y = round(bottom - share * (bottom - top), 1)
        yield element("line", x1=left, x2=right, y1=y, y2=y, class_="grid")
        yield element("text", f"{tongue.number(round(share * 100))}%", x=left - 6, y=y + 4, text_anchor="end")
