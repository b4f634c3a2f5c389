"""fogline mcp: the questions as tools for programs that speak the Model Context Protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fogline.errors import FoglineError
from fogline.views.cli.gazetteer import folder_option
from fogline.views.cli.ledger import ledger
from fogline.views.serving import Holding

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@folder_option("--gazetteer")
def mcp(folder: Path | None) -> None:
    """Answer questions asked over standard input, as tools of the Model Context Protocol.

    The tools are the commands that ask, and `read`; each answer has the sentences that it rests on. Needs the extra
    `mcp`: pip install 'fogline[mcp]'.
    """
    try:
        from fogline.views.mcp.server import serve  # noqa: PLC0415 - an extra
    except ImportError:
        message = "fogline mcp needs an extra that is not installed: pip install 'fogline[mcp]'"
        raise FoglineError(message) from None
    # What is wrong with the ledger is told before anybody waits for an answer.
    with ledger():
        where = click.get_current_context().find_root().params["ledger"]
    serve(Holding(where, folder))
