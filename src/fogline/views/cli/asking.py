"""What the commands that ask a ledger share: how to say what is wanted, and in which form."""

from __future__ import annotations

import csv
import functools
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from fogline.errors import Unclear
from fogline.runs import gazetteer, naming
from fogline.views import filters
from fogline.views.cli.gazetteer import folder_option
from fogline.views.cli.printable import printable
from fogline.views.cli.progress import telling
from fogline.views.filters import FILTERS, SINCE, UNTIL
from fogline.views.shapes import line_of
from fogline.views.speakers import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from click.decorators import FC

    from fogline.runs.ledgers import Database
    from fogline.runs.naming import Taken
    from fogline.terms.kept import Question
    from fogline.terms.place import Place
    from fogline.views.parameters import Parameter
    from fogline.views.rows import Cell

# What a terminal is given unless more is asked for.
SCREEN = 20
JSON, CSV = "json", "csv"
# Places that a name may also mean, named to the user.
NAMED = 4


class Written(click.ParamType[Any]):
    """What a filter makes of the words that are given for it."""

    def __init__(self, filter_: Parameter) -> None:
        self.name = (filter_.metavar or filter_.name).lower()
        self.parse = filter_.parse

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The filter's value."""
        try:
            return self.parse(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the user wants: what claims must meet, how many, and where the gazetteer lives that knows the places."""

    wanted: filters.Filters
    limit: int | None
    folder: Path | None

    def question(self, database: Database, form: str | None) -> Question:
        """The question to the ledger; its limit is one screen where neither the user nor the form wants another.

        Raises NotThere for a name that is not known, click.UsageError for filters that do not go together.
        """
        try:
            asked = self.wanted.question(database, lambda name: placed(database, name, self.folder).place)
        except Unclear as error:
            raise click.UsageError(str(error)) from None
        return replace(asked, limit=self.limit or (None if form else SCREEN))


def option(filter_: Parameter) -> Callable[[FC], FC]:
    """The option of a command that stands for a filter."""
    kind = click.Choice(filter_.choices, case_sensitive=False) if filter_.choices else Written(filter_)
    name, metavar = f"--{filter_.name.replace('_', '-')}", filter_.metavar if filter_.many else None
    return click.option(name, multiple=filter_.many, type=kind, metavar=metavar, help=filter_.about)


since_option, until_option = option(SINCE), option(UNTIL)
limit_option = click.option(
    "--limit", type=click.IntRange(min=1), help=f"No more than so many. [on a terminal: {SCREEN}]"
)
OPTIONS = (*map(option, FILTERS), limit_option, folder_option("--gazetteer"))


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """Give `command` all filters, and hand them in together as its first argument."""
    names = [filter_.name for filter_ in FILTERS]

    @functools.wraps(command)
    def asked(**given: Any) -> None:
        wanted = filters.Filters(**{name: given.pop(name) for name in names})
        command(Filters(wanted, given.pop("limit"), given.pop("folder")), **given)

    return functools.reduce(lambda inner, add: add(inner), reversed(OPTIONS), asked)


def formed(command: Callable[..., None]) -> Callable[..., None]:
    """Give `command` the options --json and --csv, as its argument `form`: "json", "csv" or None for a person."""
    command = click.option("--csv", "form", flag_value=CSV, help="Print CSV, its header first.")(command)
    return click.option("--json", "form", flag_value=JSON, help="Print JSON, an object a line.")(command)


def placed(database: Database, name: str, folder: Path | None) -> Taken:
    """The place called `name`; where it has namesakes, standard error says which one was taken."""
    with telling() as tell:
        taken = naming.place(database, name, lambda: gazetteer.open_gazetteer(folder, tell))
    if taken.others:
        others = ", ".join(f"{_described(place)}: {claims:,}" for place, claims in taken.others[:NAMED])
        more = f" and {len(taken.others) - NAMED} more" if len(taken.others) > NAMED else ""
        tell_user(
            f"“{name}” is taken for {_described(taken.place)}: {counted(taken.claims, 'claim')}; "
            f"ask for another of that name by its id ({others}{more})"
        )
    return taken


def _described(place: Place) -> str:
    return f"{place.name} ({place.country or 'somewhere'}) = {place.id}"


def tell_user(said: str) -> None:
    """A line on standard error, beside what is printed."""
    click.echo(f"fogline: {printable(said)}", err=True)


def print_json(shapes: Iterable[dict[str, Any]]) -> None:
    """An object a line."""
    for shape in shapes:
        sys.stdout.write(line_of(shape) + "\n")


def print_object(head: dict[str, Any], name: str, shapes: Iterable[dict[str, Any]]) -> None:
    """One object in a line: `head`, and as `name` a list that is written as it comes."""
    sys.stdout.write(line_of(head).removesuffix("}") + f', "{name}": [')
    for number, shape in enumerate(shapes):
        sys.stdout.write((", " if number else "") + line_of(shape))
    sys.stdout.write("]}\n")


def print_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """A header and rows."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
