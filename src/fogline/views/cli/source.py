"""What a source has claimed."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from fogline.errors import NotThere
from fogline.runs import asking as runs
from fogline.runs import naming
from fogline.terms.kept import Question
from fogline.views.cli.asking import (
    JSON,
    SCREEN,
    formed,
    limit_option,
    print_csv,
    print_object,
    since_option,
    until_option,
)
from fogline.views.cli.ledger import ledger
from fogline.views.kept_shapes import kept_claim_shape, source_shape, told_place_shape
from fogline.views.rows import CLAIM, claim_rows

if TYPE_CHECKING:
    from rich.table import Table

    from fogline.runs.ledgers import Database

# Places that are listed, those of which most is claimed.
PLACES = 12
# Names that are listed: an actor's own, and those of bodies called alike.
NAMES = 10


@click.command()
@click.argument("name", metavar="NAME")
@since_option
@until_option
@limit_option
@formed
def source(name: str, since: str | None, until: str | None, limit: int | None, *, form: str | None) -> None:
    """Say what a source has claimed.

    How much, of what kinds, of which places, in how many reports; and the claims themselves, the newest first. NAME
    is a name of the source, whatever its capitals, or its id.
    """
    with ledger() as database:
        question = Question(sources=naming.source(database, name), since=since, until=until, limit=limit)
        if form is None:
            _print(database, name, replace(question, limit=limit or SCREEN))
            return
        with closing(runs.claims(database, question)) as found:
            if form == JSON:
                print_object(_shape(database, question), "claims", map(kept_claim_shape, found))
            else:
                print_csv(CLAIM, (row for claim in found for row in claim_rows(claim)))


def _shape(database: Database, question: Question) -> dict[str, Any]:
    return {
        "sources": [source_shape(one) for one in runs.sources(database, question, NAMES)],
        "reports": runs.count_reports(database, question),
        "kinds": {one.kind.value: one.claims for one in runs.kinds(database, question)},
        "places": [
            told_place_shape(runs.place(database, one.id), one) for one in runs.places(database, question, PLACES)
        ],
    }


def _print(database: Database, name: str, question: Question) -> None:
    from fogline.views.cli.claims import rest, texts  # noqa: PLC0415 - only for a person
    from fogline.views.cli.listed import claims_table  # noqa: PLC0415
    from fogline.views.cli.printable import line  # noqa: PLC0415
    from fogline.views.cli.terminal import output  # noqa: PLC0415
    from fogline.views.speakers import counted  # noqa: PLC0415
    from fogline.views.words import side_name  # noqa: PLC0415

    console, found = output(), runs.sources(database, question, NAMES)
    if not found:
        message = f"“{name}” has claimed nothing in the ledger at that time"
        raise NotThere(message)
    for one in found:
        known = f"({one.id}) " if one.id else ""
        days = f"{one.first} to {one.last}" if one.first != one.last else one.first
        about = f" {known}· {side_name(one.side)} · {counted(one.claims, 'claim')}, {days}"
        console.print(line(one.name, "bold").append(about, style="not bold"))
    console.print(f"in {counted(runs.count_reports(database, question), 'report')}")
    console.print(_counts(database, question))
    console.print(claims_table(runs.claims(database, question), texts(database), console))
    console.print(rest(runs.count_claims(database, question), "claim", question))


def _counts(database: Database, question: Question) -> Table:
    """Kinds of events and places, side by side, each with how many claims tell of it."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - only for a person
    from rich.table import Table  # noqa: PLC0415

    from fogline.views.cli.printable import line  # noqa: PLC0415
    from fogline.views.words import KINDS  # noqa: PLC0415

    kinds = [(KINDS[one.kind].noun or one.kind.value, one.claims) for one in runs.kinds(database, question)]
    places = [
        (place.name if (place := runs.place(database, one.id)) else one.id, one.claims)
        for one in runs.places(database, question, PLACES)
    ]
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for head in ("of what", "of which places"):
        table.add_column(head, overflow="fold")
        table.add_column("claims", justify="right", no_wrap=True)
    for at in range(max(len(kinds), len(places))):
        pairs = (rows[at] if at < len(rows) else ("", None) for rows in (kinds, places))
        table.add_row(*(cell for what, count in pairs for cell in (line(what), "" if count is None else f"{count:,}")))
    return table
