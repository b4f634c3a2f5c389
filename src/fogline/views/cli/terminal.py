"""A reading on the terminal: its card, the marked text, the statements in tables."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from fogline.views.card import card
from fogline.views.cli.card import card_panel
from fogline.views.cli.marked import marked
from fogline.views.cli.printable import line
from fogline.views.cli.statements import own_table, said_table
from fogline.views.statements import own, said

if TYPE_CHECKING:
    from collections.abc import Callable

    from fogline.terms.reading import Reading

WIDTH = 100


def output() -> Console:
    """Standard output: no wider than can be read, in colour where it is a terminal that has colours."""
    console = Console(highlight=False, markup=False, emoji=False)
    if console.width > WIDTH or not sys.stdout.isatty():
        console = Console(highlight=False, markup=False, emoji=False, width=WIDTH)
    return console


def in_colour(console: Console) -> bool:
    """Whether what is printed there has colours."""
    return console.color_system is not None and not console.no_color


def printer() -> Callable[[Reading], None]:
    """What prints a reading to standard output, in colour where that is a terminal that has colours."""
    console = output()
    coloured = in_colour(console)

    def show(reading: Reading) -> None:
        console.print(_head(reading))
        if reading.claims:
            console.print(card_panel(card(reading)))
            console.print()
        console.print(marked(reading, coloured=coloured))
        console.print()
        if others := said(reading):
            console.print(said_table(others))
        if itself := own(reading):
            console.print(own_table(itself))
        if not reading.claims:
            console.print(Text(reading.unread or "no statements found", style="bold"))
        console.print()

    return show


def _head(reading: Reading) -> Text:
    report = reading.report
    facts = [report.outlet, report.author, report.published]
    head = line(report.title or report.path, "bold")
    about = " · ".join(fact for fact in facts if fact)
    return head.append("\n" if about else "").append(line(about, "not bold")).append("\n")
