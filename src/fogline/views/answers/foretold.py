"""What was foretold and what became of it, and what is said to follow from what."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fogline.errors import NotThere, Unclear
from fogline.runs import asking, chains, joining
from fogline.runs import forecasts as runs
from fogline.views import knowing
from fogline.views.answers.asked import PAGED, Query, following, name
from fogline.views.chain_shapes import belief_shape, chain_shape, joined_shape
from fogline.views.filters import FILTERS
from fogline.views.forecast_shapes import account_shape, forecast_shape, ruling_shape
from fogline.views.foreseen import HORIZON, ODDS, STATE
from fogline.views.kept_shapes import kept_report_shape

if TYPE_CHECKING:
    from fogline.runs.chains import Chain
    from fogline.runs.ledgers import Database
    from fogline.views.answers.asked import Asked
    from fogline.views.serving import Holding

# Claims, or reports, that a page looks through at most for what it wants.
LOOKED_THROUGH = 500
CHAINS = "chains"
ID = re.compile(r"(?:sha256:)?[0-9a-f]+")


def forecasts(asked: Asked) -> dict[str, Any]:
    """The forecasts among the claims that meet all that is asked, the newest first; those of one claim together."""
    question, limit = asked.question(), int(asked.given["limit"])
    state, horizons = asked.given["state"], dict(asked.given["horizon"])
    kind = f"forecasts {state or ''} {sorted(horizons.items())}"
    many = limit if state is None else max(limit, LOOKED_THROUGH)
    page = replace(asked.page(kind, question), limit=many + 1)
    made = list(runs.by_claim(asked.database, page, horizons))
    known = knowing.following(asked.holding, asked.database, horizons)
    followed = runs.follow(asked.database, [one for _, some in made[:many] for one in some], known)
    of: dict[str, list[runs.Followed]] = {}
    for one in followed:
        if state is None or one.state is state:
            of.setdefault(one.forecast.claim, []).append(one)
    items: list[runs.Followed] = []
    rest: str | None
    for number, (kept, _) in enumerate(made[:many]):
        own = of.get(kept.claim.id, [])
        if items and len(items) + len(own) > limit:
            rest = following(kind, question, made[number - 1][0].number)
            break
        items += own
    else:
        rest = following(kind, question, made[many - 1][0].number) if len(made) > many else None
    return {"items": [forecast_shape(one) for one in items], "next": rest, "taken": asked.names()}


def forecast(asked: Asked) -> dict[str, Any]:
    """One forecast, where it stands and why, and all that people have said of it; raises NotThere."""
    horizons = dict(asked.given["horizon"])
    found = runs.forecast(asked.database, _id(asked.given["id"]), horizons)
    (one,) = runs.follow(asked.database, [found], knowing.following(asked.holding, asked.database, horizons))
    said = runs.history(asked.database, found.id)
    return forecast_shape(one) | {"history": [ruling_shape(word) for word in said]}


def scores(asked: Asked) -> dict[str, Any]:
    """What words of forecasts turned out to mean, and how those who foretold have fared."""
    return account_shape(runs.account(knowing.foretold(asked.holding, asked.database)))


def chain_list(asked: Asked) -> dict[str, Any]:
    """The reports that join a condition to a consequence, the newest first, each with all that it joins."""
    question, limit = asked.question(), int(asked.given["limit"])
    page = replace(asked.page(CHAINS, question), limit=LOOKED_THROUGH + 1)
    reports = list(asking.reports(asked.database, page))
    items: list[dict[str, Any]] = []
    rest = None
    for number, (report, joins) in enumerate(joining.of_reports(asked.database, reports), 1):
        if joins:
            items.append({"report": kept_report_shape(report), "joins": [joined_shape(one) for one in joins]})
        if (len(items) == limit or number == LOOKED_THROUGH) and number < len(reports):
            rest = following(CHAINS, question, report.number)
            break
    return {"items": items, "next": rest, "taken": asked.names()}


def chain(asked: Asked) -> dict[str, Any]:
    """The chain of a report or of a claim, and what it comes to with a reader's odds; raises NotThere."""
    found = asked.holding.once(asked.database, _chain, asked.holding, _id(asked.given["id"]))
    odds = dict(asked.given["odds"])
    strange = odds.keys() - {step.number for step in found.steps}
    if strange:
        raise Unclear("odds", f"the chain has no step {min(strange)}: its steps are numbered 1 to {len(found.steps)}")
    believed = [belief_shape(one) for one in chains.believed(found, odds)]
    return chain_shape(found) | {"believed": believed if odds else []}


def _chain(database: Database, holding: Holding, identifier: str) -> Chain:
    return chains.chain(database, identifier, lambda words: chains.events_of(holding.reader(), words))


def _id(given: str) -> str:
    """An id as it was `given`; an address of a report would say what files there are."""
    if not ID.fullmatch(given.partition("-")[0]):
        message = f"nothing in the ledger has an id that begins with {given!r}"
        raise NotThere(message)
    return given


FORECAST_ID = name(
    "id",
    "The id of a forecast: that of its claim, or the beginning of it, and the number.",
    "4ddfb3c29d41080e2e6ad94e-1",
)
CHAIN_ID = name(
    "id", "The id of a report or a claim, or as much of it as tells it from others.", "0b1d9af9cbbf6d77b2a0fc4d"
)
FORETOLD = (
    Query(
        "forecasts",
        "What is foretold, the newest first, where each stands and why.",
        (*FILTERS, STATE, HORIZON, *PAGED),
        forecasts,
        "Forecasts",
    ),
    Query(
        "forecast",
        "One forecast: where it stands and why, and what people have said of it.",
        (FORECAST_ID, HORIZON),
        forecast,
        "WholeForecast",
    ),
    Query("scores", "How those who foretold have fared, and what their words meant.", (), scores, "Scores"),
    Query(
        "chains",
        "Reports that say what would follow from what, the newest first.",
        (*FILTERS, *PAGED),
        chain_list,
        "Chains",
    ),
    Query(
        "chain",
        "What a report says would follow from what, in which sentences, and what one would have to believe.",
        (CHAIN_ID, ODDS),
        chain,
        "WholeChain",
    ),
)
