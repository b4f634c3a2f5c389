"""How often things happen at a place of a ledger, by its news."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from fogline.ledger import asking, counting
from fogline.outlook.foretelling.rates import Rate, chance, spells
from fogline.terms.event import Certainty, EventKind, Stance, TimeFrame
from fogline.terms.kept import Question

__all__ = ["Rate", "Rates", "rate_of"]

if TYPE_CHECKING:
    from collections.abc import Callable

    from fogline.ledger.database import Database
    from fogline.outlook.foretelling.scoring import Interval

# Fewer days of places than this tell nothing of how often things happen.
LEAST = 365


class Rates:
    """How often things of each kind happen at a place of the ledger, counted when first asked for."""

    def __init__(self, database: Database, rate: Callable[[EventKind], Rate | None] | None = None) -> None:
        """Count nothing yet; nothing ever where `rate` knows."""
        days = cache(lambda: counting.place_days(database))
        self._rate = rate or (lambda kind: _rate(database, kind, days()))
        self._known: dict[EventKind, Rate | None] = {}

    def chance(self, kind: EventKind, days: int) -> Interval | None:
        """How likely a thing of `kind` is at a place within `days` days; None where the ledger tells too little."""
        if kind not in self._known:
            self._known[kind] = self._rate(kind)
        known = self._known[kind]
        return None if known is None else chance(known, days)


def rate_of(database: Database, kind: EventKind) -> Rate | None:
    """How often things of `kind` happen at a place of the ledger; None where it tells too little."""
    return _rate(database, kind, counting.place_days(database))


def _rate(database: Database, kind: EventKind, days: float) -> Rate | None:
    return None if days < LEAST else Rate(happenings(database, kind), days)


def happenings(database: Database, kind: EventKind) -> int:
    """How often something of `kind` came about, by the ledger's news, at any place."""
    days: dict[tuple[str, str], list[int]] = {}
    question = Question(kinds=(kind,), stance=Stance.AFFIRMS, time_frame=TimeFrame.PRESENT)
    for kept in asking.claims(database, question):
        manner = kept.claim.manner
        if manner is None or manner.certainty is Certainty.CONDITIONAL:
            continue
        for event in kept.claim.events:
            if event.kind is kind and event.place:
                day = event.time.start if event.time and event.time.precision == "day" else kept.said[:10]
                days.setdefault((event.place.id, str(event.agent)), []).append(date.fromisoformat(day).toordinal())
    return sum(map(spells, days.values()))
