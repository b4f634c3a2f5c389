"""Forecasts and records of those who foretell, on the terminal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from fogline.terms.event import Stance
from fogline.terms.forecast import State
from fogline.views.cli.printable import line
from fogline.views.cli.terminal import output
from fogline.views.speakers import counted
from fogline.views.words import KINDS, clipped, side_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fogline.runs.forecasts import Account, Followed, Forecast, Interval, Record

# Letters of what is foretold.
CUT = 110


def print_forecasts(found: Sequence[Followed], limit: int | None) -> None:
    """Print forecasts, one a row."""
    console = output()
    if not found:
        console.print("no forecast in the ledger meets all of that")
        return
    table = _table()
    table.add_column("said", width=10, no_wrap=True)
    table.add_column("by", ratio=16, overflow="fold")
    table.add_column("what is foretold, and where it stands", ratio=40, overflow="fold")
    table.add_column("id", width=13, overflow="fold")
    for one in found[:limit]:
        table.add_row(line(one.forecast.said), _who(one.forecast), _what(one), line(one.forecast.id, "dim"))
    console.print(table)
    more = f"the newest {limit} of " if limit and len(found) > limit else ""
    console.print(f"{more}{counted(len(found), 'forecast')}")


def print_account(account: Account) -> None:
    """Print what words meant, and the records of sources and of kinds of source."""
    console = output()
    if not account.sources:
        console.print("no forecast has been resolved yet")
        return
    table = _table()
    for head in ("words", "resolved", "came true"):
        table.add_column(head, justify="left" if head == "words" else "right")
    for meaning in account.meanings:
        table.add_row(meaning.words, str(meaning.forecasts), percent(meaning.came))
    console.print(table)
    for head, records in (("source", account.sources), ("kind of source", account.groups)):
        console.print(records_table(head, records))
    console.print(
        line("skill: 0 is no better than the base rate, 1 is the best; in brackets nine chances in ten", "dim")
    )


def print_source(own: Sequence[Followed], record: Record | None) -> None:
    """Print how one source has foretold; nothing where it has not."""
    if not own:
        return
    console = output()
    states = Counter(one.state.value for one in own)
    told = ", ".join(f"{count} {name}" for name, count in sorted(states.items()))
    console.print(line(f"{counted(len(own), 'forecast')}: {told}"))
    if record is not None:
        console.print(records_table("source", [record]))


def records_table(head: str, records: Sequence[Record]) -> Table:
    """Records, one a row."""
    table = _table()
    table.add_column(head, ratio=1, overflow="fold")
    for column in ("resolved", "Brier", "log score", "skill"):
        table.add_column(column, justify="right", no_wrap=True)
    for one in records:
        scores, skill = one.scores, one.skill
        shown = f"{skill.mean:+.2f} ({skill.low:+.2f} to {skill.high:+.2f})"
        table.add_row(line(one.name), str(scores.forecasts), f"{scores.brier:.3f}", f"{scores.log:.3f}", shown)
    return table


def percent(interval: Interval) -> str:
    """A chance with its interval."""
    return f"{interval.mean:.0%} ({interval.low:.0%} to {interval.high:.0%})"


def summary(forecast: Forecast) -> str:
    """What is foretold, in a line: who does what where, until when."""
    wording = KINDS[forecast.kind]
    acts = forecast.agent is not None and bool(wording.verb)
    core = f"{side_name(forecast.agent)} {wording.verb}" if acts and forecast.agent else wording.noun or "something"
    link = wording.to if acts else wording.of
    core += f" {link} {forecast.place.name}".replace("  ", " ") if forecast.place else ""
    core += " will not come about" if forecast.stance is Stance.DENIES else ""
    core += f", up to {forecast.deadline}" if forecast.deadline else ""
    return core + (" (a horizon that you set, not the text)" if forecast.assumed else "")


def _who(forecast: Forecast) -> Text:
    speaker = forecast.speaker
    if speaker is None:
        return line("the report itself", "italic").append("\n").append(line(forecast.outlet, "not italic"))
    return line(speaker.name or "somebody", "bold").append("\n").append(line(side_name(speaker.side), "not bold"))


def _what(one: Followed) -> Text:
    forecast, lines = one.forecast, [line(summary(one.forecast))]
    if forecast.condition:
        lines.append(line(f"if: {clipped(forecast.condition, CUT)}", "italic"))
    if one.resolution:
        resolution = one.resolution
        lines.append(line(f"{resolution.outcome.value.replace('_', ' ')}, by {resolution.by}", "bold"))
        lines += [line(reason, "dim") for reason in resolution.reasons]
    elif one.state is State.VAGUE:
        lines.append(line(f"vague: no {', no '.join(forecast.missing)}", "bold"))
    else:
        lines.append(line(one.state.value, "bold"))
    rate = percent(one.rate) if one.rate else "too little in the ledger to tell"
    lines.append(line(f"base rate in {counted(one.days, 'day')}: {rate}", "dim"))
    lines.append(line(f"“{clipped(forecast.text, CUT)}”", "dim"))
    return Text("\n").join(lines)


def _table() -> Table:
    return Table(box=SIMPLE_HEAD, pad_edge=False, expand=True, header_style="bold", padding=(0, 1, 0, 0))
