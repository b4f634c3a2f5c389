"""A reading on the terminal: the marked text, the statements in a table, one line that sums up."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from fogline.views.shapes import attributed, narrated, segments, summary

if TYPE_CHECKING:
    from collections.abc import Callable

    from fogline.terms.claim import Claim
    from fogline.terms.reading import Reading

WIDTH = 100
# Colours that stay apart for the colour-blind, each with a second sign: bold, italic, underlined.
STYLES = {"source": "bold bright_blue", "cue": "italic yellow", "content": "underline"}
SIGNS = {"source": ("[", "]"), "cue": ("<", ">"), "content": ("{", "}")}
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def printer() -> Callable[[Reading], None]:
    """What prints a reading to standard output, in colour where that is a terminal that has colours."""
    console = Console(highlight=False, markup=False, emoji=False)
    if console.width > WIDTH or not sys.stdout.isatty():
        console = Console(highlight=False, markup=False, emoji=False, width=WIDTH)
    coloured = console.color_system is not None and not console.no_color

    def show(reading: Reading) -> None:
        console.print(_head(reading))
        console.print(_marked(reading, coloured=coloured))
        console.print()
        said, own = attributed(reading.claims), narrated(reading.claims)
        if said:
            console.print(_statements(said))
        if own:
            console.print(_own_voice(own))
        console.print(Text(reading.unread or summary(reading.claims), style="bold"))
        console.print()

    return show


def _head(reading: Reading) -> Text:
    report = reading.report
    facts = [report.outlet, report.author, report.published]
    head = Text(report.title or report.path, style="bold")
    about = " · ".join(fact for fact in facts if fact)
    return head.append(f"\n{about}" if about else "", style="not bold").append("\n")


def _marked(reading: Reading, *, coloured: bool) -> Text:
    marked = _legend(coloured=coloured) if attributed(reading.claims) else Text()
    for segment in segments(reading.report.text, reading.claims):
        roles = {role for role, _ in segment.roles}
        style = next((STYLES[role] for role in ("cue", "source", "content") if role in roles), "")
        if coloured:
            marked.append(_printable(segment.text), style=style)
        else:
            marked.append("".join(SIGNS[role][0] for role, _ in segment.opens) + _printable(segment.text))
        for role, number in segment.closes:
            raised = str(number).translate(RAISED) if role == "cue" else ""
            marked.append(raised if coloured else SIGNS[role][1] + raised)
    marked.rstrip()
    return marked


def _legend(*, coloured: bool) -> Text:
    legend = Text()
    for role, style in STYLES.items():
        legend.append(role if coloured else role.join(SIGNS[role]), style=style if coloured else "").append("  ")
    return legend.append("a number leads to the table\n\n")


def _printable(text: str) -> str:
    """No control character of a report reaches the terminal; line breaks of all kinds are line breaks."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c if c in "\n\t" or c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in lines)


def _statements(said: list[Claim]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True, header_style="bold")
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("source", ratio=5)
    table.add_column("cue", ratio=3)
    table.add_column("content", ratio=12)
    for number, claim in enumerate(said, 1):
        source = _line(claim.source.text) if claim.source else Text("nobody named", style="dim")
        cue = _line(claim.cue.text) if claim.cue else Text("")
        table.add_row(str(number), source, cue, _line(claim.content.text))
    return table


def _own_voice(own: list[Claim]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True, header_style="bold")
    table.add_column("")
    table.add_column("in the report's own voice", ratio=1)
    for claim in own:
        table.add_row("-", _line(claim.content.text))
    return table


def _line(text: str) -> Text:
    return Text(" ".join(_printable(text).split()))
