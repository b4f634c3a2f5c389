"""Files on their way into the ledger: one adding after another, and how far each is."""

from __future__ import annotations

from dataclasses import dataclass, field
from secrets import token_hex
from threading import Lock, Thread
from typing import TYPE_CHECKING, BinaryIO

from fogline.errors import FoglineError, unforeseen
from fogline.runs import arriving, ledgers, reading
from fogline.runs.adding import Means, Tally, add
from fogline.runs.copies import compare_new

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fogline.runs.arriving import Shown
    from fogline.runs.ledgers import Database
    from fogline.terms.reading import Failure
    from fogline.views.serving import Holding

WAITING, READING, COMPARING, DONE, BROKEN = "waiting", "reading", "comparing", "done", "broken"
# Failures that are told one by one; jobs that are remembered.
MOST_FAILURES, MOST_JOBS = 50, 20


@dataclass(slots=True)
class Job:
    """One adding: its `phase`, what came of it so far, and which documents could not be read (name, reason)."""

    id: str
    files: tuple[str, ...]
    phase: str = WAITING
    tally: Tally = field(default_factory=Tally)
    copies: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)
    trouble: str = ""

    @property
    def over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.phase in {DONE, BROKEN}


@dataclass(slots=True)
class Jobs:
    """The addings to one ledger, by id, the newest last. One is worked on at a time."""

    holding: Holding
    clock: Callable[[], str]
    known: dict[str, Job] = field(default_factory=dict)
    turn: Lock = field(default_factory=Lock)

    def start(self, files: Sequence[tuple[str, BinaryIO]], told: Shown | None) -> Job:
        """Begin to add `files` (name, stream), which are closed at the end; gives the job, which goes on by itself."""
        job = Job(token_hex(8), tuple(name for name, _ in files))
        self.known[job.id] = job
        for old in list(self.known)[:-MOST_JOBS]:
            del self.known[old]
        Thread(target=self._work, args=(job, files, told), daemon=True).start()
        return job

    def listed(self) -> list[Job]:
        """The jobs, the newest first."""
        return list(reversed(self.known.values()))

    def _work(self, job: Job, files: Sequence[tuple[str, BinaryIO]], told: Shown | None) -> None:
        try:
            with self.turn, ledgers.opened(self.holding.where, write=True) as database:
                self._add(database, job, files, told)
            job.phase = DONE
        except FoglineError as error:
            job.phase, job.trouble = BROKEN, str(error)
        except Exception as error:  # noqa: BLE001 - nobody waits for the thread; the page tells
            job.phase, job.trouble = BROKEN, unforeseen(error)
        finally:
            for _, stream in files:
                stream.close()

    def _add(self, database: Database, job: Job, files: Sequence[tuple[str, BinaryIO]], told: Shown | None) -> None:
        reader = self.holding.reader()
        job.phase = READING

        def tell(failure: Failure) -> None:
            if len(job.failures) < MOST_FAILURES:
                job.failures.append((failure.path, failure.reason))

        def tick(tally: Tally) -> None:
            job.tally = tally

        means = Means(
            lambda reports: reading.read_reports(reader, reports, lambda _: None),
            reader.gazetteer,
            self.clock,
            tell,
            tick,
        )
        job.tally = add(database, arriving.handed(files, told, self.clock()), means)
        job.phase = COMPARING
        job.copies = compare_new(database, self.clock, lambda _done, _of: None)
