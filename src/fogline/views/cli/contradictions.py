"""Listing what is said that can't be so together."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import click

from fogline.runs import asking
from fogline.runs import contradicting as runs
from fogline.terms.event import EventKind, Period
from fogline.terms.states import HAS
from fogline.views.cli.asking import JSON, Filters, filtered, formed, print_csv, print_json
from fogline.views.cli.ledger import ledger
from fogline.views.contradictions import CONTRADICTION, contradiction_rows, contradiction_shape, origins
from fogline.views.speakers import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import RenderableType
    from rich.text import Text

    from fogline.runs.contradicting import Contradiction
    from fogline.terms.actor import Side
    from fogline.terms.place import Place
    from fogline.terms.stated import Stated

# Sources of each side that are named.
NAMED = 3


@click.command()
@filtered
@formed
def contradictions(filters: Filters, *, form: str | None) -> None:
    """List what is said of one place and time and can't be so together, the newest first.

    With the claims of both sides, copies counted as one. A contradiction is listed where one of its claims meets all
    that is asked. `--csv` has a row a claim, `--json` an object a contradiction.
    """
    with ledger() as database:
        question = filters.question(database, form)
        found = runs.contradictions(database, question)
        place_of = lru_cache(maxsize=None)(lambda place: asking.place(database, place))
        shown = found[: question.limit]
        if form == JSON:
            print_json(contradiction_shape(one, place_of(one.place)) for one in shown)
        elif form:
            numbered = enumerate(shown, 1)
            print_csv(
                CONTRADICTION,
                (row for number, one in numbered for row in contradiction_rows(number, one, place_of(one.place))),
            )
        else:
            _print(shown, place_of, len(found))


def _print(found: Sequence[Contradiction], place_of: Callable[[str], Place | None], every: int) -> None:
    from fogline.views.cli.terminal import output  # noqa: PLC0415 - only for a person

    console = output()
    for one in found:
        for part in _block(one, place_of(one.place)):
            console.print(part)
    many = counted(every, "contradiction")
    if not found:
        many = "no contradiction in the ledger has a claim that meets all of that"
    elif len(found) < every:
        many = f"the newest {len(found)} of {many}: --limit for more of them, --json or --csv for all"
    console.print(many)


def _block(one: Contradiction, place: Place | None) -> Iterator[RenderableType]:
    from rich.padding import Padding  # noqa: PLC0415 - only for a person

    from fogline.views.cli.printable import line  # noqa: PLC0415
    from fogline.views.words import period_words  # noqa: PLC0415

    days = Period(date.fromordinal(one.first).isoformat(), date.fromordinal(one.end).isoformat(), "event")
    yield line(place.name if place else one.place, "bold").append(f", {period_words(days)}", style="not bold")
    for says, rows in zip(_says(one), (one.so, one.other), strict=True):
        many = f"{counted(len(rows), 'claim')} of {counted(origins(rows), 'origin')}"
        yield Padding(line(f"{says}: {many}"), (0, 0, 0, 2))
        yield from (Padding(text, (0, 0, 0, 4)) for text in _sources(rows))
    yield ""


def _says(one: Contradiction) -> tuple[str, str]:
    """What either side of a contradiction says."""
    from fogline.views.words import KINDS, side_name  # noqa: PLC0415 - only for a person

    agent = side_name(one.agent)
    other = runs.opponent(one.agent)
    if one.what == HAS and other:
        return f"held by the {agent}", f"held by the {side_name(other)}"
    what = f"{KINDS[EventKind(one.what)].noun or one.what} by {agent}"
    return f"{what}, so", f"{what}, not so"


def _sources(rows: Sequence[Stated]) -> Iterator[Text]:
    """The sources, those that spoke last first, each with its newest claim."""
    from fogline.views.cli.listed import SHORT  # noqa: PLC0415 - only for a person
    from fogline.views.cli.printable import line  # noqa: PLC0415
    from fogline.views.words import side_name  # noqa: PLC0415

    newest: dict[tuple[str, Side], list[Stated]] = {}
    for row in sorted(rows, key=lambda row: (-row.said, -row.claim)):
        newest.setdefault((row.source, row.side), []).append(row)
    for (_, side), told in list(newest.items())[:NAMED]:
        name = told[0].name or ("a report itself" if told[0].narrated else "nobody named")
        times = f", {len(told)} times" if len(told) > 1 else ""
        said = f" ({side_name(side)}){times}, {date.fromordinal(told[0].said)} "
        yield line(name).append(said).append(told[0].id[:SHORT], style="dim")
    if len(newest) > NAMED:
        yield line(f"and {counted(len(newest) - NAMED, 'other source')}")
