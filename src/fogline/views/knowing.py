"""What follows from the whole ledger: what was learned, the records of sources, how good estimates were.

Each is worked out once for each state of the ledger, by whoever asks first, while the others wait for it; or, where the
ledger is kept warm, by who does that, and raises Pending until then.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from fogline.runs import asking, calibrating, contradicting, control, forecasts, hindsight, naming, nowcasts, records
from fogline.runs import spells as states
from fogline.runs.looked import looked
from fogline.runs.sides import ukraine
from fogline.terms.kept import Question

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fogline.runs.calibrating import Calibration
    from fogline.runs.contradicting import Contradiction
    from fogline.runs.control import Weighed
    from fogline.runs.ledgers import Database
    from fogline.runs.looked import Looked
    from fogline.runs.naming import Names
    from fogline.runs.nowcasts import Theatre
    from fogline.runs.records import Fared
    from fogline.runs.spells import Spell
    from fogline.terms.estimate import Course
    from fogline.terms.event import EventKind
    from fogline.views.serving import Holding


# Of the newest claims so many are looked through for the newest day.
LOOKED_THROUGH = 300


class Wanted(NamedTuple):
    """Which estimates: of one place or of all (None), from an ordinal to another, both included."""

    place: str | None
    span: tuple[int, int]
    hindcast: bool


def weighed(holding: Holding, database: Database) -> Weighed:
    """All evidence on control, and what was learned from it."""
    return holding.whole(database, _weighed)


def last_day(holding: Holding, database: Database) -> int | None:
    """The ordinal of the last day of which the ledger has evidence on control; None where it has none."""
    known = weighed(holding, database)
    return max([*(line.day for line in known.lines), *known.told.day.tolist()], default=None)


def theatre(holding: Holding, database: Database) -> Theatre | None:
    """The nowcasts of all places, up to the day of the newest claim or map; None where there is no evidence."""
    return holding.whole(database, _theatre, holding)


def newest_day(database: Database) -> str | None:
    """The day of the newest claim whose report tells its day; of those that do not it is the day on which they came."""
    found = list(asking.claims(database, Question(limit=LOOKED_THROUGH)))
    dated = (one.said for one in found if one.report.published)
    return next(dated, found[0].said if found else None)


def estimates(holding: Holding, database: Database, wanted: Wanted) -> Sequence[Course]:
    """The estimates that are wanted; of all places few days at once."""
    if wanted.hindcast and wanted.place is None:
        # Kept for each span they would fill the memory.
        return _hindcasts(database, holding, wanted)
    if wanted.hindcast:
        return holding.once(database, _hindcasts, holding, wanted)
    known = theatre(holding, database)
    if known is None:
        return ()
    if wanted.place is None:
        return tuple(known.courses(wanted.span))
    course = known.course(wanted.place, wanted.span)
    return () if course is None else (course,)


def fared(holding: Holding, database: Database) -> Fared:
    """How the sources have fared with what they claimed."""
    return holding.whole(database, _fared, holding)


def of_places(holding: Holding, database: Database) -> Looked:
    """What was looked up of places."""
    return holding.once(database, looked)


def names(holding: Holding, database: Database) -> Names:
    """The names of all sources and outlets."""
    return holding.once(database, naming.names)


def contradictions(holding: Holding, database: Database, question: Question) -> list[Contradiction]:
    """The contradictions of which a claim that meets `question` is part, the newest first."""
    return holding.once(database, contradicting.contradictions, question)


def calibration(
    holding: Holding, database: Database, judge: str | None = None, span: tuple[int, int] | None = None
) -> Calibration:
    """How good the nowcasts of `span` were, by hindsight or by a map; raises NotThere."""
    whole = holding.whole if (judge, span) == (None, None) else holding.once
    return whole(database, _calibration, holding, judge, span)


def following(holding: Holding, database: Database, horizons: Mapping[EventKind, int]) -> forecasts.Following:
    """What forecasts are followed with today; `horizons` are days by kind, assumed where a text names no deadline."""
    today = holding.today()

    def courses(places: Sequence[str]) -> Iterator[Course]:
        span = date.min.toordinal(), date.fromisoformat(today).toordinal()
        return control.estimates(weighed(holding, database), places=places, span=span, hindsight=True)

    def rate(kind: EventKind) -> forecasts.Rate | None:
        return holding.once(database, forecasts.rate_of, kind)

    return forecasts.Following(today, horizons, courses, ukraine().sides, rate)


def foretold(holding: Holding, database: Database) -> Sequence[forecasts.Followed]:
    """All forecasts, each with where it stands today."""
    return holding.whole(database, _foretold, holding, holding.today())


def spells(holding: Holding, database: Database) -> Sequence[Spell]:
    """Over which days places are said to be under fire, cut off, restricted or contested, the newest first."""
    return holding.whole(database, states.spells)


def keep(holding: Holding, database: Database, what: str, made: Any) -> None:
    """Keep what was made elsewhere of this state of the ledger; `what` is the name of what gives it here."""
    if what == "foretold":
        holding.keep(database, made, _foretold, holding, holding.today())
    elif what == "fared":
        holding.keep(database, made, _fared, holding)
    elif what == "calibration":
        holding.keep(database, made, _calibration, holding, None, None)
    elif what == "spells":
        holding.keep(database, made, states.spells)


def _foretold(database: Database, holding: Holding, _today: str) -> Sequence[forecasts.Followed]:
    found = list(forecasts.foretold(database, Question(), {}))
    return tuple(forecasts.follow(database, found, following(holding, database, {})))


def _weighed(database: Database) -> Weighed:
    return control.weigh(database, ukraine())


def _theatre(database: Database, holding: Holding) -> Theatre | None:
    newest = newest_day(database)
    until = date.fromisoformat(newest[:10]).toordinal() if newest else 0
    return nowcasts.nowcasts(weighed(holding, database), until)


def _hindcasts(database: Database, holding: Holding, wanted: Wanted) -> Sequence[Course]:
    places = None if wanted.place is None else [wanted.place]
    return tuple(control.estimates(weighed(holding, database), places=places, span=wanted.span, hindsight=True))


def _fared(database: Database, holding: Holding) -> Fared:
    courses = hindsight.courses_of(database, weighed(holding, database))
    return records.fared(records.outcomes(database, Question(), courses))


def _calibration(database: Database, holding: Holding, judge: str | None, span: tuple[int, int] | None) -> Calibration:
    whole = date.min.toordinal(), date.max.toordinal()
    return calibrating.calibration_of(weighed(holding, database), ukraine(), judge=judge, span=span or whole)
