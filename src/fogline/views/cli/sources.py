"""Listing how sources have fared with what they claimed."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import click

from fogline.runs import hindsight
from fogline.runs import records as runs
from fogline.terms.actor import Side
from fogline.terms.kept import Question
from fogline.views.cli.asking import JSON, SCREEN, formed, limit_option, print_csv, print_json
from fogline.views.cli.ledger import ledger
from fogline.views.records import RECORD, days_words, figure_words, record_row, record_shape, share_words
from fogline.views.speakers import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from fogline.runs.records import Record, Records


NOTE = (
    f"Seen is what was so within {runs.HORIZON} days of being said, or was so already: the days are below 0 then. "
    "A figure in brackets lies between the two in nine of ten cases. Below a count stands the share that it makes "
    "likely: a source of which little is known is taken to be like others of its kind and side. Below the days are "
    "those of eight in ten."
)


@click.command()
@click.option("--side", type=click.Choice(Side, case_sensitive=False), help="Of this side.")
@click.option("--kind", metavar="KIND", help="Of this kind: ministry, staff, unit, channel, mapper, agency ...")
@limit_option
@formed
def sources(side: Side | None, kind: str | None, limit: int | None, *, form: str | None) -> None:
    """List how sources, their kinds and their sides have fared with what they claimed.

    How often it was seen later in what is now known of the places, after how many days, how often they denied what was
    so, and how much of what they say is copied. Those who have said most come first.
    """
    with ledger() as database:
        found = runs.records(runs.outcomes(database, Question(), hindsight.courses(database)))
    found = runs.Records(*(tuple(one for one in some if _is_wanted(one, side, kind)) for some in found))
    if form == JSON:
        print_json(map(record_shape, chain(found.sides, found.kinds, found.sources[:limit])))
    elif form:
        print_csv(RECORD, map(record_row, chain(found.sides, found.kinds, found.sources[:limit])))
    else:
        _print(found, limit or SCREEN)


def _is_wanted(record: Record, side: Side | None, kind: str | None) -> bool:
    return (side is None or record.side is side) and (kind is None or record.kind == kind)


def _print(found: Records, limit: int) -> None:
    from fogline.views.cli.terminal import output  # noqa: PLC0415 - only for a person

    console = output()
    if not found.sources:
        console.print(
            "no source in the ledger is of that side and kind: `fogline sources` lists the kinds that there are"
        )
        return
    for head, some in (("side", found.sides), ("kind", found.kinds), ("source", found.sources)):
        if some:
            console.print(table(head, some[:limit]))
            console.print(_rest(head, len(some), limit))
    console.print()
    console.print(NOTE)


def _rest(head: str, count: int, limit: int) -> str:
    if count <= limit:
        return counted(count, head)
    return f"the {limit} of {counted(count, head)} with most claims: --limit for more of them, --json or --csv for all"


def table(head: str, some: Sequence[Record]) -> Table:
    """Records as a table, with how many of how many in a first line and the share that it makes likely below."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - only for a person
    from rich.table import Table  # noqa: PLC0415

    from fogline.views.cli.printable import line  # noqa: PLC0415

    found = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True, header_style="bold", padding=(0, 1, 0, 0))
    found.add_column(head, ratio=5, overflow="fold")
    for name in ("seen later", "days until then", "denied what was so", "copied"):
        found.add_column(name, ratio=3, overflow="fold")
    for one in some:
        days, most = days_words(one)
        figures = (one.seen, one.denied, one.copied)
        seen, denied, copied = (
            line(figure_words(figure)).append(f"\n{share_words(figure)}" if figure.of else "", style="dim")
            for figure in figures
        )
        when = line(days).append(f"\n{most}" if most else "", style="dim")
        found.add_row(line(who(one), "bold").append(f"\n{about(one)}", style="not bold"), seen, when, denied, copied)
    return found


def who(record: Record) -> str:
    """Whose record it is."""
    from fogline.views.words import side_name  # noqa: PLC0415 - only for a person

    if record.of_side:
        return side_name(record.side)
    return record.name or (record.kind or "kind unknown").replace("_", " ")


def about(record: Record) -> str:
    """Of which kind and side it is."""
    from fogline.views.words import side_name  # noqa: PLC0415 - only for a person

    kind = (record.kind or "kind unknown").replace("_", " ")
    told = (
        [] if record.of_side else [side_name(record.side)] if record.source is None else [kind, side_name(record.side)]
    )
    return " · ".join(told)
