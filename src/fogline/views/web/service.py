"""What the pages are served from: a holding, and what the frame of every page says of its ledger."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from fogline.runs import verifying
from fogline.terms.place import Precision
from fogline.views.knowing import newest_day
from fogline.views.serving import Wait
from fogline.views.web.demonstration import Demonstration, counted
from fogline.views.web.jobs import Jobs
from fogline.views.web.tongue import tongues
from fogline.views.web.workings import Workings

if TYPE_CHECKING:
    from collections.abc import Callable

    from fogline.runs.ledgers import Database
    from fogline.terms.place import Place
    from fogline.views.serving import Holding
    from fogline.views.web.admission import Entry
    from fogline.views.web.tiles import Tiles


# The language of GeoNames' main names.
MAIN = "en"


Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class State:
    """What the frame of every page says of a ledger: its last entry, the day of its newest claim, what is invented."""

    head: str
    newest: str | None
    demo: Demonstration | None


@dataclass(slots=True, eq=False)
class Service:
    """A holding to be shown. `at_home` is whether only this machine is served, which then may add to the ledger.

    `entry` is how it is entered where it has accounts: whoever has a role that is enough may add then.
    """

    holding: Holding
    clock: Callable[[], str]
    at_home: bool = False
    tiles: Tiles | None = None
    entry: Entry | None = None
    jobs: Jobs = field(init=False, repr=False)
    workings: Workings = field(init=False, repr=False)
    # Where somebody keeps it warm: the head of the last state of the ledger of which all was worked out, and how many
    # parts were worked out so far.
    warm: str | None = None
    parts: int = 0
    # By language and id; as many as there are places in the ledger at most.
    _names: dict[tuple[str, str], str] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.jobs = Jobs(self.holding, self.clock)
        self.workings = Workings(self.holding)

    def place_name(self, language: str, place: Place) -> str:
        """What a place is called in a language."""
        if language == MAIN or place.precision is Precision.UNKNOWN:
            return place.name
        if place.precision is Precision.COUNTRY and place.country:
            return str(tongues()[language].locale.territories.get(place.country, place.name))
        known = self._names.get((language, place.id))
        if known is None:
            known = self._names[language, place.id] = self.holding.gazetteer().called(place, language)
        return known

    def once(self, database: Database, make: Callable[[Database], Made]) -> Made:
        """What `make` counts in the whole ledger: counted anew when the ledger has grown."""
        return self.holding.once(database, make)

    def state(self, database: Database) -> State:
        """What the frame of every page says of the ledger, looked up anew when the ledger has grown."""
        return self.once(database, _state)

    def stands(self) -> tuple[str, str | None, int, str]:
        """What answers depend on besides the question: the ledger's newest hash, what is worked out of it, the day."""
        return self.holding.head(), self.warm, self.parts, self.clock()[:10]

    def pending(self, state: State | None) -> bool:
        """Whether what follows from the whole ledger is being worked out, so that pages lack it or have it older."""
        return self.holding.wait is not Wait.FOR_IT and state is not None and state.head != self.warm


def _state(database: Database) -> State:
    _, head = verifying.head(database)
    return State(head, newest_day(database), counted(database))
