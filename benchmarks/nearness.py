"""Near-duplicate search over short texts: Fogline's index and datasketch's MinHashLSH, in one run, at equal recall.

    python benchmarks/nearness.py FOLDER [--texts N] [--seed N]

Texts of two to four sentences are drawn from the words of the texts in FOLDER, as often as they are used there; one in
twenty is an earlier one with a tenth of its words exchanged, and is to be found. Each of the two reads the same texts,
in a process of its own: builds its index of all, then asks for the neighbours of each. datasketch has runs of three
words too, the hash that is fastest in Python and as few permutations as give it the recall; more would make it slower.
Printed, one `name: value` a line.
"""

import argparse
import re
import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from zlib import crc32

import numpy as np

from fogline.linking.retelling.nearness import Nearness, candidates
from fogline.linking.retelling.sketch import sketch

BATCH = 10_000
COPIED, CHANGED = 0.05, 0.1
BANDS, ROWS = 16, 2

Found = tuple[float, float, float, int, float]


def texts(folder: Path, count: int, seed: int) -> tuple[list[str], list[tuple[int, int]]]:
    """Made texts, and which is a copy of which."""
    rng = np.random.default_rng(seed)
    words = [word for path in sorted(folder.glob("*.txt")) for word in re.findall(r"\w+", path.read_text("utf-8"))]
    made: list[str] = []
    pairs = []
    copied = rng.random(count) < COPIED
    lengths = rng.integers(10, 19, size=(count, 4))
    sentences = rng.integers(2, 5, size=count).tolist()
    for number in range(count):
        if number and copied[number]:
            earlier = int(rng.integers(number))
            pairs.append((earlier, number))
            old = made[earlier].split(" ")
            for place in np.flatnonzero(rng.random(len(old)) < CHANGED).tolist():
                old[place] = words[int(rng.integers(len(words)))] + "." * old[place].endswith(".")
            made.append(" ".join(old))
        else:
            parts = lengths[number, : sentences[number]].tolist()
            firsts = rng.integers(len(words), size=sum(parts)).tolist()
            drawn = iter([words[place] for place in firsts])
            made.append(" ".join(" ".join(islice(drawn, length)) + "." for length in parts))
    return made, pairs


def ours(folder: Path, count: int, seed: int) -> Found:
    """Seconds to build and to ask, recall, how many candidates there were, and memory in MB beside the texts."""
    made, pairs = texts(folder, count, seed)
    before = _peak()
    start = perf_counter()
    index = Nearness()
    kept = []
    for first in range(0, count, BATCH):
        sketches = sketch(made[first : first + BATCH])
        index.add(sketches, np.arange(first, min(count, first + BATCH)))
        kept.append(sketches)
    built = perf_counter()
    found: set[tuple[int, int]] = set()
    for place, sketches in enumerate(kept):
        numbers = np.arange(place * BATCH, min(count, (place + 1) * BATCH))
        found.update((place * BATCH + one, two) for one, two in candidates(index.hits(sketches), numbers))
    return built - start, perf_counter() - built, _recall(found, pairs), len(found), _peak() - before


def theirs(folder: Path, count: int, seed: int) -> Found:
    """The same of datasketch."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415 - the other process does without it

    made, pairs = texts(folder, count, seed)
    before = _peak()
    start = perf_counter()
    index = MinHashLSH(num_perm=BANDS * ROWS, params=(BANDS, ROWS))
    kept = []
    with index.insertion_session() as session:
        for first in range(0, count, BATCH):
            runs = []
            for text in made[first : first + BATCH]:
                words = text.lower().split()
                runs.append([" ".join(words[at : at + 3]).encode() for at in range(len(words) - 2)])
            sketches = MinHash.bulk(runs, num_perm=BANDS * ROWS, hashfunc=crc32)
            for place, one in enumerate(sketches):
                session.insert(first + place, one, check_duplication=False)
            kept.append(np.array([one.hashvalues for one in sketches]))
    built = perf_counter()
    again = MinHash(num_perm=BANDS * ROWS, hashfunc=crc32)
    found: set[tuple[int, int]] = set()
    for batch, rows in enumerate(kept):
        for place, row in enumerate(rows):
            again.hashvalues = row
            number = batch * BATCH + place
            found.update((number, other) for other in index.query(again) if other != number)
    return built - start, perf_counter() - built, _recall(found, pairs), len(found), _peak() - before


def _recall(found: set[tuple[int, int]], pairs: list[tuple[int, int]]) -> float:
    return sum((two, one) in found for one, two in pairs) / len(pairs)


def _apart(search: Callable[[Path, int, int], Found], asked: argparse.Namespace) -> Found:
    """What a search gives in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(search, asked.folder, asked.texts, asked.seed).result()


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--texts", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    print(f"texts: {asked.texts}")
    seconds = []
    for name, search in (("fogline", ours), ("datasketch", theirs)):
        build, ask, recall, count, memory = _apart(search, asked)
        seconds.append(build + ask)
        print(f"{name}_build_seconds: {build:.1f}")
        print(f"{name}_ask_seconds: {ask:.1f}")
        print(f"{name}_recall: {recall:.4f}")
        print(f"{name}_candidates: {count}")
        print(f"{name}_mb_beside_the_texts: {memory:.0f}", flush=True)
    print(f"times_as_fast: {seconds[1] / seconds[0]:.2f}")


if __name__ == "__main__":
    main()
