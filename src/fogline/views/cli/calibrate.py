"""How good the estimates were."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

from fogline.runs import calibrating as runs
from fogline.runs.sides import ukraine
from fogline.terms.actor import Side
from fogline.views.cli.asking import Written, print_json
from fogline.views.cli.ledger import ledger
from fogline.views.clock import now
from fogline.views.estimate_shapes import calibration_shape
from fogline.views.filters import SINCE, UNTIL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.table import Table

    from fogline.runs.calibrating import Bin, Calibration, Group, Scores

# Letters of the diagram's width, which stand for all from 0 to 1.
WIDTH = 50


@click.command()
@click.option("--map", "judge", metavar="NAME", help="Judge by what this map shows, not by hindsight.")
@click.option("--since", type=Written(SINCE), help="Estimates from this day, month or year on.")
@click.option("--until", type=Written(UNTIL), help="Estimates up to this day, month or year.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def calibrate(judge: str | None, since: str | None, until: str | None, *, as_json: bool) -> None:
    """Judge nowcasts by what came out later.

    Each is held against what is thought of its day now that more is known, or against a map in the ledger: how often
    what was given 70% came to be so, and proper scores, beside those of simple rules.
    """
    first = date.fromisoformat(since) if since else date.min
    last = date.fromisoformat(until) - timedelta(days=1) if until else date.fromisoformat(now()[:10])
    with ledger() as database:
        found = runs.calibration(database, ukraine(), judge=judge, since=first, until=last)
    if as_json:
        print_json([calibration_shape(found)])
    else:
        _print(found)


def _print(found: Calibration) -> None:
    from fogline.views.cli.printable import line  # noqa: PLC0415 - only for a person
    from fogline.views.cli.terminal import output  # noqa: PLC0415

    console = output()
    by = f"the map {found.judge}" if found.judge else "hindsight"
    console.print(line(f"{found.whole.days:,} nowcasts judged by {by}", "bold"))
    console.print(_diagram(found.bins))
    console.print(_scores("", {"fogline": found.whole, **found.baselines}))
    for head, groups in (("last spoke", found.sides), ("of kind", found.kinds), ("month", found.months)):
        console.print(_scores(head, {name: one.scores for name, one in groups.items()}, groups))


def _diagram(bins: list[Bin]) -> Table:
    """For each tenth a bar for how often it came to be so, and a stroke where it should end."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - only for a person
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for head in ("given", "came", "of"):
        table.add_column(head, justify="right", no_wrap=True)
    table.add_column("█ how often it came to be so, │ how often it should have", no_wrap=True)
    for one in bins:
        if one.chances:
            bar = list("█" * round(one.came * WIDTH) + " " * WIDTH)
            bar[min(WIDTH - 1, round(one.said * WIDTH))] = "│"
            table.add_row(f"{one.said:.0%}", f"{one.came:.0%}", f"{one.chances:,}", Text("".join(bar[:WIDTH])))
    return table


def words(name: str) -> str:
    """How a group is called: sides by their names, kinds in words."""
    from fogline.views.words import side_name  # noqa: PLC0415 - only for a person

    return side_name(Side(name)) if name in set(Side) else name.replace("_", " ")


def _scores(head: str, rows: Mapping[str, Scores], groups: Mapping[str, Group] | None = None) -> Table:
    """A row each; of `groups` also which simple rule would have been best."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - only for a person
    from rich.table import Table  # noqa: PLC0415

    from fogline.views.cli.printable import line  # noqa: PLC0415

    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column(head, width=24, overflow="fold")
    for name in ("nowcasts", "log loss", "Brier", "calibration error"):
        table.add_column(name, justify="right", no_wrap=True)
    if groups:
        table.add_column("best simple rule", overflow="fold")
    for name, one in rows.items():
        numbers = [f"{number:.3f}" for number in (one.log_loss, one.brier, one.calibration_error)]
        table.add_row(line(words(name)), f"{one.days:,}", *numbers, *([_best(groups[name])] if groups else []))
    return table


def _best(group: Group) -> str:
    """The simple rule with the lowest log loss."""
    name = min(group.baselines, key=lambda name: group.baselines[name].log_loss)
    return f"{group.baselines[name].log_loss:.3f} {name}"
