"""How early or late a source speaks: its claims by the days between what it said and when that was seen."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from fogline.views.web.drawing.svg import drawn, element, figure, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from fogline.views.web.drawing.svg import Tongue

WIDE, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 264, 20, 740, 44, 176
# Days of a column: the fewest that make no more than so many columns.
COLUMNS, WIDTHS = 40, (1, 2, 7, 14, 30, 90, 365)
# Units that a number of days takes.
ROOM = 80


class Reach(NamedTuple):
    """The days that the axis goes from and to, in columns of `wide` days; 0 is among them."""

    low: int
    high: int
    wide: int

    def at(self, day: float) -> float:
        """Where a day stands: late on the left, early on the right."""
        return LEFT + (day - self.low) * (RIGHT - LEFT) / (self.high - self.low)


def timing_chart(days: Sequence[int], never: int, tongue: Tongue) -> Markup | None:
    """The chart of a source's `days`, over 0 where it spoke before the thing was seen; None where there are none.

    `never` is how many of its claims were not borne out; they have no days and stand in words.
    """
    if not days:
        return None
    ordered = sorted(days)
    reach = _reach(ordered[0], ordered[-1])
    counts = Counter(day // reach.wide * reach.wide for day in days)
    low, middle, high = (ordered[round(share * (len(ordered) - 1))] for share in (0.25, 0.5, 0.75))
    told = tongue.say(
        "chart.timing_desc",
        n=tongue.number(len(days)),
        low=tongue.number(low),
        high=tongue.number(high),
        middle=tongue.number(middle),
        never=tongue.number(never),
    )
    picture = drawn(
        (WIDE, HEIGHT),
        "timing",
        tongue.say("chart.timing"),
        told,
        *_columns(counts, reach),
        *_axis(reach, tongue),
        *_middle(middle, reach, tongue),
    )
    rows = [
        [
            tongue.say("chart.span", low=tongue.number(at), high=tongue.number(at + reach.wide - 1)),
            tongue.number(counts[at]),
        ]
        for at in sorted(counts)
    ]
    rows.append([tongue.say("chart.never"), tongue.number(never)])
    head = [tongue.say("chart.days"), tongue.say("chart.count")]
    return figure("timing", picture, element("p", told, class_="hint"), table(tongue.say("chart.table"), head, rows))


def _reach(first: int, last: int) -> Reach:
    low, high = min(first, 0), max(last, 0) + 1
    wide = next((one for one in WIDTHS if (high - low) / one <= COLUMNS), WIDTHS[-1])
    return Reach(low // wide * wide - wide, -(-high // wide) * wide + wide, wide)


def _columns(counts: Counter[int], reach: Reach) -> Iterator[Markup]:
    most = max(counts.values())
    for start, count in sorted(counts.items()):
        x, end, high = reach.at(start), reach.at(start + reach.wide), count * (BOTTOM - TOP) / most
        yield element(
            "rect",
            x=f"{x + 0.5:.1f}",
            y=f"{BOTTOM - high:.1f}",
            width=f"{max(1.0, end - x - 1):.1f}",
            height=f"{high:.1f}",
            class_="bar" if start >= 0 else "bar late",
        )


def _axis(reach: Reach, tongue: Tongue) -> Iterator[Markup]:
    zero = round(reach.at(0), 1)
    yield element("line", x1=LEFT, x2=RIGHT, y1=BOTTOM, y2=BOTTOM, class_="axis")
    yield element("line", x1=zero, x2=zero, y1=TOP - 8, y2=BOTTOM + 6, class_="axis")
    yield element("text", tongue.number(0), x=zero, y=BOTTOM + 22, text_anchor="middle")
    for day, anchor in ((reach.low, "start"), (reach.high, "end")):
        if abs(reach.at(day) - zero) > ROOM:
            yield element("text", tongue.number(day), x=reach.at(day), y=BOTTOM + 22, text_anchor=anchor)
    yield element("text", "← ", tongue.say("chart.late"), x=LEFT, y=BOTTOM + 50)
    yield element("text", tongue.say("chart.early"), " →", x=RIGHT, y=BOTTOM + 78, text_anchor="end")


def _middle(middle: int, reach: Reach, tongue: Tongue) -> Iterator[Markup]:
    x = reach.at(middle + 0.5)
    anchor = "start" if x < LEFT + ROOM else "end" if x > RIGHT - ROOM else "middle"
    words = f"{tongue.number(middle)} {tongue.say('chart.days')}"
    yield element("line", x1=f"{x:.1f}", x2=f"{x:.1f}", y1=TOP - 16, y2=BOTTOM, class_="middle")
    yield element("text", words, x=f"{x:.1f}", y=TOP - 22, text_anchor=anchor, class_="strong")
