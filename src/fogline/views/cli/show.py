"""One claim, or one report, with all that the ledger has of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from fogline.runs import asking as runs
from fogline.terms.kept import KeptClaim, KeptReport
from fogline.views.answers.wholes import whole_claim, whole_report
from fogline.views.cli.asking import JSON, formed, print_csv, print_json
from fogline.views.cli.ledger import ledger
from fogline.views.rows import CLAIM, claim_rows

if TYPE_CHECKING:
    from fogline.runs.ledgers import Database


@click.command()
@click.argument("identifier", metavar="ID")
@formed
def show(identifier: str, *, form: str | None) -> None:
    """Show one claim or report.

    ID is its id, or the beginning of it; of a report the address will do too. A claim is shown in its text, with
    who says it and how, what it tells of, where its report was found, and what others say of the same places at
    that time. A report is shown as `fogline read` shows it.
    """
    with ledger() as database:
        kept = runs.claim_or_report(database, identifier)
        if form == JSON:
            print_json([_whole(database, kept)])
        elif form:
            claims = [kept] if isinstance(kept, KeptClaim) else runs.claims_of(database, kept)
            print_csv(CLAIM, (row for claim in claims for row in claim_rows(claim)))
        else:
            from fogline.views.cli import shown  # noqa: PLC0415 - only for a person

            if isinstance(kept, KeptClaim):
                shown.print_claim(database, kept)
            else:
                shown.print_report(database, kept)


def _whole(database: Database, kept: KeptClaim | KeptReport) -> dict[str, Any]:
    if isinstance(kept, KeptClaim):
        return whole_claim(database, kept)
    return whole_report(database, kept, runs.reading(database, kept.number))
