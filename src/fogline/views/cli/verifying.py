"""fogline verify: whether the ledger is as it was written."""

from __future__ import annotations

import click

from fogline.runs import verifying
from fogline.views.cli.ledger import ledger
from fogline.views.cli.printable import line
from fogline.views.cli.progress import telling


@click.command()
@click.option("--head", metavar="HASH", help="A hash that an earlier call printed, to find in the chain.")
@click.pass_context
def verify(context: click.Context, head: str | None) -> None:
    """Check the chain, every row, all bytes, and that what was read from them is what was kept.

    Prints the number and the hash of the newest entry: keep them somewhere else, and a later call with --head proves
    that nothing up to there was changed, by anybody. The exit status is 1 if something is not as it came in.
    """
    faults = 0
    with ledger() as database:
        seq, newest = verifying.head(database)
        with telling() as tell:
            for fault in verifying.verify(database, lambda number: tell("checking the chain", number, seq)):
                faults += 1
                where = f"entry {fault.entry}: " if fault.entry is not None else ""
                click.echo(f"fogline: {where}{line(fault.what)}", err=True)
        if head is not None and not verifying.has_entry(database, head):
            faults += 1
            click.echo(
                f"fogline: no entry has the hash {line(head)}: what it vouched for is not in this ledger", err=True
            )
    if faults:
        click.echo(
            f"{faults:,} fault{'s' if faults > 1 else ''}: this ledger is not as it was written; restore it from a copy"
        )
        context.exit(1)
    click.echo(f"{seq:,} entries, all as they were written; the newest has the hash {newest}")
