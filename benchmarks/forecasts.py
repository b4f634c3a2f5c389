"""Score the forecasts found in annotated reports: events of claims that are put as future or conditional.

    python benchmarks/forecasts.py events.py gold.jsonl predicted.jsonl

`events.py` is the scorer of all events, `predicted.jsonl` what `fogline read TEXTS --json` prints of the texts that it
writes. An event is right if kind, place, agent and stance are. Printed for each language and for all, one
`name: value` a line; with `--misses` also what was missed and what was found and is not in the annotation.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

KEYS = ("kind", "place", "agent", "stance")
MISSES = "--misses"

Row = dict[str, Any]


def foretold(rows: list[Row]) -> list[Row]:
    """The rows of events that are future or hang on an if."""
    return [row for row in rows if row["time_frame"] == "future" or row["certainty"] == "conditional"]


def lines(path: str) -> list[Row]:
    """The objects of a file with one a line."""
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


def main() -> None:
    """Print how many of the annotated forecasts are found."""
    script, gold, predicted = (one for one in sys.argv[1:] if one != MISSES)
    spec = importlib.util.spec_from_file_location("events", script)
    if spec is None or spec.loader is None:
        message = f"{script} is no Python script"
        raise SystemExit(message)
    events = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(events)
    found = {Path(report["path"]).stem: report for report in lines(predicted)}
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for report in lines(gold):
        wanted = foretold(events.flat_gold(report))
        guessed = foretold(events.flat_predicted(found.get(report["id"], {"claims": []})))
        pairs = events.pair(wanted, guessed, KEYS)
        for language in (report["language"], "all"):
            for at, count in enumerate((len(pairs), len(guessed), len(wanted))):
                counts[language][at] += count
        if MISSES in sys.argv:
            right = [id(one) for pair in pairs for one in pair]
            for what, rows in (("missed", wanted), ("found ", guessed)):
                for row in rows:
                    if id(row) not in right:
                        print(report["id"], what, {key: row[key] for key in (*KEYS, "certainty", "time_frame")})
    for language, (hits, guessed, wanted) in sorted(counts.items(), key=lambda one: (one[0] == "all", one[0])):
        print(f"{language}.forecasts: {wanted}")
        print(f"{language}.precision: {hits / guessed if guessed else 0:.4f}")
        print(f"{language}.recall: {hits / wanted if wanted else 0:.4f}")
        print(f"{language}.forecast_f1: {events.f1(hits, guessed, wanted):.4f}")


if __name__ == "__main__":
    main()
