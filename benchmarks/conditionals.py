"""Score how conditions and consequences are joined in the sixty sentences of `conditionals.jsonl`.

    python benchmarks/conditionals.py [seen|held]

A join is right if its cause and its effect each share three in five of their words with the annotated one. The rules
were written while looking at the half `seen`, not at the half `held`. Printed for each half and language and for all,
one `name: value` a line, F1 over joins; with a half named, its wrong ones too.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from pathlib import Path

from fogline.reading.conditions import joins
from fogline.reading.sentences import sentences
from fogline.runs import reading as runs
from fogline.terms.reading import Reading

ALIKE = 0.6


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def alike(one: str, other: str) -> bool:
    a, b = words(one), words(other)
    return len(a & b) >= ALIKE * len(a | b)


def main() -> None:
    rows = [json.loads(line) for line in Path(__file__).with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()]
    reader = runs.load(None, lambda _: None)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in rows:
        text = row["text"]
        outcome = next(iter(runs.read_data(reader, text.encode(), row["id"], lambda _: None)))
        claims = outcome.claims if isinstance(outcome, Reading) else ()
        said = [span for claim in claims for part in (claim.source, claim.cue) if part for span in part.spans]
        found = [
            (text[slice(*one.cause)], text[slice(*one.effect)])
            for one in joins(text, list(sentences(text, row["language"])), said)
        ]
        left = list(found)
        for wanted in row["joins"]:
            right = next((one for one in left if alike(one[0], wanted[0]) and alike(one[1], wanted[1])), None)
            if right:
                left.remove(right)
        hits = len(found) - len(left)
        for name in (row["half"], f"{row['half']}.{row['language']}", "all"):
            for at, count in enumerate((hits, len(found), len(row["joins"]))):
                counts[name][at] += count
        if row["half"] in sys.argv and (left or hits < len(row["joins"])):
            print(row["id"], text, found, sep="\n    ")
    for name, (hits, found_joins, wanted_joins) in sorted(counts.items()):
        f1 = 2 * hits / (found_joins + wanted_joins)
        print(f"{name}.joined: {f1:.4f}  ({hits} of {wanted_joins}, {found_joins} found)")


if __name__ == "__main__":
    main()
