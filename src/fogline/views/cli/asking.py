"""What the commands that ask a ledger share: how to say what is wanted, and in which form."""

from __future__ import annotations

import csv
import functools
import re
import sys
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import click

from fogline.runs import gazetteer, naming
from fogline.terms.actor import Side
from fogline.terms.event import EventKind, Stance, TimeFrame
from fogline.terms.kept import Near, Question
from fogline.views.cli.gazetteer import folder_option
from fogline.views.cli.printable import printable
from fogline.views.cli.progress import telling
from fogline.views.shapes import line_of
from fogline.views.speakers import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from fogline.runs.ledgers import Database
    from fogline.runs.naming import Taken
    from fogline.terms.place import Place
    from fogline.views.rows import Cell

# What a terminal is given unless more is asked for.
SCREEN = 20
DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
POINT = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*")
JSON, CSV = "json", "csv"
# Places that a name may also mean, named to the user.
NAMED = 4


class Days(click.ParamType[str]):
    """A day, month or year as one writes it; its first day, or, if `after`, the day after its last."""

    name = "date"

    def __init__(self, *, after: bool) -> None:
        self.after = after

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The ISO date that `value` stands for."""
        written = DAY.fullmatch(value)
        try:
            year, month, day = map(int, written.groups("0")) if written else (0, 0, 0)
            first = date(year, month or 1, day or 1)
            return (_after(first, month, day) if self.after else first).isoformat()
        except (ValueError, OverflowError):
            self.fail(f"{value!r} is no date: write 2025-09-03, 2025-09 or 2025", param, ctx)


def _after(first: date, month: int, day: int) -> date:
    if day:
        return first + timedelta(days=1)
    return date(first.year + (month in {0, 12}), month % 12 + 1 if month else 1, 1)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the user wants, as it was written."""

    place: str | None
    near: str | None
    within: float | None
    kind: tuple[EventKind, ...]
    side: Side | None
    source: str | None
    language: str | None
    since: str | None
    until: str | None
    stance: Stance | None
    time_frame: TimeFrame | None
    words: str | None
    limit: int | None
    folder: Path | None

    def question(self, database: Database, form: str | None) -> Question:
        """The question to the ledger; its limit is one screen where neither the user nor the form wants another.

        Raises NotThere for a name that is not known, click.UsageError for filters that do not go together.
        """
        if (self.near is None) != (self.within is None):
            message = "--near and --within go together: --near “Luhy” --within 20"
            raise click.UsageError(message)
        return Question(
            places=(placed(database, self.place, self.folder).place.id,) if self.place else (),
            near=self._near(database),
            kinds=self.kind,
            side=self.side,
            sources=naming.source(database, self.source) if self.source else (),
            language=self.language,
            since=self.since,
            until=self.until,
            stance=self.stance,
            time_frame=self.time_frame,
            words=self.words,
            limit=self.limit or (None if form else SCREEN),
        )

    def _near(self, database: Database) -> Near | None:
        if self.near is None or self.within is None:
            return None
        point = POINT.fullmatch(self.near)
        if point:
            lat, lon = float(point[1]), float(point[2])
            if abs(lat) > 90 or abs(lon) > 180:  # noqa: PLR2004 - degrees
                message = f"--near {self.near}: latitude, then longitude, in degrees: 49.71,37.62"
                raise click.UsageError(message)
            return Near(lat, lon, self.within)
        place = placed(database, self.near, self.folder).place
        if place.lat is None or place.lon is None:
            message = f"--near {self.near}: nobody knows where {place.name} is; give a point, 49.71,37.62"
            raise click.UsageError(message)
        return Near(place.lat, place.lon, self.within)


since_option = click.option(
    "--since", type=Days(after=False), help="Said on this day, or in this month or year, or after it."
)
until_option = click.option(
    "--until", type=Days(after=True), help="Said on this day, or in this month or year, or before it."
)
limit_option = click.option(
    "--limit", type=click.IntRange(min=1), help=f"No more than so many. [on a terminal: {SCREEN}]"
)
OPTIONS = (
    click.option(
        "--place", metavar="NAME", help="Of this place: its name in any language, or an id (geonames:703656)."
    ),
    click.option(
        "--near", metavar="PLACE", help="Near this place, or point (49.71,37.62): within --within kilometres."
    ),
    click.option(
        "--within", metavar="KM", type=click.FloatRange(min=0, min_open=True), help="How near, in kilometres."
    ),
    click.option(
        "--kind",
        multiple=True,
        type=click.Choice(EventKind, case_sensitive=False),
        metavar="KIND",
        help="With an event of this kind: captures, holds, loses, fights, strikes ...; may be given several times.",
    ),
    click.option("--side", type=click.Choice(Side, case_sensitive=False), help="Said by this side."),
    click.option("--source", metavar="NAME", help="Said by this source: a name of it, or an id."),
    click.option("--language", metavar="CODE", help="In a report in this language: en, ru, uk."),
    since_option,
    until_option,
    click.option(
        "--stance", type=click.Choice(Stance, case_sensitive=False), help="Said to be so, or said not to be so."
    ),
    click.option(
        "--time-frame", type=click.Choice(TimeFrame, case_sensitive=False), help="History, the news, or not yet so."
    ),
    click.option(
        "--words", metavar="WORDS", help='With all of these words, in any form; "as a phrase" in quotation marks.'
    ),
    limit_option,
    folder_option("--gazetteer"),
)


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """Give `command` all filters, and hand them in together as its first argument."""
    names = [field.name for field in fields(Filters)]

    @functools.wraps(command)
    def asked(**given: Any) -> None:
        command(Filters(**{name: given.pop(name) for name in names}), **given)

    return functools.reduce(lambda inner, option: option(inner), reversed(OPTIONS), asked)


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
