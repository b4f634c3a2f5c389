"""Who holds what: from the ledger's claims and maps to the estimates of each place, day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.ledger import asking
from fogline.outlook.control import regimes
from fogline.outlook.control.assembling import activity, assemble, rows_of
from fogline.outlook.control.batches import split
from fogline.outlook.control.daily import days, lengths, powers_for
from fogline.outlook.control.judging import World
from fogline.outlook.control.learning import Prior, at_first, learn
from fogline.runs import evidence, ground, priors
from fogline.runs.earning import Earned, earned_by, recorded
from fogline.runs.waterfall import Waterfall, made_of
from fogline.terms.estimate import Course
from fogline.weighing.weights import prior_counts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from fogline.ledger.database import Database
    from fogline.linking.theatre import Theatre
    from fogline.outlook.control.assembling import Ground, Line, Told
    from fogline.outlook.control.learning import Batch, Learned
    from fogline.runs.evidence import Evidence, Spot
    from fogline.runs.priors import Priors

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.int64]

# Rounds of learning; after so many the estimates no longer move in the third digit.
ROUNDS = 6
PLACES_LEARNED, PLACES_AT_ONCE = 4000, 500


class Weighed(NamedTuple):
    """Everything on control that a ledger holds, and what was learned from it.

    `told` is the evidence as nowcasts weigh it, by the records known when it was said, `back` as hindcasts do.
    `shares`, one an origin, are what earlier sayings of the same have left of its weight; `earned` is what records add.
    """

    evidence: Evidence
    told: Told
    back: Told
    shares: Floats
    earned: Earned
    ground: Ground
    lines: list[Line]
    model: Learned


def weigh(database: Database, theatre: Theatre) -> Weighed:
    """Gather all evidence of the ledger and learn from it."""
    known = priors.load()
    found = evidence.gather(database, theatre, known.factors)
    told, shares = evidence.told(found, known.factors)
    where = ground.ground(found.places, theatre, known.rates)
    lines = ground.lines(database, found.places, theatre, known.rates)
    mapped = any(not line.coarse for line in lines)
    prior = prior_of(known, mapped=mapped)
    if not found.places:
        return Weighed(found, told, told, shares, Earned([], []), where, lines, at_first(prior))
    days = [*(line.day for line in lines), *told.day.tolist()]
    span = min(days), max(days)
    world = World(where, told, lines, span, activity(where, told, *span))
    batch = assemble(*world)
    batches = [some for _, some in split(batch, PLACES_LEARNED)]
    model = learn(batches, prior, ROUNDS)
    worth = known.factors["record_worth_mapped" if mapped else "record_worth"]
    earned = earned_by(found.origins, world, model, worth)
    now, back = (told._replace(record=recorded(levels, told)) for levels in earned)
    return Weighed(found, now, back, shares, earned, where, lines, model)


def prior_of(known: Priors, *, mapped: bool = False) -> Prior:
    """The counts that the priors stand for, in a ledger that has maps or has not."""
    said = prior_counts(known.weights, known.factors)
    return Prior(
        regimes.prior_chain(known.rates) * known.rates["chain_days_mapped" if mapped else "chain_days"],
        said.said,
        np.full(3, said.days),
        said.shown,
    )


def courses(
    database: Database,
    theatre: Theatre,
    *,
    places: Sequence[str] | None,
    since: date,
    until: date,
    hindsight: bool,
) -> Iterator[Course]:
    """The estimates of every place with evidence, or of `places`, from `since` to `until`, both included."""
    span = since.toordinal(), until.toordinal()
    return estimates(weigh(database, theatre), places=places, span=span, hindsight=hindsight)


def estimates(
    weighed: Weighed, *, places: Sequence[str] | None, span: tuple[int, int], hindsight: bool
) -> Iterator[Course]:
    """The same from what was weighed before; `span` is the first and the last ordinal."""
    for spot, first, chances, heard in daily(weighed, places=places, span=span, hindsight=hindsight):
        yield Course(spot.id, first, chances.tolist(), heard.tolist())


class Daily(NamedTuple):
    """What a course has, as arrays: `chances` [days, 3] and the ordinals `heard`, from the ordinal `first` on."""

    spot: Spot
    first: int
    chances: Floats
    heard: Numbers


def daily(weighed: Weighed, *, places: Sequence[str] | None, span: tuple[int, int], hindsight: bool) -> Iterator[Daily]:
    """The same as arrays: lists of all days of a large ledger take longer to make than the estimates."""
    whole = _until(weighed, span[1], hindsight=hindsight)
    if whole is None:
        return
    wanted = None if places is None else set(places)
    table = powers_for(whole, weighed.model, span[1])
    for row, batch in split(whole, PLACES_AT_ONCE):
        spots = weighed.evidence.places[row : row + PLACES_AT_ONCE]
        if wanted is None or any(spot.id in wanted for spot in spots):
            for course in _cut(spots, batch, days(batch, weighed.model, span[1], table, hindsight=hindsight), span):
                if wanted is None or course.spot.id in wanted:
                    yield course


def _until(weighed: Weighed, last: int, *, hindsight: bool) -> Batch | None:
    """All that was heard up to the ordinal `last`, laid out; None where that is nothing."""
    told = rows_of(weighed.back if hindsight else weighed.told, weighed.told.day <= last)
    lines = [line for line in weighed.lines if line.day <= last]
    days = [*(line.day for line in lines), *told.day.tolist()]
    if not days or not weighed.evidence.places:
        return None
    return assemble(weighed.ground, told, lines, (min(days), last))


def _cut(spots: Sequence[Spot], batch: Batch, chances: Floats, span: tuple[int, int]) -> Iterator[Daily]:
    """The wanted days of each place, from the first on which something was heard of it."""
    length, _ = lengths(batch.steps, span[1])
    on = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
    day = np.repeat(batch.steps.day, length) + on
    heard = np.repeat(np.where(batch.steps.heard, batch.steps.day, 0), length)
    edges = np.searchsorted(np.repeat(batch.steps.place, length), np.arange(len(spots) + 1))
    for row, spot in enumerate(spots):
        own = slice(edges[row], edges[row + 1])
        last = np.maximum.accumulate(heard[own])
        wanted = (day[own] >= span[0]) & (last > 0)
        if wanted.any():
            yield Daily(spot, int(day[own][wanted][0]), chances[own][wanted], last[wanted])


def waterfall(database: Database, theatre: Theatre, place: str, day: date) -> Waterfall:
    """What the nowcast of `place` on `day` is made of; raises NotThere where nothing is known."""
    return made_of(weigh(database, theatre), place, day.toordinal())


def name_of(database: Database, place: str) -> str:
    """The name of the place with id `place`; the id where the ledger has none."""
    found = asking.place(database, place)
    return found.name if found else place
