"""fogline chain: the conditions and consequences of a report as a graph, with what stands behind each step."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

import click

from fogline.views.cli.asking import print_json
from fogline.views.cli.gazetteer import folder_option
from fogline.views.cli.ledger import ledger
from fogline.views.cli.progress import telling

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from fogline.runs.reading import Reader
    from fogline.terms.event import Event


@click.command()
@click.argument("identifier", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one object.")
@folder_option("--gazetteer")
def chain(identifier: str, *, as_json: bool, folder: Path | None) -> None:
    """Draw what a report says would follow from what.

    Steps in its words, joined as its sentences join them, with where each stands today, and what one would have to
    believe. ID is that of a report or a claim, its beginning, or a report's address; of a claim, the steps that hang
    together with it are drawn. Other reports that speak of the same step go on with it.
    """
    # What reads conditions is slow to load, and no other command needs it.
    from fogline.runs import chains as runs  # noqa: PLC0415

    with ledger() as database:
        found = runs.chain(database, identifier, _events(folder))
    if as_json:
        from fogline.views.chain_shapes import chain_shape  # noqa: PLC0415

        print_json([chain_shape(found)])
    else:
        from fogline.views.cli.chained import print_chain  # noqa: PLC0415

        print_chain(found)


def _events(folder: Path | None) -> Callable[[str], tuple[Event, ...]]:
    """What reads the words of an if-part by themselves; the tagger is loaded with the first of them."""
    from fogline.runs import chains as runs  # noqa: PLC0415

    @cache
    def read(words: str) -> tuple[Event, ...]:
        return runs.events_of(reader(), words)

    @lru_cache(maxsize=1)
    def reader() -> Reader:
        with telling() as tell:
            return runs.load(folder, tell)

    return read
