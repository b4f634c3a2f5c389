"""The stages of the work, and what a ledger has of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fogline.runs import stages as runs
from fogline.views.cli.asking import JSON, formed, print_csv, print_json
from fogline.views.cli.ledger import ledger
from fogline.views.kept_shapes import stage_shape
from fogline.views.rows import STAGE, stage_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.table import Table

    from fogline.runs.stages import Standing


PLURALS = {"copy": "copies"}


@click.command()
@formed
def stages(*, form: str | None) -> None:
    """List the stages of the work.

    With the version of each, what it takes and makes, how much the ledger has of it, and how much is stale. What
    another version has made is stale: `fogline refresh` reads it again.
    """
    with ledger() as database:
        standing = runs.standing(database)
    if form == JSON:
        print_json(map(stage_shape, standing))
    elif form:
        print_csv(STAGE, map(stage_row, standing))
    else:
        from fogline.views.cli.terminal import output  # noqa: PLC0415 - only for a person

        output().print(_table(standing))


def _table(standing: Iterable[Standing]) -> Table:
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - only for a person
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    from fogline.views.cli.printable import line  # noqa: PLC0415

    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True, header_style="bold", padding=(0, 1, 0, 0))
    table.add_column("stage", no_wrap=True)
    table.add_column("version", ratio=3, overflow="fold")
    table.add_column("takes", ratio=2)
    table.add_column("has made", ratio=2)
    table.add_column("stale", ratio=2)
    for stage in standing:
        version = "not of this Fogline" if stage.version is None else stage.version
        stale = _counts(stage.stale)
        told = line(version), "\n".join(stage.consumes), _counts(stage.rows)
        table.add_row(line(stage.name, "bold"), *told, Text(stale or "none", style="bold" if stale else ""))
    return table


def _counts(rows: Mapping[str, int]) -> str:
    return "\n".join(
        f"{count:,} {table if count == 1 else PLURALS.get(table, f'{table}s')}" for table, count in rows.items()
    )
