"""Who holds which place, and how sure that is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from fogline.runs import control as runs
from fogline.runs.sides import ukraine
from fogline.views.cli.asking import Written, placed, print_json
from fogline.views.cli.gazetteer import folder_option
from fogline.views.cli.ledger import ledger
from fogline.views.clock import now
from fogline.views.estimate_shapes import estimate_shapes, waterfall_shape
from fogline.views.filters import SINCE, UNTIL
from fogline.views.parameters import first_day

if TYPE_CHECKING:
    from pathlib import Path

    from fogline.runs.ledgers import Database

HINDCAST = "hindcast"


class Asked(NamedTuple):
    """What the user wants, as it was written."""

    place: str | None
    how: str
    since: str | None
    until: str | None
    as_json: bool
    explain: tuple[str, str] | None
    folder: Path | None


@click.command()
@click.option("--place", metavar="NAME", help="Only of this place: its name in any language, or an id.")
@click.option("--nowcast", "how", flag_value="nowcast", default=True, help="Each day from what was said up to it.")
@click.option("--hindcast", "how", flag_value=HINDCAST, help="Each day from everything that was said, also later.")
@click.option("--since", type=Written(SINCE), help="From this day, month or year on.")
@click.option("--until", type=Written(UNTIL), help="Up to this day, month or year. [default: today]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, an object a place and day.")
@click.option(
    "--explain",
    nargs=2,
    metavar="PLACE DAY",
    default=None,
    help="Show what the estimate of a place on a day is made of, piece by piece.",
)
@folder_option("--gazetteer")
def control(**given: Any) -> None:
    """Estimate who holds each place, day by day.

    For every place of which something is claimed: how likely each side holds it, and that it is contested. A place of
    which nothing is known has no estimate. Without --json the last day is shown, of one place its whole course.
    """
    asked, sides = Asked(**given), ukraine().sides
    first = date.fromisoformat(asked.since) if asked.since else date.min
    last = date.fromisoformat(asked.until) - timedelta(days=1) if asked.until else date.fromisoformat(now()[:10])
    if first > last:
        message = f"--since {first} lies after the last day, {last}"
        raise click.UsageError(message)
    with ledger() as database:
        if asked.explain:
            _explain(database, asked)
            return
        known = [placed(database, asked.place, asked.folder).place.id] if asked.place else None
        courses = runs.courses(
            database, ukraine(), places=known, since=first, until=last, hindsight=asked.how == HINDCAST
        )
        if asked.as_json:
            for course in courses:
                print_json(estimate_shapes(course, sides))
            return
        from fogline.views.cli.estimates import print_course, print_last  # noqa: PLC0415 - only for a person

        shown = print_course if asked.place else print_last
        shown(courses, sides, lambda identifier: runs.name_of(database, identifier))


def _explain(database: Database, asked: Asked) -> None:
    name, written = asked.explain or ("", "")
    place = placed(database, name, asked.folder).place
    day = date.fromisoformat(first_day(written))
    found = runs.waterfall(database, ukraine(), place.id, day)
    if asked.as_json:
        print_json([waterfall_shape(found, ukraine().sides)])
        return
    from fogline.views.cli.estimates import print_waterfall  # noqa: PLC0415 - only for a person

    print_waterfall(found, ukraine().sides, place.name)
