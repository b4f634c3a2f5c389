"""Forecasts: listed with where they stand, and ruled on by a person."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from fogline.runs import control
from fogline.runs import forecasts as runs
from fogline.runs.sides import ukraine
from fogline.terms.event import EventKind
from fogline.terms.forecast import Outcome, Ruling, State
from fogline.terms.kept import Question
from fogline.views.cli.asking import JSON, SCREEN, Filters, filtered, formed, print_csv, print_json
from fogline.views.cli.clock import now
from fogline.views.cli.ledger import ledger
from fogline.views.forecast_shapes import FORECAST, account_shape, forecast_row, forecast_shape, record_shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fogline.runs.ledgers import Database
    from fogline.terms.estimate import Course


class Horizon(click.ParamType[tuple[EventKind, int]]):
    """A kind of event and the days within which such a forecast is taken to be meant."""

    name = "KIND=DAYS"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[EventKind, int]:
        """The kind and the days that `value` stands for."""
        kind, _, days = value.partition("=")
        if kind not in set(EventKind) or not days.isdigit() or not int(days):
            self.fail(f"{value!r} is no horizon: write a kind and days, captures=90", param, ctx)
        return EventKind(kind), int(days)


horizon_option = click.option(
    "--horizon",
    "horizons",
    multiple=True,
    type=Horizon(),
    help="Take forecasts of a kind that name no deadline to be meant for so many days: captures=90.",
)
state_option = click.option(
    "--state", type=click.Choice(State, case_sensitive=False), help="Only those that are open, due, resolved or vague."
)


@click.command()
@state_option
@horizon_option
@click.option("--scores", is_flag=True, help="Print the records of those who foretold instead.")
@filtered
@formed
def forecasts(
    filters: Filters,
    state: State | None,
    horizons: Sequence[tuple[EventKind, int]],
    *,
    scores: bool,
    form: str | None,
) -> None:
    """List forecasts, the newest first, each with where it stands and why.

    A forecast is a claim about what is not yet so. One that does not say who, where or until when is vague, and the
    missing part is named. Those that can be are resolved from the estimates of control and from later claims.
    """
    with ledger() as database:
        question = filters.question(database, form or "")
        limit = filters.limit or (None if form else SCREEN)
        asked = following(database, dict(horizons))
        found = list(runs.foretold(database, replace(question, limit=None), asked.horizons))
        followed = runs.follow(database, found, asked)
        if scores:
            _print_scores(runs.account(followed), form)
            return
        wanted = [one for one in followed if state is None or one.state is state]
        if form == JSON:
            print_json(map(forecast_shape, wanted[:limit]))
        elif form:
            print_csv(FORECAST, map(forecast_row, wanted[:limit]))
        else:
            from fogline.views.cli.foretold import print_forecasts  # noqa: PLC0415 - only for a person

            print_forecasts(wanted, limit)


@click.command()
@click.argument("identifier", metavar="ID")
@click.argument("outcome", type=click.Choice(Outcome, case_sensitive=False))
@click.option("--why", required=True, help="The reason, in a sentence.")
@click.option("--by", required=True, metavar="NAME", help="Who says so.")
def resolve(identifier: str, outcome: Outcome, why: str, by: str) -> None:
    """Say what became of a forecast, or, with "open", take an earlier word on it back.

    ID is that of a forecast or its beginning. The word is kept in the ledger with its reason; the newest counts.
    """
    if not why.strip() or not by.strip():
        raise click.UsageError("--why and --by need words")
    with ledger(write=True) as database:
        ruling = Ruling(identifier, outcome, why, by, now())
        found = runs.rule(database, ruling, runs.foretold(database, Question(), {}))
    click.echo(f"kept: {found.id} is {outcome.value}, says {by}")


def record(database: Database, names: Sequence[str]) -> dict[str, Any]:
    """The JSON object of how the source with the ids or names `names` has foretold: its forecasts and their scores."""
    own, known = runs.record_of(database, names, following(database, {}))
    states = Counter(one.state.value for one in own)
    return {"forecasts": len(own), "states": dict(sorted(states.items())), "record": known and record_shape(known)}


def print_record(database: Database, names: Sequence[str]) -> None:
    """Print the same for a person; nothing where the source has foretold nothing."""
    from fogline.views.cli.foretold import print_source  # noqa: PLC0415 - only for a person

    print_source(*runs.record_of(database, names, following(database, {})))


def following(database: Database, horizons: dict[EventKind, int]) -> runs.Following:
    """What forecasts are followed with today."""
    today, theatre = now()[:10], ukraine()

    def courses(places: Sequence[str]) -> Iterable[Course]:
        last = date.fromisoformat(today)
        return control.courses(database, theatre, places=places, since=date.min, until=last, hindsight=True)

    return runs.Following(today, horizons, courses, theatre.sides)


def _print_scores(account: runs.Account, form: str | None) -> None:
    if form == JSON:
        print_json([account_shape(account)])
    elif form:
        raise click.UsageError("--scores prints for a person, or JSON")
    else:
        from fogline.views.cli.foretold import print_account  # noqa: PLC0415 - only for a person

        print_account(account)
