"""Estimates on the terminal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from fogline.runs.sides import cast
from fogline.views.cli.printable import line
from fogline.views.cli.terminal import output
from fogline.views.words import side_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from fogline.runs.waterfall import Expected, Step, Waterfall
    from fogline.terms.actor import Side
    from fogline.terms.estimate import Course

# Letters of a bar, which has one a state.
BAR = 20
# Days of a course that a terminal is given.
ROWS = 24
NOTHING = "nothing is claimed of control there, so there is no estimate"
SIGNS = "█▒░"
# A line that moved less than this stood still.
STILL_KM = 0.05
SAYS = {
    "takes": "takes it",
    "retakes": "takes it back",
    "holds": "has it",
    "inside": "is inside it",
    "presses": "surrounds it or has it under fire",
    "enters": "somebody is inside it",
    "surrounds": "somebody surrounds it or has it under fire",
    "fights": "it is fought over",
}


def print_last(courses: Iterable[Course], sides: tuple[Side, Side], name: Callable[[str], str]) -> None:
    """The last day of each place, the most doubtful first."""
    found = sorted(courses, key=lambda course: (max(course.p[-1]), course.place))
    console = output()
    if not found:
        console.print(NOTHING)
        return
    day = date.fromordinal(found[0].first + len(found[0].p) - 1)
    console.print(f"{day}, the most doubtful first; {_legend(sides)}")
    table = _table("place", sides)
    for course in found:
        table.add_row(line(name(course.place)), *_cells(course.p[-1]), str(date.fromordinal(course.heard[-1])))
    console.print(table)


def print_course(courses: Iterable[Course], sides: tuple[Side, Side], name: Callable[[str], str]) -> None:
    """Days of a place, evenly apart, and its last."""
    console = output()
    found = list(courses)
    if not found:
        console.print(NOTHING)
    for course in found:
        console.print(line(name(course.place), "bold").append(f" · {course.place}; {_legend(sides)}", style="not bold"))
        table = _table("day", sides)
        last = len(course.p) - 1
        step = max(1, -(-last // ROWS))
        for number in range(last % step, last + 1, step):
            heard = date.fromordinal(course.heard[number])
            table.add_row(str(date.fromordinal(course.first + number)), *_cells(course.p[number]), str(heard))
        console.print(table)


def print_waterfall(found: Waterfall, sides: tuple[Side, Side], name: str) -> None:
    """What an estimate is made of: where it starts, each origin with its reasons, the result."""
    console = output()
    console.print(
        line(name, "bold").append(f" · {found.place} · {date.fromordinal(found.day)}; {_legend(sides)}", "not bold")
    )
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("", no_wrap=True)
    table.add_column("in log-odds, against the mean of the three", ratio=1, overflow="fold")
    for head in (side_name(sides[0]), "contested", side_name(sides[1])):
        table.add_column(head, justify="right", overflow="fold", max_width=9)
    table.add_column("", no_wrap=True)
    table.add_row("start", _start(found.lines), *_cells(found.start))
    if found.expected:
        shares = (f"{100 * chance:.0f}%" for chance in found.expected.chances)
        table.add_row("", line(f"  {_expected(found.expected, sides)}", "dim"), *shares, "")
    for step in found.steps:
        copies = f", retold by {step.copies}" if step.copies else ""
        actor = cast().actors.get(step.source or "")
        who = actor.name if actor else step.source or "a report"
        said = line(f"{who}: {_says(step, sides)}{copies}", "bold")
        table.add_row(str(date.fromordinal(step.day)), said, *_cells(step.after))
        for reason in step.reasons:
            table.add_row("", line(f"  {reason.name}", "dim"), *(f"{weight:+.2f}" for weight in reason.weight), "")
    heard = f"something was last heard on {date.fromordinal(found.heard)}"
    table.add_row("result", line(heard), *_cells(found.result))
    console.print(table)


def _start(lines: tuple[int, ...]) -> str:
    if not lines:
        return "whose ground it is; no line or map is known"
    last = date.fromordinal(lines[-1])
    return f"the line of {last}" if len(lines) == 1 else f"{len(lines)} lines and maps, the last of {last}"


def _expected(found: Expected, sides: tuple[Side, Side]) -> str:
    """What the line alone lets expect, in words."""
    side = side_name(sides[found.side])
    where = f"{side}: {abs(found.depth):.1f} km {'within' if found.depth > 0 else 'outside'} its area"
    if abs(found.moved) < STILL_KM:
        way = "which stood still"
    else:
        way = f"which {'came forward' if found.moved > 0 else 'went back'} by {abs(found.moved):.1f} km in a month"
    return f"by the line alone, a month after the map of {date.fromordinal(found.day)}: {where}, {way}"


def _says(step: Step, sides: tuple[Side, Side]) -> str:
    words = SAYS[step.says]
    return words if step.side is None else f"{side_name(sides[step.side])} {words}"


def _legend(sides: tuple[Side, Side]) -> str:
    return f"{SIGNS[0]} {side_name(sides[0])} holds, {SIGNS[1]} contested, {SIGNS[2]} {side_name(sides[1])} holds"


def _table(first: str, sides: tuple[Side, Side]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column(first, overflow="fold")
    for head in (side_name(sides[0]), "contested", side_name(sides[1])):
        table.add_column(head, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("last heard", no_wrap=True)
    return table


def _cells(chances: tuple[float, float, float]) -> tuple[str | Text, ...]:
    first, second = round(chances[0] * BAR), round(chances[2] * BAR)
    bar = SIGNS[0] * first + SIGNS[1] * max(0, BAR - first - second) + SIGNS[2] * second
    return (*(f"{100 * chance:.0f}%" for chance in chances), Text(bar[:BAR]))
