"""What is stated of places, looked up once however often it is asked for: for whoever answers many questions."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any

from fogline.runs import stating
from fogline.runs.sides import ukraine
from fogline.weighing.contradictions import contradictions
from fogline.weighing.standing import standings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fogline.ledger.database import Database
    from fogline.terms.stated import Standing, Stated
    from fogline.weighing.contradictions import Contradiction

# Statements that are kept at most, those of the places asked for last: some 100 MB.
MOST = 200_000


@dataclass(frozen=True)
class OfPlace:
    """All that is stated of one place, with what follows from it."""

    rows: list[Stated]

    @cached_property
    def standings(self) -> dict[tuple[int, int], Standing]:
        """The standing of each statement, by the numbers of its claim and, within that, of its event."""
        found = standings(self.rows, ukraine().sides)
        return {(row.claim, row.number): one for row, one in zip(self.rows, found, strict=True)}

    @cached_property
    def contradictions(self) -> list[Contradiction]:
        """The contradictions among the statements."""
        return list(contradictions(self.rows, ukraine().sides))


@dataclass
class Looked:
    """What was looked up of places in one state of the ledger; it may be shared by threads."""

    _known: OrderedDict[str, OfPlace] = field(default_factory=OrderedDict)
    _rows: int = 0
    _lock: Any = field(default_factory=Lock, repr=False)

    def of(self, database: Database, places: Iterable[str]) -> dict[str, OfPlace]:
        """All that is stated of each of `places`."""
        wanted = list(dict.fromkeys(places))
        with self._lock:
            found = {place: self._known[place] for place in wanted if place in self._known}
            for place in found:
                self._known.move_to_end(place)
        missing = [place for place in wanted if place not in found]
        for place, rows in zip(missing, stating.stated(database, missing), strict=True):
            found[place] = OfPlace(rows)
            self._keep(place, found[place])
        return found

    def _keep(self, place: str, found: OfPlace) -> None:
        with self._lock:
            if place in self._known or len(found.rows) > MOST:
                return
            self._known[place] = found
            self._rows += len(found.rows)
            while self._rows > MOST:
                _, gone = self._known.popitem(last=False)
                self._rows -= len(gone.rows)


def looked(_database: Database) -> Looked:
    """Nothing looked up yet."""
    return Looked()
