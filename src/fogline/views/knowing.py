"""What follows from the whole ledger: what was learned, the records of sources, how good estimates were.

Each is worked out once for each state of the ledger, by whoever asks first; the others wait for it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from fogline.runs import calibrating, contradicting, control, hindsight, records
from fogline.runs.sides import ukraine
from fogline.terms.kept import Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fogline.runs.calibrating import Calibration
    from fogline.runs.contradicting import Contradiction
    from fogline.runs.control import Weighed
    from fogline.runs.ledgers import Database
    from fogline.runs.records import Fared
    from fogline.terms.estimate import Course
    from fogline.views.serving import Holding


class Wanted(NamedTuple):
    """Which estimates: of one place or of all (None), from an ordinal to another, both included."""

    place: str | None
    span: tuple[int, int]
    hindcast: bool


def weighed(holding: Holding, database: Database) -> Weighed:
    """All evidence on control, and what was learned from it."""
    return holding.once(database, _weighed)


def last_day(holding: Holding, database: Database) -> int | None:
    """The ordinal of the last day of which the ledger has evidence on control; None where it has none."""
    known = weighed(holding, database)
    return max([*(line.day for line in known.lines), *known.told.day.tolist()], default=None)


def estimates(holding: Holding, database: Database, wanted: Wanted) -> Sequence[Course]:
    """The estimates that are wanted."""
    return holding.once(database, _estimates, holding, wanted)


def fared(holding: Holding, database: Database) -> Fared:
    """How the sources have fared with what they claimed."""
    return holding.once(database, _fared, holding)


def contradictions(holding: Holding, database: Database, question: Question) -> list[Contradiction]:
    """The contradictions of which a claim that meets `question` is part, the newest first."""
    return holding.once(database, contradicting.contradictions, question)


def calibration(
    holding: Holding, database: Database, judge: str | None = None, span: tuple[int, int] | None = None
) -> Calibration:
    """How good the nowcasts of `span` were, by hindsight or by a map; raises NotThere."""
    return holding.once(database, _calibration, holding, judge, span)


def _weighed(database: Database) -> Weighed:
    return control.weigh(database, ukraine())


def _estimates(database: Database, holding: Holding, wanted: Wanted) -> Sequence[Course]:
    places = None if wanted.place is None else [wanted.place]
    known = weighed(holding, database)
    return tuple(control.estimates(known, places=places, span=wanted.span, hindsight=wanted.hindcast))


def _fared(database: Database, holding: Holding) -> Fared:
    courses = hindsight.courses_of(database, weighed(holding, database))
    return records.fared(records.outcomes(database, Question(), courses))


def _calibration(database: Database, holding: Holding, judge: str | None, span: tuple[int, int] | None) -> Calibration:
    whole = date.min.toordinal(), date.max.toordinal()
    return calibrating.calibration_of(weighed(holding, database), ukraine(), judge=judge, span=span or whole)
