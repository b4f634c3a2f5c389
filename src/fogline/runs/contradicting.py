"""Who contradicts whom in a ledger, and what is needed to show it: the places, and the names of sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fogline.ledger import stating as kept
from fogline.runs import stating
from fogline.runs.sides import ukraine
from fogline.terms.kept import Question
from fogline.weighing import contradictions as weighing
from fogline.weighing.contradictions import Contradiction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fogline.ledger.database import Database
    from fogline.terms.actor import Side
    from fogline.terms.stated import Stated

__all__ = ["Contradiction", "contradictions", "newest_first", "opponent"]


def contradictions(database: Database, question: Question) -> list[Contradiction]:
    """The contradictions of which a claim that meets `question` is part, the newest first, whatever its limit."""
    places = stating.places(database, question)
    asked = replace(question, places=(), limit=None)
    wanted = None if asked == Question() else kept.claims(database, replace(question, limit=None))
    rows = (row for rows in stating.stated(database, places) for row in rows)
    found = [
        one
        for one in weighing.contradictions(rows, ukraine().sides)
        if wanted is None or any(row.claim in wanted for row in _members(one))
    ]
    return newest_first(found)


def newest_first(found: Iterable[Contradiction]) -> list[Contradiction]:
    """Contradictions in the order in which they are told."""
    return sorted(found, key=lambda one: (-one.end, -one.first, one.place, one.what, one.agent))


def _members(one: Contradiction) -> Iterator[Stated]:
    yield from one.so
    yield from one.other


def opponent(side: Side) -> Side | None:
    """The other of the theatre's two sides."""
    first, second = ukraine().sides
    return {first: second, second: first}.get(side)
