"""Who claimed what of a place, and when."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from fogline.runs import asking as runs
from fogline.runs.spells import spells
from fogline.terms.kept import Question
from fogline.terms.place import Precision
from fogline.views.cli.asking import (
    JSON,
    SCREEN,
    formed,
    limit_option,
    placed,
    print_csv,
    print_json,
    print_object,
    since_option,
    until_option,
)
from fogline.views.cli.gazetteer import folder_option
from fogline.views.cli.ledger import ledger
from fogline.views.kept_shapes import kept_claim_shape, saying_shape, taken_shape
from fogline.views.rows import CLAIM, claim_rows
from fogline.views.spell_shapes import SPELL, spell_row, spell_shape, within

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rich.console import RenderableType

    from fogline.runs.ledgers import Database
    from fogline.runs.naming import Taken
    from fogline.runs.spells import Spell
    from fogline.terms.place import Place
    from fogline.views.timeline import Timeline


@click.command()
@click.argument("name", metavar="NAME")
@since_option
@until_option
@limit_option
@click.option(
    "--states", is_flag=True, help="Over which days it is said to be under fire, cut off, restricted or contested."
)
@folder_option("--gazetteer")
@formed
def place(  # noqa: PLR0913 - its options
    name: str,
    since: str | None,
    until: str | None,
    limit: int | None,
    *,
    states: bool,
    folder: Path | None,
    form: str | None,
) -> None:
    """Draw who claimed what of a place, and when.

    There is a row a side; below, the claims are listed, the newest last. NAME is a name of the place in any
    language, or its id.
    """
    with ledger() as database:
        taken = placed(database, name, folder)
        if states:
            _states(within(spells(database, [taken.place.id]), since, until), taken.place, limit, form)
            return
        question = Question(places=(taken.place.id,), since=since, until=until, limit=limit)
        if form is None:
            _print(database, taken, replace(question, limit=limit or SCREEN))
            return
        with closing(runs.claims(database, question)) as found:
            if form == JSON:
                days = [saying_shape(saying) for saying in runs.sayings(database, question)]
                print_object(taken_shape(taken) | {"timeline": days}, "claims", map(kept_claim_shape, found))
            else:
                print_csv(CLAIM, (row for claim in found for row in claim_rows(claim)))


def _states(found: Sequence[Spell], place: Place, limit: int | None, form: str | None) -> None:
    if form == JSON:
        print_json(spell_shape(one, place) for one in found[:limit])
    elif form:
        print_csv(SPELL, (spell_row(one, place) for one in found[:limit]))
    else:
        from fogline.views.cli.spelled import print_spells  # noqa: PLC0415 - only for a person

        print_spells(found, limit or SCREEN)


def _print(database: Database, taken: Taken, question: Question) -> None:
    from fogline.views.cli.claims import rest, texts  # noqa: PLC0415 - only for a person
    from fogline.views.cli.listed import claims_table  # noqa: PLC0415
    from fogline.views.cli.printable import line  # noqa: PLC0415
    from fogline.views.cli.terminal import output  # noqa: PLC0415
    from fogline.views.timeline import REPORTS, row_name, timeline  # noqa: PLC0415

    console, place = output(), taken.place
    what = "in no gazetteer" if place.precision is Precision.UNKNOWN else place.precision.value
    at = f" · {place.lat:.4f},{place.lon:.4f}" if place.lat is not None and place.lon is not None else ""
    console.print(line(place.name, "bold").append(f" · {what}{at} · {place.id}", style="not bold"))
    drawn = timeline(runs.sayings(database, question), max(10, console.width - len(REPORTS) - 10))
    if drawn is None:
        console.print("no claim in the ledger tells of it, as it was asked for")
        return
    console.print()
    counts = Counter[str]()
    for side in runs.sides(database, question):
        counts[row_name(side.voice, side.side)] += side.claims
    console.print(_drawn(drawn, counts))
    newest = list(runs.claims(database, question))
    console.print(claims_table(reversed(newest), texts(database), console))
    console.print(rest(runs.count_claims(database, question), "claim", question))


def _drawn(drawn: Timeline, counts: Counter[str]) -> RenderableType:
    from rich.console import Group  # noqa: PLC0415 - only for a person
    from rich.padding import Padding  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    from fogline.views.timeline import REPORTS  # noqa: PLC0415

    margin, width = len(REPORTS), max(len(drawn.axis), *(len(row.signs) for row in drawn.rows))
    rows = [
        Text(row.name.ljust(margin) + "  ")
        .append(row.signs.ljust(width), style="bold")
        .append(f"  {counts[row.name]:>6,}", style="dim")
        for row in drawn.rows
    ]
    axis = Text(" " * (margin + 2) + drawn.axis, style="dim")
    legend = Text("\n".join((f"a column is a {drawn.unit}, and has what most say", *drawn.legend)), style="dim")
    return Group(*rows, axis, Text(), Padding(legend, (0, 0, 0, margin + 2)))
