"""Displacement on its way: one place after another, worked out while nobody waits for the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from multiprocessing import active_children
from threading import Lock, Thread
from typing import TYPE_CHECKING, NamedTuple

from fogline.errors import Busy, FoglineError, NotThere, Pending, unforeseen
from fogline.runs.displacement import NowhereToGo
from fogline.views.answers.displaced import worked_out

if TYPE_CHECKING:
    from datetime import date

    from fogline.runs.displacement import Displacement
    from fogline.terms.place import Place
    from fogline.views.serving import Holding

WORKING, DONE, BROKEN = "working", "done", "broken"
NEVER, NOWHERE, BUSY, PENDING = "never", "nowhere", "busy", "pending"
# Workings that are remembered; half seconds that a run is given to end.
MOST, ATTEMPTS = 20, 10


class Wanted(NamedTuple):
    """From which place, from the first of `days` to the last, by which seed."""

    place: Place
    days: tuple[date, date]
    seed: int


@dataclass(slots=True)
class Working:
    """How far one is: its `phase`, what was `found`, and what an error says."""

    phase: str = WORKING
    found: Displacement | None = None
    trouble: str = ""


@dataclass(slots=True)
class Workings:
    """What is and was worked out of one ledger, by what was wanted, the newest last. One is worked on at a time."""

    holding: Holding
    known: dict[Wanted, Working] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _thread: Thread | None = None

    def start(self, wanted: Wanted) -> None:
        """Begin with it, which then goes on by itself; raises Busy while another is worked on."""
        with self._lock:
            if any(one.phase == WORKING for one in self.known.values()):
                message = "another one is being worked out"
                raise Busy(message)
            self.known.pop(wanted, None)
            working = self.known[wanted] = Working()
            for old in list(self.known)[:-MOST]:
                del self.known[old]
            self._thread = Thread(target=self._work, args=(wanted, working), daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End the run with its processes, which would go on without the server."""
        for _ in range(ATTEMPTS):
            # Between two processes of a run there may be none.
            for one in active_children():
                one.terminate()
            if self._thread is None or not self._thread.is_alive():
                return
            self._thread.join(0.5)

    def _work(self, wanted: Wanted, working: Working) -> None:
        try:
            with self.holding.ledger() as database:
                working.found = self.holding.once(database, worked_out, self.holding, *wanted)
            working.phase = DONE
        except NowhereToGo:
            working.phase = NOWHERE
        except NotThere:
            working.phase = NEVER
        except Busy:
            working.phase = BUSY
        except Pending:
            working.phase = PENDING
        except FoglineError as error:
            working.trouble, working.phase = str(error), BROKEN
        except Exception as error:  # noqa: BLE001 - nobody waits for the thread; the page tells
            working.trouble, working.phase = unforeseen(error), BROKEN
