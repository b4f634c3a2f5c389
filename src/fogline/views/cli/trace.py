"""The way back from a claim to the bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fogline.runs import asking as runs
from fogline.views.cli.asking import JSON, formed, print_csv, print_json
from fogline.views.cli.ledger import ledger
from fogline.views.kept_shapes import trace_shape
from fogline.views.rows import FOUND, found_row

if TYPE_CHECKING:
    from rich.tree import Tree

    from fogline.terms.counted import Entry, Trace


@click.command()
@click.argument("identifier", metavar="CLAIM_ID")
@formed
def trace(identifier: str, *, form: str | None) -> None:
    """Walk from a claim back to the bytes.

    What read it, from which bytes, where they were found, and which entry of the chain vouches for each. Entries
    are those of the ledger's chain, each with its hash. `--csv` has a row for each place where the bytes were
    found.
    """
    with ledger() as database:
        traced = runs.trace(database, runs.claim(database, identifier))
        if form == JSON:
            print_json([trace_shape(traced)])
        elif form:
            print_csv(FOUND, (found_row(traced.claim.report.id, found) for found in traced.found))
        else:
            from fogline.views.cli.terminal import output  # noqa: PLC0415 - only for a person

            output().print(_tree(traced))


def _tree(traced: Trace) -> Tree:
    from rich.console import Group  # noqa: PLC0415 - only for a person
    from rich.tree import Tree  # noqa: PLC0415

    from fogline.views.cli.printable import line  # noqa: PLC0415
    from fogline.views.words import clipped  # noqa: PLC0415

    seen: set[int] = set()

    def node(head: str, entry: Entry | None, *told: str) -> Group:
        lines = [*told, *(_entry(entry, seen) if entry else ())]
        return Group(line(head, "bold"), *map(line, lines))

    kept = traced.claim
    tree = Tree(node(f"claim {kept.claim.id}", None, f"“{clipped(kept.claim.content.text, 140)}”"), guide_style="dim")
    maker = f"by {kept.maker.name} {kept.maker.version}"
    replaced = [f"counts no more: {traced.replaced}"] if traced.replaced else []
    read = tree.add(
        node(
            f"reading {kept.report.number}",
            traced.read,
            *(maker, f"hash of what was read {traced.hash}", *replaced),
        )
    )
    stored = read.add(node(f"bytes, {traced.size:,} of them", traced.stored, kept.report.id))
    for found in traced.found:
        capture = found.capture
        at = f" from {capture.at[0]:,} to {capture.at[1]:,}" if capture.at else ""
        within = [f"within {capture.within}{at}"] if capture.within else []
        stored.add(
            node(
                f"found at {capture.address}",
                found.entry,
                f"{capture.way.value}, taken {capture.taken}",
                *within,
            )
        )
    return tree


def _entry(entry: Entry, seen: set[int]) -> tuple[str, ...]:
    """What vouches for it: an entry of the chain, in full the first time."""
    if entry.number in seen:
        return (f"vouched for by entry {entry.number} too",)
    seen.add(entry.number)
    return (
        f"vouched for by entry {entry.number} of the chain ({entry.kind}, {entry.at})",
        f"its hash {entry.hash}",
        f"the one before {entry.before}",
    )
