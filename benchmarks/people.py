"""How long `fogline people` takes for every settlement of a theatre: made-up places, and a ledger that tells of some.

    PYTHONPATH=.:src python benchmarks/people.py [PLACES] [CLAIMS]

The gazetteer and the ledger are made first and not timed. Timed are, in this process, the people of all places, without
and with claims of them, and then the command itself with its start and all its output as CSV. Beside the seconds stand
those of processor, and those spent waiting for one, which a machine with nothing else to do would not have.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import numpy as np

from fogline.ledger.keeping import keep
from fogline.ledger.opening import open_ledger
from fogline.linking.index import found, open_gazetteer
from fogline.linking.layer import Entry
from fogline.runs import people as runs
from fogline.terms.event import EventKind
from fogline.terms.place import Place, Precision
from tests.ledger.arrivals import read

# About the country that is the first theatre.
SOUTH, NORTH, WEST, EAST = 44.4, 52.4, 22.1, 40.2
KINDS = (EventKind.DISPLACEMENT, EventKind.EVACUATION, EventKind.CIVILIAN_CASUALTIES, EventKind.RESTRICTED_MOVEMENT)
SCOPE = runs.Scope(None, None, (5.0, 10.0, 25.0))
TOGETHER = 500


def made_up(count: int) -> list[Place]:
    """Settlements here and there; a third of them have no figure."""
    random = np.random.default_rng(7)
    lat, lon = random.uniform(SOUTH, NORTH, count), random.uniform(WEST, EAST, count)
    people = np.where(random.random(count) < 1 / 3, 0, random.lognormal(6, 1.5, count).astype(int) + 1)
    return [
        Place(f"geonames:{row}", f"Place {row}", north, east, Precision.SETTLEMENT, "UA", living)
        for row, (north, east, living) in enumerate(zip(lat.tolist(), lon.tolist(), people.tolist(), strict=True))
    ]


def fill(where: str, places: list[Place], claims: int) -> None:
    """A ledger of so many claims, the last places with several each."""
    database = open_ledger(where, write=True)
    chosen = np.random.default_rng(11).integers(0, len(places), claims)
    arrivals = [
        read(f"speaker{row % 97} tells of it {row}", f"{row}.txt", kind=KINDS[row % len(KINDS)], place=places[place])
        for row, place in enumerate(chosen.tolist())
    ]
    for first in range(0, claims, TOGETHER):
        keep(database, arrivals[first : first + TOGETHER])
    database.close()


def timed(places: list[Place], where: str, gazetteer: Path) -> None:
    """Print how long the people of all places take, from an open ledger."""
    database = open_ledger(where, write=False)
    start, worked, waited = time.perf_counter(), time.process_time(), _waited()
    shown = runs.people(database, places, open_gazetteer(gazetteer), SCOPE)
    wall, processor = time.perf_counter() - start, time.process_time() - worked
    waiting = _waited() - waited
    told = sum(tally.claims for one in shown for tally in one.tallies)
    database.close()
    figures = f"seconds: {wall:.2f}, of processor: {processor:.2f}, waiting for one: {waiting:.2f}"
    print(f"places: {len(shown)}, claims of their people: {told}, {figures}")


def _waited() -> float:
    """Seconds for which this thread was ready and had no processor (Linux)."""
    return int(Path("/proc/thread-self/schedstat").read_text().split()[1]) / 1e9


def main() -> None:
    """Make both, and print what takes how long."""
    count, claims = (int(given) for given in (*sys.argv[1:], *("30000", "3000")[len(sys.argv) - 1 :]))
    places = made_up(count)
    with tempfile.TemporaryDirectory() as folder:
        where, gazetteer = str(Path(folder) / "ledger.sqlite"), Path(folder) / "gazetteer"
        found(gazetteer, (Entry(place, "UA.07") for place in places), "made up")
        fill(where, places, 0)
        timed(places, where, gazetteer)
        fill(where, places, claims)
        timed(places, where, gazetteer)
        command = [sys.executable, "-m", "fogline", "--ledger", where, "people", "--csv", "--gazetteer", str(gazetteer)]
        start, before = time.perf_counter(), getrusage(RUSAGE_CHILDREN)
        lines = subprocess.run(command, check=True, capture_output=True).stdout.count(b"\n")
        wall, after = time.perf_counter() - start, getrusage(RUSAGE_CHILDREN)
        processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(
            f"fogline people --csv, places with claims: {lines - 1}, seconds: {wall:.2f}, of processor: {processor:.2f}"
        )


if __name__ == "__main__":
    main()
