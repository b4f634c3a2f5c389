"""The commands and what ends them."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from fogline.errors import FoglineError
from fogline.terms.reading import Failure, Outcome, Reading
from fogline.views.cli.gazetteer import folder_option
from fogline.views.cli.ledger import ledger_option
from fogline.views.cli.progress import follow, telling
from fogline.views.shapes import reading_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from fogline.runs.reading import Tick

INTERRUPTED = 130
STDIN = Path("-")
ALIKE = (
    *("account", "calibrate", "chain", "claims", "contradictions", "control", "correct", "displacement", "forecasts"),
    *("gazetteer", "mcp", "origin", "people", "place", "serve", "show", "source", "sources", "stages", "trace"),
)
# Where each command stands: its module, and what it is called there where that is something else.
COMMANDS = {
    **{name: name for name in ALIKE},
    "add": "adding.add_command",
    "export": "exporting.export",
    "follow": "adding.follow",
    "refresh": "adding.refresh",
    "reports": "claims.reports",
    "resolve": "forecasts.resolve",
    "verify": "verifying.verify",
}


class Commands(click.Group):
    """Commands that are loaded when they are called: most need little of what the others need."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted([*super().list_commands(ctx), *COMMANDS])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, None where there is none."""
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        module, _, name = COMMANDS[cmd_name].partition(".")
        command: click.Command = getattr(import_module(f"fogline.views.cli.{module}"), name or module)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="fogline", prog_name="fogline")
@ledger_option
def fogline(ledger: str | None) -> None:
    """Read war reporting: who says what, on whose word."""


@fogline.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a report, one report a line.")
@click.option(
    "--html",
    "page",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the marked reports to FILE, one page that needs nothing else.",
)
@folder_option("--gazetteer")
@click.pass_context
def read(
    context: click.Context, paths: Sequence[Path], *, as_json: bool, page: Path | None, folder: Path | None
) -> None:
    """Mark every attributed statement: who says it, with which words, and what is said.

    PATH is a text, a saved web page, a Telegram export (result.json), a web archive (WARC or WACZ), a folder of them,
    or - for standard input. Of an export or archive every message and page is a report.

    The exit status is 0 if every report was read, 1 if one or more were not (standard error says which and why).
    """
    unread = 0
    with ExitStack() as stack:
        printed = not as_json and not page
        watched = sys.stderr.isatty() and not (sys.stdout.isatty() and (as_json or printed))
        outcomes = follow(*_inputs(paths, folder), shown=watched)
        writers: list[Callable[[Reading], None]] = []
        if page:
            from fogline.views.export.page import writer  # noqa: PLC0415 - templates are slow to load

            writers.append(stack.enter_context(writer(page)))
        if as_json:
            writers.append(_json_line(sys.stdout))
        if printed:
            from fogline.views.cli.terminal import printer  # noqa: PLC0415

            writers.append(printer())
        for outcome in outcomes:
            problem = outcome.reason if isinstance(outcome, Failure) else outcome.unread
            if problem:
                unread += 1
                _tell(outcome, problem)
            if isinstance(outcome, Reading):
                for note in outcome.report.notes:
                    _tell(outcome, note)
                for write in writers:
                    write(outcome)
    context.exit(1 if unread else 0)


def _inputs(paths: Sequence[Path], folder: Path | None) -> tuple[Callable[[Tick], Iterator[Outcome]], list[Path]]:
    """What reads `paths` with the gazetteer in `folder`, and the paths whose files can be counted beforehand."""
    piped = str(STDIN) in map(str, paths)
    if piped and len(paths) > 1:
        raise click.UsageError("- stands alone: give files in a second call")
    from fogline.runs import reading as runs  # noqa: PLC0415 - slow to load, and needed for reading alone

    with telling() as tell:
        reader = runs.load(folder, tell)
    if piped:
        data = sys.stdin.buffer.read()
        return lambda tick: runs.read_data(reader, data, str(STDIN), tick), []
    return lambda tick: runs.read_files(reader, paths, tick), list(paths)


def _json_line(stream: TextIO) -> Callable[[Reading], None]:
    def write(reading: Reading) -> None:
        stream.write(reading_json(reading) + "\n")
        stream.flush()

    return write


def _tell(outcome: Outcome, problem: str) -> None:
    path = outcome.path if isinstance(outcome, Failure) else outcome.report.path
    said = f"fogline: {path}: {problem}"
    click.echo("".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in said), err=True)


def main() -> None:
    """Run the command line; a FoglineError becomes one sentence, an interruption a quiet end."""
    try:
        status = fogline(standalone_mode=False)
    except FoglineError as error:
        click.echo(f"fogline: {error}", err=True)
        status = 1
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("fogline: stopped; all that was printed or kept so far is whole", err=True)
        status = INTERRUPTED
    sys.exit(status)
