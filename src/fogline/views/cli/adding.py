"""fogline add, follow and refresh: what is new into the ledger."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from fogline.runs import arriving, reading, refreshing
from fogline.runs.adding import Means, Tally, add
from fogline.runs.copies import compare_new
from fogline.views.cli.gazetteer import folder_option
from fogline.views.cli.ledger import ledger
from fogline.views.cli.printable import line
from fogline.views.cli.progress import counting, telling
from fogline.views.clock import now

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from fogline.runs.ledgers import Database
    from fogline.terms.reading import Failure

private_option = click.option(
    "--private", is_flag=True, help="Also fetch from addresses of this machine and the local network."
)


@click.command("add")
@click.argument("named", metavar="PATH-OR-ADDRESS...", nargs=-1, required=True)
@click.option("--map", "map_name", metavar="NAME", help="What control maps (GeoJSON) among them are called.")
@click.option("--side", metavar="SIDE", help="The side whose area those maps show.")
@private_option
@folder_option("--gazetteer")
@click.pass_context
def add_command(
    context: click.Context,
    named: Sequence[str],
    *,
    map_name: str | None,
    side: str | None,
    private: bool,
    folder: Path | None,
) -> None:
    """Add reports, exports, archives, feeds, tables of claims and control maps to the ledger.

    PATH is a file or a folder, ADDRESS begins with http:// or https://. What the ledger has already is passed over, so
    that an interrupted call can simply be made again. The exit status is 1 if something could not be read (standard
    error says what and why); everything else is in the ledger then all the same.
    """
    told = arriving.shown(map_name, side)
    with ledger(write=True) as database, _means(folder) as means:
        items = arriving.arrivals(database, named, told, now, arriving.fetcher(private=private))
        tally = add(database, items, means)
        found = _compare(database)
    click.echo(_summary(tally, found))
    context.exit(1 if tally.failed else 0)


@click.command()
@click.argument("addresses", metavar="[FEED...]", nargs=-1)
@click.option(
    "--every", metavar="MINUTES", type=click.IntRange(1), help="Go on, and ask each feed again after so long."
)
@private_option
@folder_option("--gazetteer")
@click.pass_context
def follow(
    context: click.Context, addresses: Sequence[str], *, every: int | None, private: bool, folder: Path | None
) -> None:
    """Add what is new in RSS and Atom feeds, each item once; without a FEED, in all that were followed before."""
    with ledger(write=True, make=bool(addresses)) as database, _means(folder) as means:
        while True:
            wanted = addresses or arriving.feeds(database)
            if not wanted:
                raise click.UsageError("no feed has been followed yet: name one")
            tally = add(database, arriving.followed(database, wanted, now, arriving.fetcher(private=private)), means)
            click.echo(f"{now()} {_summary(tally, _compare(database))}")
            if every is None:
                break
            time.sleep(every * 60)
    context.exit(1 if tally.failed else 0)


@click.command()
@folder_option("--gazetteer")
@click.pass_context
def refresh(context: click.Context, folder: Path | None) -> None:
    """Read again, from the bytes in the ledger, what an older Fogline or another theatre has read.

    Old readings stay in the ledger as history. A call that was interrupted goes on where it was.
    """
    with ledger(write=True, make=False) as database:
        if not refreshing.stale(database):
            click.echo("everything is read by today's stages")
            return
        with _means(folder) as means, telling() as tell:
            done, failed = refreshing.refresh(database, means, lambda done, of: tell("reading again", done, of))
        _compare(database)
    click.echo(f"read {_number(done, 'document')} again" + (f"; {failed:,} of them failed" if failed else ""))
    context.exit(1 if failed else 0)


def _compare(database: Database) -> int:
    """Compare what is new with what was there; gives how many copies were found."""
    with telling() as tell:
        return compare_new(database, now, lambda done, of: tell("looking for copies", done, of))


@contextmanager
def _means(folder: Path | None) -> Iterator[Means]:
    """What reads, with a line of progress where a person watches."""
    with telling() as tell:
        reader = reading.load(folder, tell)
    with counting() as shown:

        def tick(tally: Tally) -> None:
            shown(_so_far(tally))

        yield Means(
            lambda reports: reading.read_reports(reader, reports, lambda _: None), reader.gazetteer, now, _tell, tick
        )


def _tell(failure: Failure) -> None:
    click.echo(f"fogline: {line(failure.path)}: {line(failure.reason)}", err=True)


def _so_far(tally: Tally) -> str:
    bad = f", {tally.failed:,} not readable" if tally.failed else ""
    return f"{_number(tally.documents, 'document')}, {tally.new:,} new with {_number(tally.claims, 'claim')}{bad}"


def _summary(tally: Tally, copies: int) -> str:
    """What came of adding, in one line."""
    parts = [f"added {_number(tally.new, 'report')} with {_number(tally.claims, 'claim')}"]
    if copies:
        parts.append(f"{_number(copies, 'copy', 'copies')} found")
    if tally.maps:
        parts.append(_number(tally.maps, "control map"))
    if tally.elsewhere:
        parts.append(f"{tally.elsewhere:,} known from another address")
    if tally.known:
        parts.append(f"{tally.known:,} known already")
    if tally.wordless:
        parts.append(f"{tally.wordless:,} without words")
    if tally.failed:
        parts.append(f"{tally.failed:,} not readable")
    return "; ".join(parts)


def _number(of: int, what: str, many: str | None = None) -> str:
    return f"{of:,} {what if of == 1 else many or what + 's'}"
