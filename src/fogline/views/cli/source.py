"""What a source has claimed."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from fogline.errors import NotThere
from fogline.runs import asking as runs
from fogline.runs import control, forecasts, hindsight, naming, records
from fogline.runs.records import Verdict
from fogline.runs.sides import ukraine
from fogline.terms.kept import Question
from fogline.views.answers.wholes import NAMES, PLACES, whole_source
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
from fogline.views.cli.forecasts import following, print_record
from fogline.views.cli.ledger import ledger
from fogline.views.forecast_shapes import foretold_shape
from fogline.views.kept_shapes import kept_claim_shape
from fogline.views.records import days_words, figure_words, outcome_shape, outcome_words, record_shape, share_words
from fogline.views.rows import CLAIM, claim_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.table import Table

    from fogline.runs.forecasts import Followed
    from fogline.runs.forecasts import Record as ForetellingRecord
    from fogline.runs.ledgers import Database
    from fogline.runs.records import Outcome, Record
    from fogline.terms.kept import KeptClaim


@click.command()
@click.argument("name", metavar="NAME")
@since_option
@until_option
@limit_option
@click.option(
    "--claims",
    "verdict",
    type=click.Choice(Verdict, case_sensitive=False),
    help="List the claims of which this became: those behind a figure of the record.",
)
@formed
def source(
    name: str, since: str | None, until: str | None, limit: int | None, *, verdict: Verdict | None, form: str | None
) -> None:
    """Say what a source has claimed, and what became of it.

    How much, of what kinds, of which places, in how many reports; how often it was seen later, after how many days, how
    often the source denied what was so, and how much of what it says is copied; and the claims themselves, the newest
    first. NAME is a name of the source, whatever its capitals, or its id; of an outlet it is what its reports say
    themselves.
    """
    with ledger() as database:
        speakers, outlets = naming.voices(database, name)
        question = Question(sources=speakers, outlets=outlets, since=since, until=until, limit=limit)
        within = Question(since=since, until=until)
        weigh = cache(lambda: control.weigh(database, ukraine()))
        outcomes = records.outcomes(database, within, hindsight.courses_of(database, weigh()))
        fared, own = records.of_source(outcomes, (*speakers, *outlets))
        became: dict[int, list[Outcome]] = {}
        for one in own:
            if verdict is None or one.verdict is verdict:
                became.setdefault(one.stated.claim, []).append(one)
        wanted = None if verdict is None else became
        foretold = forecasts.record_of(database, (*speakers, *outlets), following(database, {}, weigh))
        if form is None:
            asked = replace(question, limit=limit or SCREEN)
            _print(database, name, asked, fared, wanted, foretold)
            return
        with closing(runs.claims(database, replace(question, limit=None))) as every:
            found = islice((kept for kept in every if wanted is None or kept.number in wanted), limit)
            if form == JSON:
                shape = whole_source(database, question) | {
                    "records": [record_shape(one) for one in fared],
                    "forecasts": foretold_shape(*foretold),
                }
                print_object(shape, "claims", (_followed(kept, became) for kept in found))
            else:
                print_csv(CLAIM, (row for claim in found for row in claim_rows(claim)))


def _followed(kept: KeptClaim, became: Mapping[int, Sequence[Outcome]]) -> dict[str, Any]:
    own = map(records.became, became.get(kept.number, ()))
    return kept_claim_shape(kept) | {"became": [outcome_shape(one) for one in own]}


def _print(
    database: Database,
    name: str,
    question: Question,
    fared: Sequence[Record],
    wanted: Mapping[int, Sequence[Outcome]] | None,
    foretold: tuple[Sequence[Followed], ForetellingRecord | None],
) -> None:
    from fogline.views.cli.claims import rest, texts  # noqa: PLC0415 - only for a person
    from fogline.views.cli.listed import claims_table  # noqa: PLC0415
    from fogline.views.cli.printable import line  # noqa: PLC0415
    from fogline.views.cli.terminal import output  # noqa: PLC0415
    from fogline.views.speakers import counted  # noqa: PLC0415
    from fogline.views.words import side_name  # noqa: PLC0415

    console = output()
    found = runs.sources(database, question, NAMES) if question.sources else []
    if not runs.count_claims(database, question):
        message = f"“{name}” has claimed nothing in the ledger at that time"
        raise NotThere(message)
    for one in found:
        known = f"({one.id}) " if one.id else ""
        days = f"{one.first} to {one.last}" if one.first != one.last else one.first
        about = f" {known}· {side_name(one.side)} · {counted(one.claims, 'claim')}, {days}"
        console.print(line(one.name, "bold").append(about, style="not bold"))
    for outlet in question.outlets:
        console.print(line(outlet, "bold").append(" · an outlet, in its reports’ own voice", style="not bold"))
    console.print(f"in {counted(runs.count_reports(database, question), 'report')}")
    console.print(_counts(database, question))
    for record in fared:
        console.print(_fared(record))
    print_record(*foretold)
    if wanted is None:
        console.print(claims_table(runs.claims(database, question), texts(database), console))
        console.print(rest(runs.count_claims(database, question), "claim", question))
        return
    chosen = [kept for kept in runs.claims(database, replace(question, limit=None)) if kept.number in wanted]
    notes = {number: "; ".join(dict.fromkeys(map(outcome_words, some))) for number, some in wanted.items()}
    if chosen:
        console.print(claims_table(chosen[: question.limit], texts(database), console, notes))
    console.print(rest(len(chosen), "claim", question))


def _fared(record: Record) -> Table:
    """A record, a figure a row, each with what `--claims` lists behind it."""
    from rich.table import Table  # noqa: PLC0415 - only for a person

    from fogline.views.cli.printable import line  # noqa: PLC0415
    from fogline.views.cli.sources import about  # noqa: PLC0415
    from fogline.views.speakers import counted  # noqa: PLC0415

    days, most = days_words(record)
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column()
    grid.add_column(no_wrap=True)
    grid.add_column()
    grid.add_column(overflow="fold", style="dim")
    figures = (
        (f"seen within {records.HORIZON} days", record.seen, "seen, not_seen"),
        ("denied what was so", record.denied, "denied_what_was_so, denied_rightly"),
        ("copied", record.copied, "copied"),
    )
    grid.add_row(line("what became of it", "bold"), "", line(about(record)), "--claims")
    for name, figure, behind in figures:
        grid.add_row(name, figure_words(figure), share_words(figure) if figure.of else "", behind)
    grid.add_row("days until it was seen", days, f"8 in 10: {most}" if most else "", "seen")
    grid.add_row("said again", counted(record.repeated, "time"), "", "repeated")
    grid.add_row("too early to say", counted(record.open, "statement"), "", "open")
    grid.add_row("nothing to hold it against", counted(record.untold, "statement"), "", "untold")
    return grid


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
