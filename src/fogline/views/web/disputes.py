"""Places of which sides have said what cannot be so at the same time, those with most on both sides first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fogline.runs import asking as runs
from fogline.terms.event import Stance, TimeFrame
from fogline.terms.kept import Question
from fogline.terms.states import CONTROL, HELD
from fogline.views.knowing import newest_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fogline.runs.ledgers import Database
    from fogline.terms.actor import Side
    from fogline.terms.counted import Saying
    from fogline.terms.place import Place

# Days up to the newest claim that are looked at, and places of which most is claimed then.
DAYS, LOOKED_AT = 120, 60


@dataclass(frozen=True, slots=True)
class Dispute:
    """What is said of who has a place: claims that a side has it and that it has not; `last` is the newest day."""

    place: Place
    has: dict[Side, int]
    has_not: dict[Side, int]
    last: str

    @property
    def weight(self) -> int:
        """How many claims stand on the weaker of the two views that are furthest apart."""
        return max((min(count, self._against(side)) for side, count in self.has.items()), default=0)

    @property
    def claims(self) -> int:
        """How many claims say anything of it."""
        return sum(self.has.values()) + sum(self.has_not.values())

    def _against(self, side: Side) -> int:
        others = sum(count for other, count in self.has.items() if other != side)
        return others + self.has_not.get(side, 0)


def disputes(database: Database) -> list[Dispute]:
    """The disputed places of the last DAYS, the most disputed first."""
    newest = newest_day(database)
    if newest is None:
        return []
    since = (date.fromisoformat(newest[:10]) - timedelta(days=DAYS)).isoformat()
    kinds = tuple(sorted(CONTROL))
    found = []
    for told in runs.places(database, Question(kinds=kinds, since=since), LOOKED_AT):
        place = runs.place(database, told.id)
        if place:
            said = runs.sayings(database, Question(places=(told.id,), kinds=kinds, since=since))
            found.append(_dispute(place, said, told.last))
    found.sort(key=lambda one: (-one.weight, -one.claims, one.place.id))
    return [one for one in found if one.weight]


def _dispute(place: Place, said: Iterable[Saying], last: str) -> Dispute:
    has: Counter[Side] = Counter()
    has_not: Counter[Side] = Counter()
    for one in said:
        if one.agent and one.time_frame is TimeFrame.PRESENT:
            (has if (one.kind in HELD) == (one.stance is Stance.AFFIRMS) else has_not)[one.agent] += one.claims
    return Dispute(place, dict(has), dict(has_not), last)
