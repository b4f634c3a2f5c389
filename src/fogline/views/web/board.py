"""The board of a theatre: every place with an estimate and the terrain under them, for one state of the ledger."""

from __future__ import annotations

import gzip
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

import brotli
import numpy as np

from fogline.runs import asking, verifying
from fogline.runs.sides import ukraine
from fogline.runs.terrain import terrain
from fogline.terms.kept import Question
from fogline.terms.place import Place, Precision
from fogline.terms.states import CONTROL
from fogline.views import knowing
from fogline.views.web.drawing.frame import box_around, ground_box
from fogline.views.web.drawing.known import Known, sayings_of
from fogline.views.web.drawing.looks import said_of
from fogline.views.web.drawing.situation import Ground, Situation, Spot, Stand, ground_of, situation, stand
from fogline.views.web.drawing.steps import Stretch, looks_over, steps, stretch
from fogline.views.web.page import place_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from fogline.runs.ledgers import Database
    from fogline.runs.nowcasts import Theatre
    from fogline.terms.estimate import Course
    from fogline.views.serving import Holding
    from fogline.views.web.drawing.looks import Said
    from fogline.views.web.page import Asked

# Estimates are shown from the first day on which something was heard.
FIRST = date(1991, 1, 1)
# Situations that are kept, one a day and language, and days.
KEPT = 64
# Of brotli: above it a megabyte takes seconds and becomes hardly smaller.
QUALITY = 6


class Steps(NamedTuple):
    """The slider's data, as they are and compressed."""

    plain: bytes
    br: bytes
    gzip: bytes


@dataclass
class Board:
    """What one state of the ledger, named by its `head`, says of all its places: what is `known` has a row for each."""

    head: str
    places: Sequence[Place]
    known: Known
    theatre: Theatre | None
    ground: Ground | None
    _spots: dict[str, list[Spot]] = field(default_factory=dict)
    _shown: OrderedDict[tuple[str, int], Situation] = field(default_factory=OrderedDict)
    _stands: OrderedDict[date, Stand] = field(default_factory=OrderedDict)
    _steps: dict[str, Steps] = field(default_factory=dict)
    _looks: tuple[Stretch, NDArray[np.uint16]] | None = None
    _lock: Any = field(default_factory=Lock, repr=False)

    @property
    def last(self) -> date | None:
        """The last day with an estimate."""
        return date.fromordinal(self.known.last) if self.places else None

    def course(self, identifier: str) -> Course | None:
        """The estimates of the place with an id."""
        return self.theatre.course(identifier, (FIRST.toordinal(), self.known.last)) if self.theatre else None

    def row(self, identifier: str) -> int | None:
        """The number of the place with an id."""
        return self.theatre.rows.get(identifier) if self.theatre else None

    def spots(self, language: str, name: Callable[[Place], str]) -> list[Spot]:
        """The places, called as `name` calls them in `language`."""
        if language not in self._spots:
            self._spots[language] = [Spot(place, name(place), place_address(place.id)) for place in self.places]
        return self._spots[language]

    def situation(self, language: str, name: Callable[[Place], str], day: date) -> Situation:
        """The situation on `day`."""
        # Days beyond what is known are all shown alike.
        at = min(max(day.toordinal(), self.known.first), self.known.last)
        shown = self._shown.get((language, at))
        if shown is None:
            shown = situation(self.known, self.spots(language, name), date.fromordinal(at), self.ground)
            self._keep(self._shown, (language, at), shown)
        return shown

    def stand(self, day: date) -> Stand:
        """How all places stand on `day`."""
        found = self._stands.get(day)
        if found is None:
            found = stand(self.known, day.toordinal())
            self._keep(self._stands, day, found)
        return found

    def _keep(self, kept: OrderedDict[Any, Any], key: object, made: object) -> None:
        with self._lock:
            kept[key] = made
            while len(kept) > KEPT:
                kept.popitem(last=False)

    def steps(self, language: str, name: Callable[[Place], str]) -> Steps:
        """The slider's data; empty where there is nothing to show."""
        shown = self.situation(language, name, self.last or FIRST)
        with self._lock:
            if language not in self._steps:
                self._steps[language] = self._packed(shown, self.spots(language, name))
            return self._steps[language]

    def _packed(self, shown: Situation, spots: Sequence[Spot]) -> Steps:
        if self.ground is None:
            return Steps(b"", brotli.compress(b""), gzip.compress(b"", mtime=0))
        if self._looks is None:
            over = stretch(shown.first, shown.last, len(self.places))
            self._looks = over, looks_over(self.known, over)
        over, looks = self._looks
        made = steps(looks, spots, self.ground.towns, self.ground.frame, over)
        return Steps(made, brotli.compress(made, quality=QUALITY), gzip.compress(made, mtime=0))


def board_of(asked: Asked) -> Board:
    """The board of the ledger that a page is asked of; raises Pending."""
    return board(asked.service.holding, asked.database)


def board(holding: Holding, database: Database) -> Board:
    """The board of the ledger's present state, made anew when the ledger has grown; raises Pending."""
    return holding.whole(database, _made, holding)


def _made(database: Database, holding: Holding) -> Board:
    _, head = verifying.head(database)
    theatre = knowing.theatre(holding, database)
    if theatre is None:
        return Board(head, (), _nothing(), None, None)
    known = [asking.place(database, identifier) or _unknown(identifier) for identifier in theatre.rows]
    said = sayings_of(_said(database, theatre))
    shown = Known(len(known), theatre.first, _last(database, theatre), theatre.on, said)
    box = box_around(known)
    countries = {place.country for place in known if place.country}
    around = terrain(holding.gazetteer(), ground_box(box), countries) if box else None
    return Board(head, known, shown, theatre, ground_of(known, around))


def _last(database: Database, theatre: Theatre) -> int:
    """The last day that is shown: that of the newest claim whose report tells its day.

    Reports that do not tell theirs count from the day on which they came, often long after all others.
    """
    newest = knowing.newest_day(database)
    if newest is None:
        return theatre.last
    return max(theatre.first, min(theatre.last, date.fromisoformat(newest[:10]).toordinal()))


def _unknown(identifier: str) -> Place:
    return Place(identifier, identifier, None, None, Precision.UNKNOWN, None, 0)


def _nothing() -> Known:
    first, none = FIRST.toordinal(), (np.zeros((0, 3)), np.zeros(0, np.int64))
    return Known(0, first, first, lambda _: none, sayings_of(()))


def _said(database: Database, theatre: Theatre) -> Iterator[tuple[int, Sequence[Said]]]:
    """What the sides say of each place that has a row."""
    every = asking.sayings_of_places(database, Question(kinds=tuple(sorted(CONTROL))))
    for place, some in groupby(every, key=lambda pair: pair[0]):
        row = theatre.rows.get(place)
        if row is not None:
            yield row, said_of((one for _, one in some), ukraine().sides)
