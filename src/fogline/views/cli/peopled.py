"""The people of a place on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from fogline.runs.people import How
from fogline.terms.claim import Voice
from fogline.views.cli.listed import SHORT, outlet, who
from fogline.views.cli.printable import event, line
from fogline.views.cli.terminal import output
from fogline.views.people_words import HEADS, counts, origin_of_figure, unknown
from fogline.views.speakers import counted, name_of, side_of
from fogline.views.words import side_name, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from fogline.runs.people import Origin, People, Tally
    from fogline.terms.kept import KeptClaim

HOW = {How.DENIES: "disputed by", How.BLAMES: "another side is blamed by"}


def print_people(found: People) -> None:
    """All that is known of the people of one place."""
    console, place = output(), found.place
    at = f" · {place.lat:.4f},{place.lon:.4f}" if place.lat is not None and place.lon is not None else ""
    console.print(line(place.name, "bold").append(f" · {place.precision.value}{at} · {place.id}", style="not bold"))
    console.print()
    console.print(_figures(found))
    for tally in found.tallies:
        _print_tally(console, tally, found.claims)
    if not found.tallies:
        console.print("no claim in the ledger tells of its people, or that it is cut off, as it was asked for")
    console.print()
    for sentence in unknown(found):
        console.print(Padding(line(sentence, "dim"), (0, 0, 0, 2)))


def print_places(found: Sequence[People]) -> None:
    """The places of whose people something is claimed, one a row."""
    if not found:
        output().print("no claim in the ledger tells of people, or that they are cut off, as it was asked for")
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True, header_style="bold", padding=(0, 1, 0, 0))
    table.add_column("place", ratio=20, overflow="fold")
    table.add_column("residents", justify="right", no_wrap=True)
    table.add_column("what is claimed: numbers (claims of how many origins)", ratio=60, overflow="fold")
    for one in found:
        residents = "not known" if one.residents is None else f"{one.residents:,}"
        table.add_row(
            line(one.place.name), line(residents), Text("\n").join(line(_sum(tally)) for tally in one.tallies)
        )
    output().print(table)


def _figures(found: People) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column(justify="right")
    table.add_column()
    if found.residents is None:
        table.add_row("residents", "not known", "")
    else:
        table.add_row(
            "residents", f"{found.residents:,}", line(f"{origin_of_figure(found)}; of which year is not told")
        )
    for circle in found.circles:
        without = f"; {circle.unknown:,} without a figure" if circle.unknown else ""
        within = line(f"in {counted(circle.settlements, 'settlement')}{without}")
        table.add_row(f"within {circle.km:g} km", f"{circle.people:,}", within)
    if found.contested:
        days = found.contested
        table.add_row("contested", f"{days.likely:,}", line(f"of {days.days:,} days, more likely than not"))
    return table


def _sum(tally: Tally) -> str:
    numbers = f": {counts(tally.counts)}" if tally.counts else ""
    return f"{HEADS[tally.kind]}{numbers} ({counted(tally.claims, 'claim')} of {counted(len(tally.origins), 'origin')})"


def _print_tally(console: Console, tally: Tally, claims: dict[str, KeptClaim]) -> None:
    console.print(line(_sum(tally), "bold"))
    table = Table(box=None, show_header=False, pad_edge=False, expand=True, padding=(0, 1, 0, 2))
    table.add_column(width=10, no_wrap=True)
    table.add_column(ratio=30, overflow="fold")
    table.add_column(ratio=50, overflow="fold")
    table.add_column(width=SHORT, no_wrap=True)
    for origin in tally.origins:
        kept = claims[origin.first.claim]
        what = Text("\n").join(_lines(origin, claims))
        table.add_row(line(kept.said), who(kept), what, line(kept.claim.id[:SHORT], "dim"))
    console.print(table)


def _lines(origin: Origin, claims: dict[str, KeptClaim]) -> Iterator[Text]:
    first = origin.first
    yield event(told(first.event, first.manner, "", placed=False))
    if origin.copies:
        numbers = f", with {counts(origin.retold)}" if origin.retold != origin.counts else ""
        yield line(f"retold by {counted(len(origin.copies), 'claim')}{numbers}")
    for how, words in HOW.items():
        by = dict.fromkeys(_by(claims[other.origin]) for other in origin.disputes if other.how is how)
        if by:
            yield line(f"{words} {', '.join(by)}", "bold")


def _by(kept: KeptClaim) -> str:
    if kept.claim.voice is Voice.NARRATOR:
        return f"{outlet(kept.report)} itself"
    return f"{name_of(kept.claim) or 'nobody named'} ({side_name(side_of(kept.claim))})"
