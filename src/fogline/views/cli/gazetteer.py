"""The gazetteer on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from fogline.runs import gazetteer as runs
from fogline.views.cli.progress import telling

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.decorators import FC


def folder_option(name: str) -> Callable[[FC], FC]:
    """The option `name`, which hands in the gazetteer's `folder`."""
    return click.option(
        name,
        "folder",
        metavar="FOLDER",
        type=click.Path(path_type=Path, file_okay=False),
        help="Where the gazetteer lives, instead of the user's cache.",
    )


@click.group(invoke_without_command=True)
@folder_option("--folder")
@click.pass_context
def gazetteer(context: click.Context, folder: Path | None) -> None:
    """Say what the gazetteer holds; build it first where that is still to do."""
    context.obj = folder
    if context.invoked_subcommand is None:
        with telling() as tell:
            parts = runs.parts(folder, tell)
        for part in parts:
            click.echo(f"{part.places:>10,} places, {part.names:>10,} names  {part.made_from}")
        click.echo(f"in {runs.folder_of(folder)}")


@gazetteer.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.pass_obj
def add(folder: Path | None, file: Path) -> None:
    """Add the places of FILE, a GeoNames dump: one country's (UA.txt), allCountries.txt, or the zip of one.

    A file of the same name that was added before is replaced. Stopped halfway, the gazetteer stays as it was.
    """
    with telling() as tell:
        places = runs.add(file, folder, tell)
    click.echo(f"{places:,} places added from {file.name}")
