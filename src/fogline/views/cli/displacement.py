"""Where people from contested places are likely to go."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from fogline.runs import control
from fogline.runs import displacement as runs
from fogline.runs import gazetteer as gazetteers
from fogline.runs.sides import ukraine
from fogline.runs.spells import spells
from fogline.views.cli.asking import Written, placed, print_json
from fogline.views.cli.gazetteer import folder_option
from fogline.views.cli.ledger import ledger
from fogline.views.cli.progress import telling
from fogline.views.clock import now
from fogline.views.displacement_shapes import GUESSED, displacement_shape
from fogline.views.filters import SINCE, UNTIL

if TYPE_CHECKING:
    from rich.console import RenderableType

    from fogline.runs.displacement import Displacement


class Asked(NamedTuple):
    """What the user wants, as it was written."""

    name: str | None
    setting: Path | None
    since: str | None
    until: str | None
    total: int | None
    total_source: str | None
    seed: int
    as_json: bool
    folder: Path | None


@click.command()
@click.argument("name", metavar="[PLACE]", required=False)
@click.option("--since", type=Written(SINCE), help="People leave from this day, month or year on.")
@click.option("--until", type=Written(UNTIL), help="Up to this day, month or year. [default: today]")
@click.option(
    "--setting",
    metavar="FOLDER",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Instead of PLACE: locations, routes, closures and contested days, in FLEE's CSV files.",
)
@click.option("--total", type=click.IntRange(min=1), help="How many have arrived in all, to be parted by the shares.")
@click.option("--total-source", metavar="TEXT", help="Who says so; shown with every number.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Another one draws other runs.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@folder_option("--gazetteer")
def displacement(**given: Any) -> None:
    """Say where people from PLACE are likely to go: shares by destination, with their spread.

    Ten runs of FLEE, which differ in what nobody knows. Numbers of people are shown only for a total of yours, with its
    source. Needs pip install "fogline[displacement]".
    """
    asked = Asked(**given)
    if (asked.total is None) != (asked.total_source is None):
        message = "--total and --total-source go together: a number of people is shown with who says it"
        raise click.UsageError(message)
    workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    found = _found(asked, runs.How(asked.seed, workers))
    shape = displacement_shape(found, asked.total, asked.total_source)
    shape["not_known"] += [GUESSED] if asked.name else []
    if asked.as_json:
        print_json([shape])
    else:
        _print(shape)


def _found(asked: Asked, how: runs.How) -> Displacement:
    if (asked.name is None) == (asked.setting is None):
        message = "name a PLACE of the ledger, or a folder of files with --setting"
        raise click.UsageError(message)
    if asked.setting:
        return runs.of_files(asked.setting, how)
    if asked.since is None:
        message = "say with --since from which day on people leave"
        raise click.UsageError(message)
    first = date.fromisoformat(asked.since)
    last = date.fromisoformat(asked.until) - timedelta(days=1) if asked.until else date.fromisoformat(now()[:10])
    with ledger() as database, telling() as tell:
        place = placed(database, asked.name or "", asked.folder).place
        found = control.courses(database, ukraine(), places=None, since=first, until=last, hindsight=True)
        known = gazetteers.open_gazetteer(asked.folder, tell)
        return runs.of_place(place, list(found), (first, last), known, how, spells(database))


def _print(shape: dict[str, Any]) -> None:
    from rich.table import Table  # noqa: PLC0415 - only for a person

    from fogline.views.cli.printable import line  # noqa: PLC0415
    from fogline.views.cli.terminal import output  # noqa: PLC0415

    console = output()
    table = Table.grid(padding=(0, 2, 0, 0))
    for one in shape["destinations"]:
        row: list[RenderableType] = [line(one["name"]), f"{one['share']:.0%}", f"{one['low']:.0%} to {one['high']:.0%}"]
        if shape["total"] is not None:
            row.append(f"{one['people']:,} ({one['people_low']:,} to {one['people_high']:,})")
        table.add_row(*row)
    console.print(f"after {shape['days']} days; {shape['arrived']:.0%} of those who left have arrived")
    console.print()
    console.print(table)
    if shape["total"] is not None:
        console.print(line(f"numbers part a total of {shape['total']:,}, which is from: {shape['total_source']}"))
    for sentence in shape["not_known"]:
        console.print(line(sentence, "dim"))
