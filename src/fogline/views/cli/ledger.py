"""What all commands over a ledger share: which one, told once before the command's name."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from fogline.runs import ledgers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.runs.ledgers import Database

ledger_option = click.option(
    "--ledger",
    metavar="PLACE",
    help="The ledger: a file, or postgresql://USER@HOST/DATABASE; without it, one in your own folder of data.",
)


@contextmanager
def ledger(*, write: bool = False, make: bool = True) -> Iterator[Database]:
    """The ledger that the command line names, open while the command works with it; there has to be one, or `make`."""
    context = click.get_current_context()
    with ledgers.opened(context.find_root().params["ledger"], write=write, make=make) as database:
        yield database
