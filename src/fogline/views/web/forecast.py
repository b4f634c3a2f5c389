"""One forecast: in its text, what it leaves open, what became of it, and a form by which an analyst says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fogline.errors import NotThere, Unclear
from fogline.runs import asking as runs
from fogline.runs import forecasts as following
from fogline.runs import ledgers
from fogline.terms.forecast import Outcome, Ruling
from fogline.views.excerpt import excerpt
from fogline.views.web.article import Part, marked
from fogline.views.web.chained import Joined, joined_by
from fogline.views.web.demonstration import is_marked
from fogline.views.web.foretelling import HORIZONS, followed, foretold, horizon_of
from fogline.views.web.outcomes import Foreseen, foreseen
from fogline.views.web.page import Asked, Moved, Page, forecast_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fogline.runs.forecasts import Meaning

# Letters of a reason.
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class ForecastPage:
    """A forecast of the ledger; `words` is what such words turned out to mean, None where none has been resolved.

    `rulings` are what people have said of it, the oldest first; `beside` the other forecasts of the same claim.
    `sent` is what an analyst filled in, `trouble` what was wrong with it, in English.
    """

    foreseen: Foreseen
    parts: tuple[Part, ...]
    words: Meaning | None
    rulings: list[Ruling]
    chains: list[Joined]
    beside: list[Foreseen]
    horizons: tuple[int, ...]
    horizon: int | None
    outcomes: tuple[Outcome, ...]
    may_rule: bool
    most: int
    demo: bool
    sent: Mapping[str, str]
    trouble: str = ""


def forecast(asked: Asked) -> Page | Moved:
    """One forecast, by its id; the beginning of an id leads to it. Raises NotThere."""
    return _page(asked, "")


def resolve(asked: Asked) -> Page | Moved:
    """What an analyst says became of a forecast, kept; the page of it, where nothing was sent or something is wrong."""
    if asked.sent is None:
        return _page(asked, "")
    asked.visitor.sent(asked.sent.get("form", ""))
    one = followed(asked, asked.part).forecast
    try:
        ruling = _ruling(asked, asked.sent, one.id)
    except Unclear as error:
        return _page(asked, str(error))
    with ledgers.opened(asked.service.holding.where, write=True) as writable:
        following.rule(writable, ruling, [one])
    return Moved(forecast_address(one.id))


def _ruling(asked: Asked, sent: Mapping[str, str], identifier: str) -> Ruling:
    account, why = asked.visitor.account, sent.get("why", "").strip()[:LONGEST]
    outcome = next((one for one in Outcome if one == sent.get("outcome")), None)
    if account is None:
        raise Unclear("by", "say who resolves it")
    if outcome is None:
        raise Unclear("outcome", f"outcome: one of {', '.join(Outcome)}")
    if not why:
        raise Unclear("why", "a reason is needed: say in a sentence why")
    return Ruling(identifier, outcome, why, account.name, asked.service.clock())


def _page(asked: Asked, trouble: str) -> Page | Moved:
    if asked.part.count("-") > 1 or not runs.HEX.fullmatch(asked.part.partition("-")[0]):
        message = f"no forecast has an id that begins with {asked.part!r}"
        raise NotThere(message)
    horizon = horizon_of(asked.query)
    one = followed(asked, asked.part, horizon)
    if one.forecast.id != asked.part:
        return Moved(forecast_address(one.forecast.id))
    shown = foreseen(asked, one, claims=True)
    kept = shown.line.kept
    reading = runs.reading(asked.database, kept.report.number)
    known = foretold(asked, horizon)
    facts = ForecastPage(
        shown,
        marked(excerpt(reading, kept.claim), asked.telling),
        next((words for words in known.account.meanings if words.words == one.forecast.hedge), None),
        following.history(asked.database, one.forecast.id),
        joined_by(reading, kept.claim),
        [
            foreseen(asked, other)
            for other in known.followed
            if other.forecast.claim == one.forecast.claim and other.forecast.id != one.forecast.id
        ],
        HORIZONS,
        horizon,
        tuple(Outcome),
        asked.visitor.account is not None and asked.visitor.adds,
        LONGEST,
        is_marked(reading.report.text),
        asked.sent or {},
        trouble,
    )
    return Page("forecast.html", shown.told.what.striptags(), facts, 422 if trouble else 200)
