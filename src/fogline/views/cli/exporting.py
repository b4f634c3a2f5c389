"""fogline export: claims on their way out, in the formats that others read."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fogline.errors import BrokenLedger
from fogline.runs import exporting as runs
from fogline.views.cli.asking import Filters, filtered
from fogline.views.cli.ledger import ledger
from fogline.views.cli.printable import line
from fogline.views.clock import now

if TYPE_CHECKING:
    from fogline.runs.ledgers import Database

NAMES = ("json", "geojson", "acled", "hxl", "hapi", "jsonld", "parquet", "bundle", "corrections", "pairs")


@click.command()
@click.argument("name", metavar="FORMAT", type=click.Choice(NAMES))
@click.option("--to", "path", metavar="PATH", required=True, type=click.Path(path_type=Path), help="Where to write it.")
@filtered
def export(filters: Filters, *, name: str, path: Path) -> None:
    """Write claims to PATH as FORMAT: json, geojson, acled, hxl, hapi, jsonld, parquet, bundle, corrections, or pairs.

    Without options all claims; docs/exports.md says what each format keeps and loses. PATH appears when all is written.
    A bundle is a folder, or a zip where PATH ends so, that somebody without Fogline can verify; that it was handed over
    is noted in the ledger's chain. Corrections are the claims that people have corrected, as sentences to train on;
    pairs are the texts that they have merged or split, to fit the finding of copies to.
    """
    from fogline.views.export.bundle import Order  # noqa: PLC0415 - templates are slow to load
    from fogline.views.export.formats import FORMATS, LEFT  # noqa: PLC0415

    with ExitStack() as stack:
        database = stack.enter_context(ledger())
        wanted = filters.question(database, name)
        noting = _noting(stack) if name == "bundle" else None
        written = FORMATS[name](Order(database, noting, wanted, now()), path)
    what = "pairs" if name == "pairs" else "claims"
    click.echo(f"{written.claims:,} {what} in {line(str(path))}")
    if written.left:
        click.echo(f"{written.left:,} claims {LEFT[name]}")


def _noting(stack: ExitStack) -> Database | None:
    """The ledger, open to note what is handed over; None, and a word about it, where it may not be added to."""
    try:
        database = stack.enter_context(ledger(write=True))
        runs.writable(database)
    except BrokenLedger as error:
        click.echo(f"fogline: the chain will not say that this was handed over: {line(str(error))}", err=True)
        return None
    return database
