"""The ledger's speed: adding posts, asking among a million claims, verifying them.

    scripts/with-postgresql python -m benchmarks.ledger [FOLDER]

FOLDER is where ledgers and posts go, a temporary one if not given. Printed, one `name: value` a line: adding 100,000
posts of two claims each, with what was read from them stored beforehand (whose decoding counts), alone and while 18
bands of each are noted, on both databases: reports a second of wall time, over all and each half, and peak memory after
each half; then, with a ledger of 250,000 posts of four claims each, the time of questions and of verifying. Each part
runs in a process of its own.
"""

from __future__ import annotations

import os
import random  # noqa: TID251 - seeded
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from benchmarks.posts import DAYS, FIRST, MAKER, Post, World, arrival, posts, stored, world
from fogline.ledger.asking import claims
from fogline.ledger.keeping import keep
from fogline.ledger.likeness import Likeness, keep_comparison
from fogline.ledger.opening import open_ledger
from fogline.ledger.verifying import verify
from fogline.runs.adding import TOGETHER, rarely_collected
from fogline.runs.copies import TOGETHER as COMPARED
from fogline.terms.event import EventKind
from fogline.terms.kept import Near, Question
from tests.ledger.conftest import SERVER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

POSTS, CLAIMS, SEED = 100_000, 2, 7
MANY_POSTS, MANY_CLAIMS = 250_000, 4
QUESTIONS, LIMIT = 500, 100
NOW = "2026-01-01T00:00:00Z"


def add(where: str, file: str, *compared: str) -> None:
    """Add the posts in `file`, with their bands if `compared`, and print how long that took."""
    ledger = open_ledger(where, write=True)
    with Path(file).open("rb") as lines:
        half = sum(1 for _ in lines) // 2
    coming = stored(Path(file))
    done, noted, marks = 0, list[Likeness](), [(0, time.perf_counter(), time.process_time())]
    with rarely_collected():
        while some := list(islice(coming, TOGETHER)):
            keep(ledger, [arrival(post) for post in some])
            # As a comparison notes them; the posts are the ledger's first, so that their numbers are known.
            noted += [Likeness(done + place, _bands(post), (), (), ()) for place, post in enumerate(some, 1)]
            done += len(some)
            if len(noted) >= COMPARED:
                if compared:
                    keep_comparison(ledger, done, (noted, []), MAKER, NOW)
                noted = []
            if done >= half * len(marks):
                marks.append((done, time.perf_counter(), time.process_time()))
                print(f"peak_mb_after_{'half' if len(marks) == 2 else 'all'}: {peak():.0f}")  # noqa: PLR2004
        ledger.settle()
    marks[-1] = (done, time.perf_counter(), time.process_time())
    for name, before, after in (("all", 0, -1), ("first_half", 0, 1), ("second_half", 1, -1)):
        (first, begun, _), (last, ended, _) = marks[before], marks[after]
        print(f"reports_per_second_{name}: {(last - first) / (ended - begun):.0f}")
    print(f"processor_seconds: {marks[-1][2] - marks[0][2]:.0f}")
    ledger.close()


def _bands(post: Post) -> tuple[tuple[int, int], ...]:
    return tuple((0, band) for band in post.bands)


def ask(where: str) -> None:
    """Ask questions of each kind and print how long they took."""
    database, made = open_ledger(where, write=False), world(SEED)
    for name, question in QUESTION.items():
        chance = random.Random(SEED)  # noqa: S311 - nothing secret
        times = []
        for _ in range(QUESTIONS):
            asked = replace(question(made, chance), limit=LIMIT)
            begun = time.perf_counter()
            list(claims(database, asked))
            times.append((time.perf_counter() - begun) * 1000)
        cuts = statistics.quantiles(times, n=20)
        print(f"{name}_ms_median: {cuts[9]:.1f}")
        print(f"{name}_ms_95th_percentile: {cuts[18]:.1f}", flush=True)
    print(f"peak_mb: {peak():.0f}")


def check(where: str) -> None:
    """Verify and print how long that took."""
    database = open_ledger(where, write=False)
    begun = time.perf_counter()
    print(f"faults: {sum(1 for _ in verify(database, lambda _: None))}")
    print(f"seconds: {time.perf_counter() - begun:.0f}")
    print(f"peak_mb: {peak():.0f}")


def peak() -> float:
    """The most memory that this process has had so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _place(made: World, chance: random.Random) -> str:
    return chance.choice(made.places).id


def _frequent(made: World, chance: random.Random) -> str:
    return chance.choice(made.places[:10]).id


def _kinds(chance: random.Random) -> tuple[EventKind, ...]:
    return tuple(chance.sample(list(EventKind), chance.randint(1, 3)))


def _days(chance: random.Random) -> tuple[str, str]:
    first, length = chance.randrange(DAYS), chance.choice((1, 7, 30, 365))
    since = FIRST.toordinal() + first
    return tuple(type(FIRST).fromordinal(day).isoformat() for day in (since, since + length))  # type: ignore[return-value]


def _dated(question: Question, chance: random.Random) -> Question:
    since, until = _days(chance)
    return replace(question, since=since, until=until)


def _near(made: World, chance: random.Random) -> Near:
    place = chance.choice(made.places)
    return Near(place.lat or 0, place.lon or 0, chance.choice((5, 25, 100)))


def _words(made: World, chance: random.Random) -> str:
    return " ".join(chance.choice(made.words["en"][:2000]) for _ in range(chance.randint(1, 2)))


QUESTION: dict[str, Callable[[World, random.Random], Question]] = {
    "place_dates_kind": lambda made, by: _dated(Question(places=(_place(made, by),), kinds=_kinds(by)), by),
    "frequent_place_dates_kind": lambda made, by: _dated(Question(places=(_frequent(made, by),), kinds=_kinds(by)), by),
    "near_dates_kind": lambda made, by: _dated(Question(near=_near(made, by), kinds=_kinds(by)), by),
    "place": lambda made, by: Question(places=(_place(made, by),)),
    "frequent_place": lambda made, by: Question(places=(_frequent(made, by),)),
    "near": lambda made, by: Question(near=_near(made, by)),
    "kind": lambda _, by: Question(kinds=_kinds(by)),
    "dates_kind": lambda _, by: _dated(Question(kinds=_kinds(by)), by),
    "side": lambda _, by: Question(side=by.choice(("ru", "ua", "independent", "unknown"))),
    "side_dates_kind": lambda _, by: _dated(Question(side=by.choice(("ru", "ua")), kinds=_kinds(by)), by),
    "source": lambda made, by: Question(sources=(by.choice(made.speakers).name,)),
    "source_place": lambda made, by: Question(sources=(by.choice(made.speakers).name,), places=(_place(made, by),)),
    "words": lambda made, by: Question(words=_words(made, by)),
    "words_dates": lambda made, by: _dated(Question(words=_words(made, by)), by),
    "language": lambda _, by: Question(language=by.choice(("en", "uk", "ru"))),
    "newest": lambda _, __: Question(),
}


def write(file: Path, made: Iterator[Post]) -> Path:
    """Store posts, one a line."""
    with file.open("wb") as lines:
        lines.writelines(msgspec.json.encode(post) + b"\n" for post in made)
    return file


def alone(prefix: str, what: str, *given: str) -> None:
    """Run a part of this in a process of its own, each line of it with a prefix."""
    command = [sys.executable, "-m", "benchmarks.ledger", what, *given]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            print(f"{prefix}_{line}", end="", flush=True)


def measure(folder: Path) -> None:
    """Everything, in `folder`."""
    some = write(folder / "posts.jsonl", posts(SEED, POSTS, CLAIMS))
    many = write(folder / "many.jsonl", (post._replace(bands=()) for post in posts(SEED, MANY_POSTS, MANY_CLAIMS)))
    places = {"sqlite": ([str(folder / "some.sqlite"), str(folder / "compared.sqlite")], str(folder / "many.sqlite"))}
    if SERVER:
        places["postgresql"] = ([database("some"), database("compared")], database("many"))
    for name, (few, million) in places.items():
        alone(f"{name}_adding", "add", few[0], str(some))
        alone(f"{name}_adding_and_comparing", "add", few[1], str(some), "compared")
        alone(f"{name}_million", "add", million, str(many))
        alone(f"{name}_asking", "ask", million)
        alone(f"{name}_verifying", "check", million)


def database(name: str) -> str:
    """A place for a ledger on the server."""
    import psycopg  # noqa: PLC0415 - an extra

    assert SERVER  # noqa: S101 - told to the type checker
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE fogline_{name}_{os.getpid()}")
    return f"{SERVER.rsplit('/', 1)[0]}/fogline_{name}_{os.getpid()}"


def main() -> None:
    parts = {"add": add, "ask": ask, "check": check}
    match sys.argv[1:]:
        case [what, *given] if what in parts:
            parts[what](*given)
        case [folder]:
            measure(Path(folder))
        case _:
            with tempfile.TemporaryDirectory() as folder:
                measure(Path(folder))


if __name__ == "__main__":
    main()
