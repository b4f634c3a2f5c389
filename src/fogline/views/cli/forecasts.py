"""Forecasts: listed with where they stand, and ruled on by a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import click

from fogline.runs import control
from fogline.runs import forecasts as runs
from fogline.runs.sides import ukraine
from fogline.terms.forecast import Outcome, Ruling
from fogline.terms.kept import Question
from fogline.views.cli.asking import JSON, SCREEN, Filters, filtered, formed, option, print_csv, print_json
from fogline.views.cli.ledger import ledger
from fogline.views.clock import now
from fogline.views.forecast_shapes import FORECAST, account_shape, forecast_row, forecast_shape
from fogline.views.foreseen import HORIZON, STATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from fogline.runs.ledgers import Database
    from fogline.terms.estimate import Course
    from fogline.terms.event import EventKind
    from fogline.terms.forecast import State


@click.command()
@option(STATE)
@option(HORIZON)
@click.option("--scores", is_flag=True, help="Print the records of those who foretold instead.")
@filtered
@formed
def forecasts(
    filters: Filters,
    state: State | None,
    horizon: Sequence[tuple[EventKind, int]],
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
        asked = following(database, dict(horizon))
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
    with ledger(write=True, make=False) as database:
        ruling = Ruling(identifier, outcome, why, by, now())
        found = runs.rule(database, ruling, runs.foretold(database, Question(), {}))
    click.echo(f"kept: {found.id} is {outcome.value}, says {by}")


def print_record(own: Sequence[runs.Followed], known: runs.Record | None) -> None:
    """Print how a source has foretold for a person; nothing where it has foretold nothing."""
    from fogline.views.cli.foretold import print_source  # noqa: PLC0415 - only for a person

    print_source(own, known)


def following(
    database: Database, horizons: dict[EventKind, int], weigh: Callable[[], control.Weighed] | None = None
) -> runs.Following:
    """What forecasts are followed with today; `weigh` gives the evidence on control where that was gathered before."""
    today, theatre = now()[:10], ukraine()

    def courses(places: Sequence[str]) -> Iterable[Course]:
        known = weigh() if weigh else control.weigh(database, theatre)
        span = date.min.toordinal(), date.fromisoformat(today).toordinal()
        return control.estimates(known, places=places, span=span, hindsight=True)

    return runs.Following(today, horizons, courses, theatre.sides)


def _print_scores(account: runs.Account, form: str | None) -> None:
    if form == JSON:
        print_json([account_shape(account)])
    elif form:
        raise click.UsageError("--scores prints for a person, or JSON")
    else:
        from fogline.views.cli.foretold import print_account  # noqa: PLC0415 - only for a person

        print_account(account)
