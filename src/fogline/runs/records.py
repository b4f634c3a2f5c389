"""Records of sources from a ledger: what each claimed, held against what is now known of the places."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from fogline.ledger import stating as kept
from fogline.linking.kinds import Kinds
from fogline.runs import stating
from fogline.runs.sides import ukraine
from fogline.terms.kept import Question
from fogline.weighing import outcomes as weighing
from fogline.weighing import records as earned
from fogline.weighing.outcomes import HORIZON, Outcome, Verdict
from fogline.weighing.records import Figure, Record, Records
from fogline.weighing.waiting import QUANTILES, Wait

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from fogline.ledger.database import Database
    from fogline.terms.estimate import Course
    from fogline.terms.event import EventKind

__all__ = [
    "HORIZON",
    "QUANTILES",
    "Became",
    "Fared",
    "Figure",
    "Outcome",
    "Record",
    "Records",
    "Verdict",
    "Wait",
    "became",
    "fared",
    "of_source",
    "outcomes",
    "records",
]


def records(outcomes: Iterable[Outcome]) -> Records:
    """The records that `outcomes` make, those of all sides, kinds and sources."""
    return earned.records(outcomes, kinds().of)


class Became(NamedTuple):
    """What became of one statement of the claim with number `claim`; the rest is as an Outcome has it."""

    claim: int
    place: str
    kind: EventKind
    verdict: Verdict
    delay: int | None
    before: bool


class Fared(NamedTuple):
    """All records of a ledger, and what became of the statements behind them, by the source's id, else its name."""

    records: Records
    behind: dict[str, list[Became]]

    def of(self, names: Collection[str]) -> tuple[tuple[Record, ...], list[Became]]:
        """The records of the sources that have one of `names` for their id or name, and what is behind them."""
        own = tuple(one for one in self.records.sources if one.source in names or one.name in names)
        keys = dict.fromkeys(one.source or one.name or "" for one in own)
        return own, [one for key in keys for one in self.behind.get(key, ())]


def became(outcome: Outcome) -> Became:
    """What became of a statement, without the statement."""
    row = outcome.stated
    return Became(row.claim, row.place, row.kind, outcome.verdict, outcome.delay, outcome.before)


def fared(outcomes: Iterable[Outcome]) -> Fared:
    """How all sources of `outcomes` have fared; of statements that nobody named makes only the counts are kept."""
    behind: dict[str, list[Became]] = {}

    def noting() -> Iterator[Outcome]:
        for one in outcomes:
            name = one.stated.source or one.stated.name
            if name:
                behind.setdefault(name, []).append(became(one))
            yield one

    return Fared(records(noting()), behind)


def outcomes(database: Database, question: Question, courses: Iterable[Course]) -> Iterator[Outcome]:
    """Yield what became of each statement of the claims that meet `question`, whatever its limit.

    `courses` are what is known of places, in the ledger's order; they are too many to hold at once. What a claim
    repeats is found among all claims, also those that do not meet it.
    """
    asked = replace(question, limit=None)
    wanted = None if asked == Question() else kept.claims(database, asked)
    places = stating.places(database, asked)
    for rows, course in zip(stating.stated(database, places), _beside(places, courses), strict=True):
        for outcome in weighing.outcomes(rows, course, ukraine().sides):
            if wanted is None or outcome.stated.claim in wanted:
                yield outcome


def _beside(places: Sequence[str], courses: Iterable[Course]) -> Iterator[Course | None]:
    """Yield the course of each of `places`; both are in one order, and either may lack some that the other has."""
    rank = {place: number for number, place in enumerate(places)}
    wanted = (course for course in courses if course.place in rank)
    course = next(wanted, None)
    for place in places:
        while course is not None and rank[course.place] < rank[place]:
            course = next(wanted, None)
        yield course if course is not None and course.place == place else None


def of_source(outcomes: Iterable[Outcome], names: Collection[str]) -> tuple[tuple[Record, ...], list[Outcome]]:
    """The records of the sources that have one of `names` for their id or name, pooled with all others.

    And, of `outcomes`, theirs.
    """
    own: list[Outcome] = []

    def noting() -> Iterator[Outcome]:
        for one in outcomes:
            if one.stated.source in names or one.stated.name in names:
                own.append(one)
            yield one

    found = records(noting()).sources
    return tuple(one for one in found if one.source in names or one.name in names), own


@lru_cache(maxsize=1)
def kinds() -> Kinds:
    """The kinds of the theatre's sources."""
    return Kinds(ukraine())
