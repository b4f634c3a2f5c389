"""Kill -9 at random moments while adding, then add again: what is lost, doubled or damaged in the ledger.

    scripts/with-postgresql python -m benchmarks.ledger_kill [KILLS]

First how long adding all takes is measured, then it is killed at moments drawn from that time and begun again, until
the ledger has all reports, and a new ledger is begun; it is checked after every kill. Printed, one `name: value` a line
for each database: `lost` counts reports that adding had told to be kept and that are not there, or that are missing
when adding has come to its end; `faults` what verifying finds.
"""

from __future__ import annotations

import os
import random  # noqa: TID251 - seeded
import sys
import tempfile
import time
import uuid
from collections import Counter
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from benchmarks.posts import posts
from tests.ledger.killing import Stored, kill, state

if TYPE_CHECKING:
    from collections.abc import Iterator

REPORTS, KILLS, SEED = 2_000, 200, 4
SERVER = os.environ["FOGLINE_TEST_POSTGRESQL"]  # noqa: TID251 - a benchmark's own


def files(folder: str) -> Iterator[str]:
    """Places for ledgers in files."""
    for number in count():
        yield str(Path(folder) / f"{number}.sqlite")


def databases() -> Iterator[str]:
    """Places for ledgers on the server."""
    while True:
        name = f"fogline_{uuid.uuid4().hex}"
        with psycopg.connect(SERVER, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        yield f"{SERVER.rsplit('/', 1)[0]}/{name}"


def killed(places: Iterator[str], stored: list[Stored], kills: int) -> dict[str, int | float]:
    """What came of so many kills."""
    chance = random.Random(SEED)  # noqa: S311 - nothing secret
    kill(next(places), stored, None)  # whatever is done once only is done
    begun = time.perf_counter()
    kill(next(places), stored, None)
    whole = time.perf_counter() - begun
    found, where, begin = Counter[str](), "", True
    while found["kills"] < kills:
        if begin:
            where = next(places)
            found["ledgers"] += 1
        told, was_killed = kill(where, stored, chance.uniform(0, whole))
        found["kills"] += was_killed
        left = _checked(where, told, found)
        begin = left == len(stored)
        if found["kills"] == kills:
            kill(where, stored, None)
            _checked(where, len(stored), found)
    return {"seconds_without_kill": round(whole, 2), **found}


def _checked(where: str, told: int, found: Counter[str]) -> int:
    """Count what is wrong with a ledger that should have `told` reports at least; gives how many it has."""
    left = state(where)
    found.update(lost=max(0, told - left.reports), doubled=left.doubled, faults=left.faults)
    return left.reports


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    stored = [(post.item, post.reading) for post in posts(SEED, REPORTS, 2)]
    with tempfile.TemporaryDirectory() as folder:
        for name, places in (("sqlite", files(folder)), ("postgresql", databases())):
            for what, value in killed(places, stored, kills).items():
                print(f"{name}_{what}: {value}", flush=True)


if __name__ == "__main__":
    main()
