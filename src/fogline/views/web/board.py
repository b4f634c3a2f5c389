"""The board of a theatre: every place with an estimate and the terrain under them, for one state of the ledger."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

import brotli

from fogline.runs import asking
from fogline.runs.sides import ukraine
from fogline.runs.terrain import terrain
from fogline.terms.kept import Question
from fogline.views import knowing
from fogline.views.knowing import Wanted
from fogline.views.web.drawing.frame import box_around, ground_box
from fogline.views.web.drawing.looks import Said, said_of
from fogline.views.web.drawing.situation import Situation, Spot, situation
from fogline.views.web.drawing.steps import steps, stretch
from fogline.views.web.page import place_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from fogline.runs.ledgers import Database
    from fogline.terms.estimate import Course
    from fogline.terms.place import Place
    from fogline.terms.terrain import Terrain
    from fogline.views.web.page import Asked
    from fogline.views.web.service import Service

# Estimates are shown from the first day on which something was heard.
FIRST = date(1991, 1, 1)
# Situations that are kept, one a day and language.
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
    """What one state of the ledger, named by its `head`, says of all its places."""

    head: str
    known: list[tuple[Place, Course, list[Said]]]
    terrain: Terrain | None
    _spots: dict[str, list[Spot]] = field(default_factory=dict)
    _shown: dict[tuple[str, date], Situation] = field(default_factory=dict)
    _steps: dict[str, Steps] = field(default_factory=dict)
    _lock: Any = field(default_factory=Lock, repr=False)

    @property
    def last(self) -> date | None:
        """The last day with an estimate."""
        days = [course.first + len(course.p) - 1 for _, course, _ in self.known]
        return date.fromordinal(max(days)) if days else None

    def course(self, identifier: str) -> Course | None:
        """The estimates of the place with an id."""
        return next((course for place, course, _ in self.known if place.id == identifier), None)

    def spots(self, language: str, name: Callable[[Place], str]) -> list[Spot]:
        """The places, called as `name` calls them in `language`."""
        if language not in self._spots:
            self._spots[language] = [
                Spot(place, name(place), place_address(place.id), course, said) for place, course, said in self.known
            ]
        return self._spots[language]

    def situation(self, language: str, name: Callable[[Place], str], day: date) -> Situation:
        """The situation on `day`."""
        if (language, day) not in self._shown:
            if len(self._shown) >= KEPT:
                self._shown.clear()
            self._shown[language, day] = situation(self.spots(language, name), day, self.terrain)
        return self._shown[language, day]

    def steps(self, language: str, name: Callable[[Place], str]) -> Steps:
        """The slider's data; empty where there is nothing to show."""
        shown = self.situation(language, name, self.last or FIRST)
        with self._lock:
            if language not in self._steps:
                towns = self.terrain.towns if self.terrain else ()
                over = stretch(shown.first, shown.last, len(self.known))
                made = steps(self.spots(language, name), towns, shown.frame, over) if shown.frame else b""
                self._steps[language] = Steps(
                    made, brotli.compress(made, quality=QUALITY), gzip.compress(made, mtime=0)
                )
            return self._steps[language]


def board_of(asked: Asked) -> Board:
    """The board of the ledger that a page is asked of."""
    return board(asked.service, asked.database)


def board(service: Service, database: Database) -> Board:
    """The board of the ledger's present state, made anew when the ledger has grown."""
    return service.holding.once(database, _made, service)


def _made(database: Database, service: Service) -> Board:
    theatre, state, holding = ukraine(), service.state(database), service.holding
    until = date.fromisoformat(state.newest[:10]) if state.newest else FIRST
    known = []
    wanted = Wanted(None, (FIRST.toordinal(), until.toordinal()), hindcast=False)
    for course in knowing.estimates(holding, database, wanted):
        place = asking.place(database, course.place)
        if place is not None:
            said = said_of(asking.sayings(database, Question(places=(place.id,))), theatre.sides)
            known.append((place, course, said))
    box = box_around(place for place, _, _ in known)
    countries = {place.country for place, _, _ in known if place.country}
    return Board(state.head, known, terrain(holding.gazetteer(), ground_box(box), countries) if box else None)
