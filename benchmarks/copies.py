"""How many families of copies are found, and their origins, in worlds made of real articles.

    python benchmarks/copies.py FOLDER [--half 0|1] [--seed N] [--fit]

FOLDER holds texts, one an article. `--half` takes every other one; `--fit` fits the weights of `retelling/decide.py`
instead of scoring them. Printed, one `name: value` a line.
"""

import argparse
from dataclasses import replace
from itertools import combinations
from math import log, log1p
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
from retold import HARD, UNDATED, USUAL, Setting, World, unrelated, world

from fogline.linking.retelling.alignment import compare
from fogline.linking.retelling.decide import LEAST_PART, MOST_PART
from fogline.linking.retelling.families import Family, families
from fogline.linking.retelling.nearness import Nearness, candidates, standing
from fogline.linking.retelling.retell import retold
from fogline.linking.retelling.sketch import sketch
from fogline.linking.retelling.words import words_of

if TYPE_CHECKING:
    from fogline.linking.retelling.rows import Copy, Told

BATCH = 100


def found(made: World) -> tuple[list[Family], float]:
    """The families of a world that comes in batch by batch, and the seconds that finding them took."""
    start = perf_counter()
    index = Nearness()
    kept: list[Told] = []
    copies: list[Copy] = []
    for first in range(0, len(made.reports), BATCH):
        new = made.reports[first : first + BATCH]
        brought = retold(new, index, kept.__getitem__)
        kept += [replace(report, standing=idle) for report, idle in zip(new, brought.standing, strict=True)]
        copies += brought.copies
    moments = {report.id: report.moment for report in made.reports}
    return families(copies, moments), perf_counter() - start


def scores(made: World, predicted: list[Family]) -> dict[str, float]:
    """Precision and recall of pairs in one family, and in how many trees the origin is right."""
    trees: dict[str, set[str]] = {}
    for report, roots in made.roots.items():
        for root in roots:
            trees.setdefault(root, set()).add(report)
    true = {pair for tree in trees.values() for pair in combinations(sorted(tree), 2)}
    guessed = {pair for family in predicted for pair in combinations(sorted(family.members), 2)}
    right, several = 0, 0
    for root, tree in sorted(trees.items()):
        if len(tree) > 1:
            several += 1
            best = max(predicted, key=lambda family: (len(tree & set(family.members)), family.origin == root))
            right += best.origin == root
    return {
        "reports": len(made.reports),
        "families": several,
        "families_found": len(predicted),
        "family_precision": len(true & guessed) / max(1, len(guessed)),
        "family_recall": len(true & guessed) / max(1, len(true)),
        "origin_right": right / max(1, several),
    }


def fit(worlds: list[World]) -> tuple[list[float], int, int]:
    """CHANCE, SHARED and PART by logistic regression on the candidate pairs of worlds; how many were copies and not."""
    pairs = [pair for made in worlds for pair in labelled(made)]
    features, labels = np.array([row for row, _ in pairs]), np.array([float(copied) for _, copied in pairs])
    weights = np.zeros(3)
    for _ in range(50):
        odds = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (labels - odds) - 0.01 * weights
        curve = (features * (odds * (1 - odds))[:, None]).T @ features + 0.01 * np.eye(3)
        weights += np.linalg.solve(curve, slope)
    return weights.tolist(), int(labels.sum()), int((1 - labels).sum())


def labelled(made: World) -> list[tuple[tuple[float, float, float], bool]]:
    """What is to be weighed of each candidate pair of a world, and whether the one retells the other."""
    reports = made.reports
    numbers = np.arange(len(reports))
    sketches = sketch([report.text for report in reports])
    index = Nearness()
    index.add(sketches, numbers)
    hits = index.hits(sketches)
    idle = standing(hits, numbers, sketches.lengths)
    words = words_of([report.text for report in reports], idle)
    pairs = []
    for here, there in candidates(hits, numbers):
        shared = compare(words[here], words[there])
        counted = shared.telling / max(1, sum(passage.words for passage in shared.passages))
        part = min(MOST_PART, max(LEAST_PART, counted * max(shared.share_here, shared.share_there)))
        copied = bool(made.roots[reports[here].id] & made.roots[reports[there].id])
        pairs.append(((1.0, log1p(shared.telling), log(part / (1 - part))), copied))
    return pairs


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fit", action="store_true")
    asked = parser.parse_args()
    every = sorted(asked.folder.glob("*.txt"))
    paths = every if asked.half is None else every[asked.half :: 2]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    articles = unrelated(texts)
    print(f"articles: {len(articles)} of {len(texts)}")
    settings: tuple[tuple[str, Setting], ...] = (("usual", USUAL), ("undated", UNDATED), ("hard", HARD))
    worlds = [(name, world(articles, setting, asked.seed)) for name, setting in settings]
    if asked.fit:
        weights, copies, others = fit([made for _, made in worlds])
        print(f"weights: {' '.join(f'{weight:.2f}' for weight in weights)} ({copies} copies, {others} not)")
        return
    for name, made in worlds:
        predicted, seconds = found(made)
        for figure, value in scores(made, predicted).items():
            print(f"{name}_{figure}: {value:.4f}" if isinstance(value, float) else f"{name}_{figure}: {value}")
        print(f"{name}_milliseconds_a_report: {1000 * seconds / len(made.reports):.2f}")


if __name__ == "__main__":
    main()
