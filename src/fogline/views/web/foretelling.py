"""What is foretold in a ledger and what became of it: worked out once for each state of the ledger, day and horizon."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fogline.errors import Pending
from fogline.runs import forecasts as runs
from fogline.terms.event import EventKind
from fogline.terms.kept import Question
from fogline.views import knowing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fogline.runs.forecasts import Account, Followed
    from fogline.runs.ledgers import Database
    from fogline.views.serving import Holding
    from fogline.views.web.page import Asked

# Days that a reader may take forecasts to be meant for that name no deadline; few, so that each is worked out once.
HORIZONS = (30, 90, 180, 365)


@dataclass(frozen=True, slots=True)
class Foretold:
    """All forecasts of a ledger as they stand, the newest first, and the records of those who made them.

    `of_claim`, `of_place` and `of_speaker` have the same by the ids of claims and places and by the ids and names of
    who foretells.
    """

    followed: tuple[Followed, ...]
    account: Account
    of_claim: Mapping[str, Sequence[Followed]]
    of_place: Mapping[str, Sequence[Followed]]
    of_speaker: Mapping[str, Sequence[Followed]]


def foretold(asked: Asked, horizon: int | None = None) -> Foretold:
    """The forecasts of the ledger today; one that names no deadline is taken to be meant for `horizon` days, if any."""
    return of_ledger(asked.service.holding, asked.database, horizon)


def known(asked: Asked) -> Foretold | None:
    """The same without a horizon, for pages that can do without while it is being worked out."""
    try:
        return foretold(asked)
    except Pending:
        return None


def of_ledger(holding: Holding, database: Database, horizon: int | None = None) -> Foretold:
    """The same of the ledger that is served; raises Pending while it is being worked out."""
    worked_out = holding.whole if horizon is None else holding.once
    return worked_out(database, _foretold, holding, horizon, holding.today())


def followed(asked: Asked, identifier: str, horizon: int | None = None) -> Followed:
    """The forecast with an id, as it stands; raises NotThere."""
    horizons = _horizons(horizon)
    one = runs.forecast(asked.database, identifier, horizons)
    beside = foretold(asked, horizon).of_claim.get(one.claim, ())
    found = next((known for known in beside if known.forecast.id == one.id), None)
    # Of a reading that another has replaced nothing is among those that count.
    following = knowing.following(asked.service.holding, asked.database, horizons)
    return found or runs.follow(asked.database, [one], following)[0]


def horizon_of(query: Mapping[str, str]) -> int | None:
    """The horizon that a query asks for, if it is one of HORIZONS."""
    written = query.get("horizon", "")
    return next((days for days in HORIZONS if written == str(days)), None)


def _foretold(database: Database, holding: Holding, horizon: int | None, _today: str) -> Foretold:
    found = _followed(database, holding, horizon) if horizon else knowing.foretold(holding, database)
    claims: dict[str, list[Followed]] = defaultdict(list)
    places: dict[str, list[Followed]] = defaultdict(list)
    speakers: dict[str, list[Followed]] = defaultdict(list)
    for one in found:
        claims[one.forecast.claim].append(one)
        if one.forecast.place:
            places[one.forecast.place.id].append(one)
        for name in {one.forecast.speaker.id, one.forecast.speaker.name} if one.forecast.speaker else ():
            if name:
                speakers[name].append(one)
    return Foretold(tuple(found), runs.account(found), dict(claims), dict(places), dict(speakers))


def _followed(database: Database, holding: Holding, horizon: int) -> Sequence[Followed]:
    horizons = _horizons(horizon)
    every = list(runs.foretold(database, Question(), horizons))
    return runs.follow(database, every, knowing.following(holding, database, horizons))


def _horizons(days: int | None) -> dict[EventKind, int]:
    return {} if days is None else dict.fromkeys(EventKind, days)
