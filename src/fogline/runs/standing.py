"""Claims with their standing: worked out from all that is stated of their places, each place once in a run."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from fogline.ledger import asking
from fogline.runs.looked import Looked
from fogline.runs.sides import ukraine
from fogline.weighing.standing import alone, of_claim

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from fogline.ledger.database import Database
    from fogline.terms.kept import KeptClaim, KeptReport, Question
    from fogline.terms.stated import Standing

# Claims that are looked at together.
TOGETHER = 500


def claims(database: Database, question: Question) -> Generator[KeptClaim, None, None]:
    """The claims that meet `question`, the newest first; with their standing where the question asks for any."""
    if not question.standing:
        yield from asking.claims(database, question)
        return
    found = with_standing(database, asking.claims(database, replace(question, limit=None)))
    yield from islice((kept for kept in found if kept.standing in question.standing), question.limit)


def reports(database: Database, question: Question) -> Generator[KeptReport, None, None]:
    """The reports that meet `question`, the newest first."""
    if not question.standing:
        yield from asking.reports(database, question)
        return
    wanted = {kept.report.number for kept in claims(database, replace(question, words=None, after=None, limit=None))}
    found = asking.reports(database, replace(question, limit=None))
    yield from islice((report for report in found if report.number in wanted), question.limit)


def with_standing(database: Database, claims: Iterable[KeptClaim], looked: Looked | None = None) -> Iterator[KeptClaim]:
    """The same claims with their standing, some at a time; `looked` is what was looked up before in the same state."""
    known: dict[str, dict[tuple[int, int], Standing]] = {}
    waiting, sides, looked = iter(claims), ukraine().sides, looked or Looked()
    while some := list(islice(waiting, TOGETHER)):
        wanted = dict.fromkeys(place for kept in some for place in _places(kept) if place not in known)
        known |= {place: one.standings for place, one in looked.of(database, wanted).items()}
        for kept in some:
            found = [
                known[event.place.id][kept.number, number]
                for number, event in enumerate(kept.claim.events)
                if event.place and (kept.number, number) in known[event.place.id]
            ]
            side = kept.claim.speaker.side if kept.claim.speaker else None
            yield replace(kept, standing=of_claim(found) if found else alone(side, sides))


def _places(kept: KeptClaim) -> Iterator[str]:
    yield from (event.place.id for event in kept.claim.events if event.place)
