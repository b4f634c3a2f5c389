"""States of a place besides control, on the terminal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from fogline.views.cli.listed import SHORT
from fogline.views.cli.printable import line
from fogline.views.cli.terminal import output
from fogline.views.contradictions import origins
from fogline.views.speakers import counted
from fogline.views.spell_shapes import CONDITIONS
from fogline.views.words import side_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fogline.runs.spells import Spell
    from fogline.terms.stated import Stated

# Sources that are named.
NAMED = 4


def print_spells(found: Sequence[Spell], limit: int) -> None:
    """Print over which days a place is said to be in which state, the newest first, with who says so."""
    console = output()
    if not found:
        console.print(
            "nobody says, as it was asked for, that it is under fire control, cut off, restricted or contested"
        )
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True, header_style="bold", padding=(0, 1, 0, 0))
    table.add_column("days", width=13)
    table.add_column("what is said of it", ratio=25, overflow="fold")
    table.add_column("by", ratio=40, overflow="fold")
    table.add_column("newest claim", width=SHORT, no_wrap=True)
    for one in found[:limit]:
        newest = max(one.so, key=lambda row: (row.said, row.claim))
        table.add_row(line(_days(one)), _what(one), Text("\n").join(_voices(one)), line(newest.id[:SHORT], "dim"))
    console.print(table)
    more = f"the newest {limit} of " if len(found) > limit else ""
    console.print(f"{more}{counted(len(found), 'spell')}; one ends with what is said, or when news of it is too old")


def _days(one: Spell) -> str:
    first, last = date.fromordinal(one.first).isoformat(), date.fromordinal(one.end - 1).isoformat()
    return f"{first}\nto {last}" if first != last else first


def _what(one: Spell) -> Text:
    by = f", by {side_name(one.agent)}" if one.agent else ""
    over = "\nover by what is said" if one.ended else ""
    return line(CONDITIONS[one.condition], "bold").append(f"{by}\n{one.standing.replace('_', ' ')}{over}", "not bold")


def _voices(one: Spell) -> Iterator[Text]:
    yield line(f"{counted(len(one.so), 'claim')} of {counted(origins(one.so), 'origin')}: {_names(one.so)}")
    if one.other:
        yield line(f"otherwise: {_names(one.other)}", "italic")


def _names(rows: Sequence[Stated]) -> str:
    """Who says it, those that spoke last first, each once."""
    newest = sorted(rows, key=lambda row: (-row.said, -row.claim))
    names = dict.fromkeys(
        f"{row.name or ('a report itself' if row.narrated else 'nobody named')} ({side_name(row.side)})"
        for row in newest
    )
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(list(names)[:NAMED]) + more
