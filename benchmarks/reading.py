"""Time `fogline read --json` over a folder of articles against spaCy and textacy, whole processes, in one run.

    make bench            (or: python benchmarks/reading.py FOLDER)

Printed, one `name: value` a line; every time is the median over the rounds, in which the two take turns.
"""

import os
import statistics
import sys
import time
from pathlib import Path

ROUNDS = 3
COLD_ROUNDS = 7
BIN = Path(sys.executable).parent
HERE = Path(__file__).parent


def run(command: list[str], out: Path) -> tuple[float, float]:
    """Wall seconds and peak resident megabytes of `command`, its output going to `out`."""
    begun = time.perf_counter()
    pid = os.posix_spawn(
        command[0],
        command,
        os.environ,  # noqa: TID251 - a benchmark passes on what it was given
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, str(out), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)],
    )
    _, status, usage = os.wait4(pid, 0)
    took = time.perf_counter() - begun
    if status:
        message = f"{' '.join(command)} ended with status {os.waitstatus_to_exitcode(status)}"
        raise SystemExit(message)
    return took, usage.ru_maxrss / 1024


def main() -> None:
    folder = Path(sys.argv[1])
    articles = sorted(folder.glob("*.txt"))
    words = sum(len(path.read_text(encoding="utf-8").split()) for path in articles)
    out = Path("build/bench")
    out.mkdir(parents=True, exist_ok=True)
    ours = [str(BIN / "fogline"), "read", str(folder), "--json"]
    theirs = [sys.executable, str(HERE / "quotations_textacy.py"), str(folder)]
    cold = [str(BIN / "fogline"), "read", str(articles[0]), "--json"]
    run(cold, out / "warm.jsonl")  # files into the page cache, byte code compiled
    rounds = [(run(ours, out / "fogline.jsonl"), run(theirs, out / "textacy.jsonl")) for _ in range(ROUNDS)]
    fast = statistics.median(a[0] for a, _ in rounds)
    slow = statistics.median(b[0] for _, b in rounds)
    starts = [run(cold, out / "cold.jsonl")[0] for _ in range(COLD_ROUNDS)]
    print(f"articles: {len(articles)}")
    print(f"words: {words}")
    print(f"fogline_words_per_second: {words / fast:.0f}")
    print(f"textacy_words_per_second: {words / slow:.0f}")
    print(f"ratio: {slow / fast:.2f}")
    print(f"fogline_peak_mb: {max(a[1] for a, _ in rounds):.0f}")
    print(f"textacy_peak_mb: {max(b[1] for _, b in rounds):.0f}")
    print(f"cold_start_seconds: {statistics.median(starts):.2f}")


if __name__ == "__main__":
    main()
