"""Forecasts of a ledger: each with where it stands today, why, and how often such a thing happens."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from fogline.errors import NotThere
from fogline.ledger import asking
from fogline.ledger.ruling import history, keep_ruling, rulings
from fogline.outlook.foretelling import resolution as resolving
from fogline.outlook.foretelling.forecasts import Wording, forecasts
from fogline.outlook.foretelling.record import Meaning, Record, Settled, meanings, records
from fogline.outlook.foretelling.resolution import CONTROL
from fogline.outlook.foretelling.scoring import Interval
from fogline.reading.hedges import hedge
from fogline.runs import standing
from fogline.runs.asking import claim
from fogline.runs.joining import joined
from fogline.runs.rates import Rate, Rates, rate_of
from fogline.terms.event import EventKind, Stance
from fogline.terms.forecast import Forecast, Outcome, Ruling, State
from fogline.terms.kept import Question

__all__ = [
    "Account",
    "Followed",
    "Following",
    "Forecast",
    "Interval",
    "Meaning",
    "Rate",
    "Record",
    "account",
    "by_claim",
    "follow",
    "forecast",
    "foretold",
    "history",
    "rate_of",
    "record_among",
    "record_of",
    "rule",
    "settled",
]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from fogline.ledger.database import Database
    from fogline.terms.actor import Side
    from fogline.terms.claim import Claim
    from fogline.terms.estimate import Course
    from fogline.terms.forecast import Resolution
    from fogline.terms.kept import KeptClaim
    from fogline.terms.span import Span

# Texts whose joins are held at a time: claims of one report come together.
TEXTS = 16
# The kind of source that a report in its own voice is.
OUTLET = "report"
# Days for which a base rate is given where a forecast has no deadline.
MONTH = 30
# What stands for the base rate where the ledger tells too little to have one.
EVEN = 0.5


class Followed(NamedTuple):
    """A forecast with where it stands; `rate` is how likely such a thing is in that many `days`."""

    forecast: Forecast
    state: State
    resolution: Resolution | None
    days: int
    rate: Interval | None


class Following(NamedTuple):
    """What forecasts are followed with: the ISO date of today, the user's horizons in days, and estimates in hindsight.

    `courses` gives those of the places with some ids; `sides` are the theatre's. `rate` gives how often things of a
    kind happen where it is known beforehand; it is counted otherwise.
    """

    today: str
    horizons: Mapping[EventKind, int]
    courses: Callable[[Sequence[str]], Iterable[Course]]
    sides: tuple[Side, Side]
    rate: Callable[[EventKind], Rate | None] | None = None


def foretold(database: Database, question: Question, horizons: Mapping[EventKind, int]) -> Iterator[Forecast]:
    """The forecasts among the claims that meet `question`, the newest first."""
    for _, found in by_claim(database, question, horizons):
        yield from found


def by_claim(
    database: Database, question: Question, horizons: Mapping[EventKind, int]
) -> Iterator[tuple[KeptClaim, list[Forecast]]]:
    """The same by the claims that they are made in; of one that tells of no event there is none."""
    joined = lru_cache(maxsize=TEXTS)(lambda number: _conditions(database, number))
    for kept in standing.claims(database, replace(question, ahead=True)):
        wording = _wording(kept.claim, joined(kept.report.number))
        yield kept, list(forecasts(kept, wording, horizons))


def forecast(database: Database, identifier: str, horizons: Mapping[EventKind, int]) -> Forecast:
    """The forecast with that id: its claim's, or the beginning of it, a dash, and the event's number.

    Raises NotThere, also where no number is given and the claim makes several.
    """
    beginning, _, number = identifier.partition("-")
    kept = claim(database, beginning)
    made = list(forecasts(kept, _wording(kept.claim, _conditions(database, kept.report.number)), horizons))
    found = [one for one in made if number in {"", one.id.rpartition("-")[2]}]
    if len(found) != 1:
        several = ", ".join(one.id for one in made)
        message = f"the claim {kept.claim.id} makes no such forecast: it makes {several or 'none'}"
        raise NotThere(message)
    return found[0]


def follow(database: Database, found: Sequence[Forecast], following: Following) -> list[Followed]:
    """Where each forecast of `found` stands.

    They are followed place by place: what is known of all places is too much to hold at once.
    """
    said = rulings(database)
    rates = Rates(database, following.rate)
    resolutions: dict[int, Resolution | None] = {}
    later = lru_cache(maxsize=1)(lambda place: list(asking.claims(database, Question(places=(place,)))))
    for numbers, course in _beside(found, following):
        for number in numbers:
            one = found[number]
            resolutions[number] = _resolved(one, said.get(one.id), course, later, following)
    followed = []
    for number, one in enumerate(found):
        resolution, days = resolutions[number], _days(one)
        state = resolving.state(one, resolution, following.today)
        followed.append(Followed(one, state, resolution, days, rates.chance(one.kind, days)))
    return followed


def _beside(found: Sequence[Forecast], following: Following) -> Iterator[tuple[list[int], Course | None]]:
    """Yield the numbers of the forecasts of each place, and of those of none, with its course where that is needed."""
    of_place: dict[str | None, list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        of_place[one.place.id if one.place else None].append(number)
    wanted = sorted({one.place.id for one in found if one.place and one.kind in CONTROL and one.deadline})
    for course in following.courses(wanted) if wanted else ():
        yield of_place.pop(course.place, []), course
    for numbers in of_place.values():
        yield numbers, None


def _resolved(
    one: Forecast,
    ruling: Ruling | None,
    course: Course | None,
    later: Callable[[str], list[KeptClaim]],
    following: Following,
) -> Resolution | None:
    if ruling is not None:
        return resolving.by_person(ruling)
    if one.missing or one.place is None:
        return None
    by_course = resolving.by_course(one, course, following.sides, following.today) if course else None
    return resolving.settled(one, by_course or resolving.by_claims(one, later(one.place.id), following.today))


def _days(one: Forecast) -> int:
    if one.deadline is None:
        return MONTH
    return max(1, (date.fromisoformat(one.deadline) - date.fromisoformat(one.said)).days)


def rule(database: Database, ruling: Ruling, found: Iterable[Forecast]) -> Forecast:
    """Keep a person's word on the forecast whose id begins with `ruling.forecast`; raises NotThere."""
    matching = [one for one in found if one.id.startswith(ruling.forecast)]
    if len(matching) != 1:
        many = f"{len(matching)} forecasts have ids" if matching else "no forecast has an id"
        message = f"{many} that begin with {ruling.forecast!r}: `fogline forecasts` lists them"
        raise NotThere(message)
    keep_ruling(database, Ruling(matching[0].id, ruling.outcome, ruling.reason, ruling.by, ruling.at))
    return matching[0]


def _conditions(database: Database, number: int) -> list[tuple[Span, str]]:
    """Where what hangs on something is told in a reading, each with the words of that."""
    reading = asking.reading(database, number)
    return [(join.effect, reading.report.text[slice(*join.cause)]) for join, _ in joined(reading)]


def _wording(claim: Claim, conditions: Sequence[tuple[Span, str]]) -> Wording:
    cue = claim.cue.text if claim.cue else ""
    how = hedge(f"{cue} {claim.content.text}")
    told = [span for event in claim.events for span in event.spans]
    hung = (words for effect, words in conditions if any(effect[0] <= span[0] < effect[1] for span in told))
    return Wording(how.words, how.probability, next(hung, None))


def settled(followed: Iterable[Followed]) -> list[Settled]:
    """Those whose outcome is known, as they are scored: by source and by the side of the source."""
    found = []
    for one in followed:
        if one.resolution is None or one.resolution.outcome not in {Outcome.CAME, Outcome.DID_NOT}:
            continue
        forecast, speaker = one.forecast, one.forecast.speaker
        rate = one.rate.mean if one.rate else EVEN
        base = rate if forecast.stance is Stance.AFFIRMS else 1 - rate
        found.append(
            Settled(
                (speaker.id or speaker.name) if speaker and speaker.name else forecast.outlet,
                speaker.side.value if speaker else OUTLET,
                forecast.hedge,
                forecast.probability,
                base,
                one.resolution.outcome is Outcome.CAME,
            )
        )
    return found


class Account(NamedTuple):
    """What all resolved forecasts come to: what words mean, and the record of each source and kind of source."""

    meanings: list[Meaning]
    sources: list[Record]
    groups: list[Record]


def account(followed: Iterable[Followed]) -> Account:
    """The records of those who foretold."""
    known = settled(followed)
    return Account(meanings(known), records(known), records(known, by_group=True))


def record_of(database: Database, names: Sequence[str], following: Following) -> tuple[list[Followed], Record | None]:
    """The forecasts of the source or outlet with ids or names `names`, and its record among those of all sources."""
    return record_among(follow(database, list(foretold(database, Question(), following.horizons)), following), names)


def record_among(everyone: Sequence[Followed], names: Sequence[str]) -> tuple[list[Followed], Record | None]:
    """The same, where `everyone` are all forecasts of the ledger."""
    own = [one for one in everyone if _is_of(one.forecast, names)]
    known = settled(everyone)
    found = [one for one in records(known) if one.name in names] if known else []
    return own, found[0] if found else None


def _is_of(forecast: Forecast, names: Sequence[str]) -> bool:
    speaker = forecast.speaker
    if speaker is None:
        return forecast.outlet in names
    return speaker.id in names or speaker.name in names
