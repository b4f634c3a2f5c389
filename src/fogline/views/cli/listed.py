"""Claims and reports as tables on the terminal."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from fogline.terms.claim import Voice
from fogline.views.card import NOBODY, REPORT, events_of
from fogline.views.cli.printable import event, line
from fogline.views.speakers import counted, name_of, side_of, unnamed
from fogline.views.words import clipped, side_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from rich.console import Console, RenderableType

    from fogline.terms.kept import KeptClaim, KeptReport

# Letters of an id that tell it from all others: in a million claims two agree in them once in hundreds of ledgers.
SHORT = 12
# A terminal of fewer columns has no room for those of a table.
NARROW = 70
# Letters of what is said.
CUT = 110


def claims_table(
    claims: Iterable[KeptClaim],
    text_of: Callable[[int], str],
    console: Console,
    notes: Mapping[int, str] = MappingProxyType({}),
) -> RenderableType:
    """Claims, one a row; `text_of` gives the text of the reading with a number, `notes` a line by a claim's number."""
    if console.width < NARROW:
        return Group(*(text for kept in claims for text in _block(kept, text_of, notes)))
    table = _table()
    table.add_column("said", width=10, no_wrap=True)
    table.add_column("by", ratio=20, overflow="fold")
    table.add_column("what is claimed", ratio=35, overflow="fold")
    table.add_column("id", width=SHORT, no_wrap=True)
    for kept in claims:
        table.add_row(line(kept.said), who(kept), _what(kept, text_of, notes), line(kept.claim.id[:SHORT], "dim"))
    return table


def reports_table(reports: Iterable[KeptReport], console: Console) -> RenderableType:
    """Reports, one a row."""
    if console.width < NARROW:
        return Group(*(text for report in reports for text in _report_block(report)))
    table = _table()
    table.add_column("said", width=10, no_wrap=True)
    table.add_column("report", ratio=35, overflow="fold")
    table.add_column("in", width=2, no_wrap=True)
    table.add_column("claims", justify="right", no_wrap=True)
    table.add_column("id", width=SHORT, no_wrap=True)
    for report in reports:
        said, claims = line(report.said), line(f"{report.claims:,}")
        table.add_row(said, _report(report), line(report.language or ""), claims, line(short(report), "dim"))
    return table


def _block(kept: KeptClaim, text_of: Callable[[int], str], notes: Mapping[int, str]) -> Iterator[RenderableType]:
    yield line(f"{kept.said} {kept.claim.id[:SHORT]}", "dim")
    yield who(kept)
    yield Padding(_what(kept, text_of, notes), (0, 0, 1, 2))


def _report_block(report: KeptReport) -> Iterator[RenderableType]:
    yield line(f"{report.said} {short(report)} {report.language or ''}", "dim")
    yield Padding(_report(report).append(f"\n{counted(report.claims, 'claim')}"), (0, 0, 1, 2))


def short(report: KeptReport) -> str:
    """As much of a report's id as tells it from others."""
    return report.id.removeprefix("sha256:")[:SHORT]


def who(kept: KeptClaim) -> Text:
    """Who says a claim, and the side below; or that the report says it itself."""
    claim = kept.claim
    if claim.voice is Voice.NARRATOR:
        return line(REPORT, "italic").append("\n").append(line(outlet(kept.report), "not italic"))
    name = line(NOBODY, "dim") if unnamed(claim) else line(name_of(claim), "bold")
    return name.append("\n").append(line(side_name(side_of(claim)), "not bold"))


def outlet(report: KeptReport) -> str:
    """Who published a report or, where it does not say, where it was found."""
    return report.outlet or report.author or report.capture.address


def _what(kept: KeptClaim, text_of: Callable[[int], str], notes: Mapping[int, str]) -> Text:
    lines = [event(told) for told in events_of(kept.claim, text_of(kept.report.number))]
    if kept.number in notes:
        lines.append(line(notes[kept.number], "italic"))
    if kept.standing:
        lines.append(line(kept.standing.replace("_", " "), "italic"))
    if kept.copies:
        lines.append(line(f"retold by {counted(kept.copies, 'report')}", "bold"))
    return Text("\n").join([*lines, line(f"“{clipped(kept.claim.content.text, CUT)}”", "dim" if lines else "")])


def _report(report: KeptReport) -> Text:
    lines = [line(clipped(report.title, CUT), "bold")] if report.title else []
    facts = " · ".join(fact for fact in (report.outlet, report.author) if fact)
    lines += [line(facts)] if facts else []
    return Text("\n").join([*lines, line(report.capture.address, "dim" if lines else "")])


def _table() -> Table:
    return Table(box=SIMPLE_HEAD, pad_edge=False, expand=True, header_style="bold", padding=(0, 1, 0, 0))
