"""Listing the claims and reports of a ledger."""

from __future__ import annotations

from contextlib import closing
from functools import lru_cache
from typing import TYPE_CHECKING

import click

from fogline.runs import asking as runs
from fogline.views.cli.asking import JSON, Filters, filtered, formed, print_csv, print_json
from fogline.views.cli.ledger import ledger
from fogline.views.kept_shapes import kept_claim_shape, kept_report_shape
from fogline.views.rows import CLAIM, REPORT, claim_rows, report_row
from fogline.views.speakers import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console, RenderableType

    from fogline.runs.ledgers import Database
    from fogline.terms.kept import Question


@click.command()
@filtered
@formed
def claims(filters: Filters, *, form: str | None) -> None:
    """List claims, the newest first.

    They meet all that is asked. `--csv` has a row an event, `--json` an object a claim.
    """
    with ledger() as database:
        question = filters.question(database, form)
        # Closed before the ledger is, also where whoever reads the output has gone.
        with closing(runs.claims(database, question)) as found:
            if form == JSON:
                print_json(map(kept_claim_shape, found))
            elif form:
                print_csv(CLAIM, (row for claim in found for row in claim_rows(claim)))
            else:
                from fogline.views.cli.listed import claims_table  # noqa: PLC0415 - only for a person

                text_of = texts(database)
                show(
                    lambda console: claims_table(found, text_of, console),
                    runs.count_claims(database, question),
                    "claim",
                    question,
                )


@click.command()
@filtered
@formed
def reports(filters: Filters, *, form: str | None) -> None:
    """List reports, the newest first.

    They hold a claim that meets all that is asked. Words are looked for in the whole of a report, everything else
    in each of its claims.
    """
    with ledger() as database:
        question = filters.question(database, form)
        with closing(runs.reports(database, question)) as found:
            if form == JSON:
                print_json(map(kept_report_shape, found))
            elif form:
                print_csv(REPORT, map(report_row, found))
            else:
                from fogline.views.cli.listed import reports_table  # noqa: PLC0415 - only for a person

                show(
                    lambda console: reports_table(found, console),
                    runs.count_reports(database, question),
                    "report",
                    question,
                )


def texts(database: Database) -> Callable[[int], str]:
    """What gives the text of the reading with a number."""
    return lru_cache(maxsize=8)(lambda number: runs.text(database, number))


def show(table: Callable[[Console], RenderableType], count: int, noun: str, question: Question) -> None:
    """Print a table of the first of `count` things, and how the others are to be had."""
    from fogline.views.cli.terminal import output  # noqa: PLC0415 - only for a person

    console = output()
    if not count:
        console.print(f"no {noun} in the ledger meets all of that")
        return
    console.print(table(console))
    console.print(rest(count, noun, question))


def rest(count: int, noun: str, question: Question) -> str:
    """How many things were found, and how those are to be had that are not shown."""
    limit = question.limit or count
    many = f"more than {runs.MOST:,} {noun}s" if count > runs.MOST else counted(count, noun)
    if count <= limit:
        return many
    if question.standing:
        return f"the newest {limit}; there are more: --limit for more of them, --json or --csv for all"
    return f"the newest {limit} of {many}: --limit for more of them, --json or --csv for all"
