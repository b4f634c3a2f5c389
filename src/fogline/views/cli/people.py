"""Who lives at a place and around it, and what is claimed of them."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from fogline.runs import asking, control
from fogline.runs import gazetteer as gazetteers
from fogline.runs import people as runs
from fogline.runs.sides import ukraine
from fogline.views.cli.asking import CSV, JSON, formed, placed, print_csv, print_json, since_option, until_option
from fogline.views.cli.gazetteer import folder_option
from fogline.views.cli.ledger import ledger
from fogline.views.cli.progress import telling
from fogline.views.clock import now
from fogline.views.people_shapes import columns, people_row, people_shape
from fogline.views.people_words import USUAL, WIDEST

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from fogline.runs.ledgers import Database
    from fogline.terms.estimate import Course
    from fogline.terms.place import Place

HXL, HAPI = "hxl", "hapi"


class Asked(NamedTuple):
    """What the user wants, as it was written."""

    name: str | None
    since: str | None
    until: str | None
    km: tuple[float, ...]
    claim: str | None
    folder: Path | None
    form: str | None


@click.command()
@click.argument("name", metavar="[PLACE]", required=False)
@since_option
@until_option
@click.option(
    "--km",
    multiple=True,
    metavar="KM",
    type=click.FloatRange(0, WIDEST, min_open=True),
    help="People within so many kilometres; may be given several times. [default: 5, 10 and 25]",
)
@click.option("--claim", metavar="ID", help="Of the places and the days that this claim tells of.")
@folder_option("--gazetteer")
@click.option("--hxl", "form", flag_value=HXL, help="Print CSV with HXL hashtags in its second row.")
@click.option("--hapi", "form", flag_value=HAPI, help="Print the numbers of people in columns of HDX HAPI.")
@formed
def people(**given: Any) -> None:
    """Say who lives at PLACE and around it, and what is claimed of them.

    Residents; people within 5, 10 and 25 km; claims of casualties, displacement, evacuation, damage and need, with
    their numbers as ranges over independent origins, who says so and who disputes it; what is said to be cut off.
    Without PLACE: every place of whose people something is claimed.
    """
    asked = Asked(**given)
    if asked.name and asked.claim:
        message = "PLACE and --claim do not go together: a claim tells of its own places"
        raise click.UsageError(message)
    with ledger() as database, telling() as tell:
        places, scope = _wanted(database, asked)
        known = gazetteers.open_gazetteer(asked.folder, tell)
        _print(asked, runs.people(database, places, known, scope, _courses(database, asked, places, scope)), scope)


def _courses(database: Database, asked: Asked, places: list[Place], scope: runs.Scope) -> Iterable[Course]:
    """The estimates of who held the places on the days asked for; a list on the terminal has no room for them."""
    if not (asked.name or asked.claim or asked.form):
        return ()
    first = date.fromisoformat(scope.since) if scope.since else date.min
    last = date.fromisoformat(scope.until) - timedelta(days=1) if scope.until else date.fromisoformat(now()[:10])
    ids = [place.id for place in places]
    return control.courses(database, ukraine(), places=ids, since=first, until=last, hindsight=True)


def _wanted(database: Database, asked: Asked) -> tuple[list[Place], runs.Scope]:
    scope = runs.Scope(asked.since, asked.until, tuple(sorted(set(asked.km))) or USUAL)
    if asked.claim:
        places, since, until = runs.of_claim(asking.claim(database, asked.claim))
        return places, scope._replace(since=asked.since or since, until=asked.until or until)
    if asked.name:
        return [placed(database, asked.name, asked.folder).place], scope
    return runs.places_told(database, scope), scope


def _print(asked: Asked, found: list[runs.People], scope: runs.Scope) -> None:
    if asked.form == JSON:
        print_json(people_shape(one, scope) for one in found)
    elif asked.form == CSV:
        print_csv(columns(scope.km), (people_row(one, scope) for one in found))
    elif asked.form:
        from fogline.views import people_tables as out  # noqa: PLC0415 - only where it is asked for

        (out.hxl if asked.form == HXL else out.hapi)(found, scope, sys.stdout)
    else:
        from fogline.views.cli.peopled import print_people, print_places  # noqa: PLC0415 - only for a person

        if asked.name or asked.claim:
            for one in found:
                print_people(one)
        else:
            print_places(found)
