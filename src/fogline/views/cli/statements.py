"""The statements of a report in tables: those it lets others make, and its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from fogline.views.cli.printable import event, line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fogline.views.statements import Statement


def said_table(said: Iterable[Statement]) -> Table:
    """What the report lets others say."""
    table = _table()
    table.add_column("source", ratio=17, overflow="fold")
    table.add_column("side", width=11, overflow="fold")
    table.add_column("cue", width=10, overflow="fold")
    table.add_column("content", ratio=28, overflow="fold")
    table.add_column("events", ratio=26, overflow="fold")
    for row in said:
        told = line(row.side or ""), line(row.cue or ""), line(row.content), _events(row)
        table.add_row(str(row.number), _source(row), *told)
    return table


def own_table(own: Iterable[Statement]) -> Table:
    """What the report says in its own voice."""
    table = _table()
    table.add_column("in the report's own voice", ratio=66, overflow="fold")
    table.add_column("events", ratio=30, overflow="fold")
    for row in own:
        table.add_row(str(row.number), line(row.content), _events(row))
    return table


def _table() -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True, header_style="bold", padding=(0, 1, 0, 0))
    table.add_column("#", justify="right", no_wrap=True)
    return table


def _source(row: Statement) -> Text:
    if not row.source and not row.actor:
        return Text("nobody named", style="dim")
    lines = [line(row.source)] if row.source else []
    lines += [line(f"= {row.actor}")] if row.actor else []
    return Text("\n").join(lines)


def _events(row: Statement) -> Text:
    lines = [event(told) for told in row.events]
    lines += [Text("adopted by the report", style="bold")] if row.endorsed else []
    return Text("\n").join(lines)
