"""A place's estimates over time as an area chart, with what is claimed as ticks below, a row a side."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from fogline.terms.actor import Side
from fogline.views.web.drawing.axis import Days, shares_drawn
from fogline.views.web.drawing.looks import OLD
from fogline.views.web.drawing.svg import drawn, element, figure, key, percent, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from fogline.terms.estimate import Course
    from fogline.views.web.drawing.svg import Tongue

WIDE, LEFT, RIGHT, TOP, BOTTOM = 760, 56, 750, 12, 232
# A row of ticks: where the first begins, how high each is, and where in it its name and its ticks stand.
ROWS, ROW, NAME, TICK = 262, 48, 14, 32
# A row of bars.
BAR_ROW = 38
# How pale a day is by how long ago something was last heard: one step for each of OLD.
PALE = (0.0, 0.35, 0.55, 0.75)
# Rows of the table.
TOLD = 60


class Tick(NamedTuple):
    """Claims of a day: who makes them (None: a report itself), what they say of whom, how many, where they are shown.

    `day` is an ordinal, `shape` one of held, gaining, lost, denied or other; `days` is over how many days they are.
    """

    day: int
    row: Side | None
    shape: str
    agent: Side | None
    claims: int
    address: str | None
    days: int = 1


class Bar(NamedTuple):
    """Days, from the ordinal `first` to before `end`, of which something else is said of the place: `name` says what.

    `agent` is the side that does it, if one does; `note` says more of it to who points at it.
    """

    name: str
    first: int
    end: int
    agent: Side | None
    disputed: bool
    note: str


def area_chart(
    course: Course, ticks: Sequence[Tick], sides: tuple[Side, Side], tongue: Tongue, bars: Sequence[Bar] = ()
) -> Markup | None:
    """The chart of `course` with `ticks` in the order of `sides`, and `bars` below, a row a name.

    None where there is no estimate.
    """
    if not len(course.p):
        return None
    days = Days(course.first, course.first + len(course.p) - 1, LEFT, RIGHT)
    rows = [row for row in (*sides, Side.INDEPENDENT, Side.UNKNOWN, None) if any(one.row is row for one in ticks)]
    seen = [bar for bar in bars if bar.end > days.first and bar.first <= days.last]
    names_of_bars = list(dict.fromkeys(bar.name for bar in seen))
    below = ROWS + ROW * len(rows)
    height = below + BAR_ROW * len(names_of_bars) + 4
    names = [tongue.say(f"sides.{side.value}.name") for side in sides]
    first, both, second = (percent(float(one), tongue) for one in course.p[-1])
    told = tongue.say(
        "chart.control_desc",
        first=_day(tongue, days.first),
        last=_day(tongue, days.last),
        a=names[0],
        p=first,
        c=both,
        b=names[1],
        q=second,
    )
    picture = drawn(
        (WIDE, height),
        "control",
        tongue.say("chart.control"),
        told,
        element("g", *_areas(course, days)),
        element("g", *_unheard(course, days)),
        *shares_drawn(LEFT, RIGHT, TOP, BOTTOM, tongue),
        *days.drawn(TOP, BOTTOM, tongue),
        *(_row(at, row, [one for one in ticks if one.row is row], days, sides, tongue) for at, row in enumerate(rows)),
        *(
            _bars(below + at * BAR_ROW, name, [bar for bar in seen if bar.name == name], days, sides)
            for at, name in enumerate(names_of_bars)
        ),
        links=any(one.address for one in ticks),
    )
    return figure("control", picture, _legend(names, ticks, tongue, bars=bool(seen)), _table(course, names, tongue))


def _areas(course: Course, days: Days) -> Iterator[Markup]:
    """The first side's share from below, the second's from above, what is contested between."""
    low: list[tuple[float, float]] = []
    high: list[tuple[float, float]] = []
    for index, (first, both, _) in enumerate(course.p):
        x = days.at(course.first + index)
        low.append((x, BOTTOM - float(first) * (BOTTOM - TOP)))
        high.append((x, BOTTOM - (float(first) + float(both)) * (BOTTOM - TOP)))
    below, above = [(LEFT, BOTTOM), (RIGHT, BOTTOM)], [(LEFT, TOP), (RIGHT, TOP)]
    if len(course.p) == 1:
        low, high = [(LEFT, low[0][1]), (RIGHT, low[0][1])], [(LEFT, high[0][1]), (RIGHT, high[0][1])]
    yield _area([*_fewer(low), *reversed(below)], "area-a")
    yield _area([*_fewer(high), *reversed(_fewer(low))], "area-c")
    yield _area([*_fewer(high), *reversed(above)], "area-b")
    for edge in (low, high):
        yield element("polyline", points=_points(_fewer(edge)), class_="edge")


def _fewer(line: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A line without the points between others of the same height."""
    heights = [round(y) for _, y in line]
    last = len(line) - 1
    return [
        point
        for at, point in enumerate(line)
        if at in {0, last} or heights[at] != heights[at - 1] or heights[at] != heights[at + 1]
    ]


def _area(points: list[tuple[float, float]], name: str) -> Markup:
    return element("polygon", points=_points(points), class_=name)


def _points(points: list[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.0f}" for x, y in points)


def _unheard(course: Course, days: Days) -> Iterator[Markup]:
    """Days without news, covered the more the older the last news was."""
    ages = [course.first + index - int(heard) for index, heard in enumerate(course.heard)]
    levels = [sum(age > old for old in OLD) for age in ages]
    at = course.first
    for level, run in groupby(levels):
        length = len(list(run))
        if level:
            x, end = days.at(at), min(RIGHT, days.at(at + length))
            yield element(
                "rect",
                x=f"{x:.1f}",
                y=TOP,
                width=f"{end - x:.1f}",
                height=BOTTOM - TOP,
                class_="unheard",
                opacity=PALE[level],
            )
        at += length


def _row(
    at: int, row: Side | None, ticks: Sequence[Tick], days: Days, sides: tuple[Side, Side], tongue: Tongue
) -> Markup:
    top = ROWS + at * ROW
    said = tongue.say(f"sides.{row.value}.name") if row else tongue.say("voice.reports")
    name = said[:1].upper() + said[1:]
    line = element("line", x1=LEFT, x2=RIGHT, y1=top + TICK, y2=top + TICK, class_="grid")
    inside = [one for one in ticks if days.first <= one.day <= days.last]
    marks = [_tick(one, days.at(one.day), top + TICK, sides, tongue) for one in sorted(inside, key=_others_first)]
    return element("g", element("text", name, x=LEFT, y=top + NAME, class_="strong"), line, *marks)


def _bars(top: float, name: str, bars: Sequence[Bar], days: Days, sides: tuple[Side, Side]) -> Markup:
    """A row of bars under its name; what is disputed is hollow."""
    drawn_ = []
    for bar in bars:
        x, end = days.at(max(days.first, bar.first)), days.at(min(days.last, bar.end))
        camp = "ab"[sides.index(bar.agent)] if bar.agent in sides else "u"
        drawn_.append(
            element(
                "rect",
                element("title", f"{bar.name}: {bar.note}"),
                x=f"{x:.1f}",
                y=top + NAME + 8,
                width=f"{max(3, end - x):.1f}",
                height=7,
                class_=f"spell tick-{camp}{' hollow' if bar.disputed else ''}",
            )
        )
    return element("g", element("text", name, x=LEFT, y=top + NAME), *drawn_)


def _others_first(tick: Tick) -> tuple[bool, int]:
    """What says nothing of who holds the place lies under the rest."""
    return tick.shape != "other", tick.day


def _tick(tick: Tick, x: float, y: float, sides: tuple[Side, Side], tongue: Tongue) -> Markup:
    camp = "ab"[sides.index(tick.agent)] if tick.agent in sides else "n" if tick.agent is Side.INDEPENDENT else "u"
    last = f" – {_day(tongue, tick.day + tick.days - 1)}" if tick.days > 1 else ""
    title = element("title", f"{_day(tongue, tick.day)}{last}: {tongue.number(tick.claims)}")
    mark = _shape(tick.shape, x, y, f"tick-{camp}")
    drawn_ = element("g", title, mark)
    # The claims stand below the chart too: nobody has to tab through hundreds of ticks.
    return element("a", drawn_, href=tick.address, tabindex=-1) if tick.address else drawn_


def _shape(shape: str, x: float, y: float, camp: str) -> Markup:
    if shape == "held":
        return element("rect", x=f"{x - 1.5:.1f}", y=y - 9, width=3, height=18, class_=camp)
    if shape == "gaining":
        return element("circle", cx=f"{x:.1f}", cy=y, r=4, class_=f"{camp} hollow")
    if shape in {"lost", "denied"}:
        return element("path", d=f"M{x - 4:.1f} {y - 4}l8 8m0-8l-8 8", class_=f"{camp} cross")
    return element("circle", cx=f"{x:.1f}", cy=y, r=1.6, class_="tick-u")


def _legend(names: list[Markup], ticks: Sequence[Tick], tongue: Tongue, *, bars: bool) -> Markup:
    entries = [(_swatch(camp), tongue.say("chart.holds", side=name)) for camp, name in zip("ab", names, strict=True)]
    entries.insert(1, (_swatch("c"), tongue.say("chart.contested")))
    entries.append((_swatch("old"), tongue.say("chart.old", n=OLD[0])))
    shapes = {"lost" if one.shape == "denied" else one.shape for one in ticks}
    for shape, word in (("held", "says"), ("gaining", "gaining"), ("lost", "denied")):
        if shape in shapes:
            sign = element(
                "svg", _shape(shape, 8, 10, "tick-u"), viewBox="0 0 16 20", width=16, height=20, aria_hidden="true"
            )
            entries.append((sign, tongue.say(f"chart.{word}")))
    if bars:
        bar = element("rect", x=1, y=7, width=14, height=6, class_="spell tick-u hollow")
        sign = element("svg", bar, viewBox="0 0 16 20", width=16, height=20, aria_hidden="true")
        entries.append((sign, tongue.say("spells.bars")))
    return key(*entries)


def _swatch(name: str) -> Markup:
    return element("span", class_=f"swatch {name}")


def _table(course: Course, names: list[Markup], tongue: Tongue) -> Markup:
    step = max(1, -(-len(course.p) // TOLD))
    rows = []
    for index in range((len(course.p) - 1) % step, len(course.p), step):
        shares = [f"{percent(float(one), tongue)}%" for one in course.p[index]]
        rows.append([_day(tongue, course.first + index), *shares, _day(tongue, int(course.heard[index]))])
    head = [tongue.say("chart.day"), names[0], tongue.say("chart.contested"), names[1], tongue.say("chart.heard")]
    return table(tongue.say("chart.table"), head, reversed(rows))


def _day(tongue: Tongue, day: int) -> str:
    return tongue.day(date.fromordinal(max(1, day)).isoformat())
