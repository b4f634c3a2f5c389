"""Ten thousand inputs that nobody sends in good faith, through every way in: no crash, no hang, no swollen memory.

    python -m benchmarks.hostile [--cases 10000]

The inputs are those of `hostile_cases.py`, each made from its number. A child process takes them in one by one; where
it dies, or does not come to an end, that is a crash, and the next child goes on behind it. Seconds are those of the
processor, so that what else the machine does is not counted; memory is the child's peak resident size, libraries and
the making of the input included. Printed, one `name: value` a line, then what went wrong, case by case.
"""

import argparse
import multiprocessing as mp
import resource
import sys
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from operator import itemgetter

from benchmarks.hostile_cases import case, taken_in

LIMIT_S = 5
LIMIT_MB = 1000
# By the clock, after which an input that does not end is given up.
PATIENCE_S = 40

# A case: its number, what it is, seconds, megabytes, and what went wrong.
Result = tuple[int, str, float, float, str | None]


def child(start: int, end: int, results: Connection) -> None:
    """Take in the cases from `start` to `end`, telling of each what it is, then what came of it."""
    for number in range(start, end):
        kind, name, data = case(number)
        results.send(f"case {number}, {kind}, {len(data)} bytes")
        begun = time.process_time()
        problem = None
        try:
            taken_in(name, data)
        except Exception as error:  # noqa: BLE001 - what is looked for
            problem = f"{type(error).__name__}: {str(error)[:300]}"
        seconds = time.process_time() - begun
        results.send((seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, problem))


def results(first: int, end: int) -> Iterator[Result]:
    """What came of each case, with a new child after each that died or was given up."""
    number = first
    while number < end:
        ours, theirs = mp.Pipe()
        process = mp.get_context("spawn").Process(target=child, args=(number, end, theirs))
        process.start()
        theirs.close()
        what = f"case {number}"
        try:
            while number < end:
                what = ours.recv()
                if not ours.poll(PATIENCE_S):
                    yield number, what, float(PATIENCE_S), 0.0, "does not end"
                    process.kill()
                    number += 1
                    break
                yield number, what, *ours.recv()
                number += 1
        except EOFError:
            yield number, what, 0.0, 0.0, "the process died"
            number += 1
        process.join()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args()
    begun = time.perf_counter()
    wrong, slowest, peak, previous = [], (0.0, ""), (0.0, ""), 0.0
    for _, what, seconds, memory, problem in results(options.first, options.first + options.cases):
        slowest = max(slowest, (seconds, what), key=itemgetter(0))
        peak = max(peak, (memory, what), key=itemgetter(0))
        swollen = memory > LIMIT_MB and memory > previous
        previous = memory
        slow = f"{seconds:.1f} s" if seconds > LIMIT_S else None
        wrong += [f"{what}: {told}" for told in (problem, slow, f"{memory:.0f} MB" if swollen else None) if told]
    print(f"cases: {options.cases}")
    print(f"crashes_hangs_and_over_{LIMIT_MB}_mb: {len(wrong)}")
    print(f"slowest_s: {slowest[0]:.2f} ({slowest[1]})")
    print(f"peak_mb: {peak[0]:.0f} ({peak[1]})")
    print(f"minutes: {(time.perf_counter() - begun) / 60:.1f}")
    for line in wrong:
        print(line, file=sys.stderr)


if __name__ == "__main__":
    main()
