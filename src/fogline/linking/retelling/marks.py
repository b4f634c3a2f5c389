"""What a report names whatever its language: numbers, names in one script, and what was found in reading it.

A report and its translation share no words, but they name the same places, people and numbers, mostly in the same
order. Marks are strings; pairs of neighbours are hashed into bands by which `Nearness`, or a ledger, finds candidates.
"""

from __future__ import annotations

import re
from collections import Counter
from math import log
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from fogline.linking.names import key, rough
from fogline.linking.retelling.letters import SPLIT, mixed
from fogline.linking.retelling.rows import Shared
from fogline.linking.retelling.sketch import Sketches
from fogline.linking.tokens import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fogline.linking.retelling.rows import Reasons

NUMBER = re.compile(r"(?<!\d)\d{1,12}(?!\d)(?:[ \u00a0\u202f](?=\d{3}(?!\d))\d{3})*(?:[.,:]\d{1,12}(?!\d))*")
# A capitalised word within a sentence.
NAME = re.compile(r"(?<=[\w,;:)\-–—»”\"'’] )[«“„\"(]?([A-ZА-ЯЁІЇЄҐ][\w'’]+)")
THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f,](?=\d{3}(?!\d))")
# Names are alike by so many letters: what follows is an ending.
LETTERS = 5
MOST_MARKS = 80
# Neighbours at most so far apart make a pair.
REACH = 2
# In log-odds, set by hand, as there are no translated reports to learn from; benchmarks/abroad.py counts false ones.
# Marks depend on one another (who names the town names its region), so that each counts for less than its rarity.
CHANCE, RARITY, PART, APART = -13.0, 0.45, 1.0, -4.0
LEAST_PART, MOST_PART = 0.05, 0.95
# Fewer marks in common say nothing.
FEWEST = 4


def marks(text: str, found: Iterable[tuple[int, str]] = ()) -> tuple[str, ...]:
    """The marks of `text` in order; `found` are offsets and what reading found there: ids of places, actors, events."""
    placed = [(match.start(), f"number:{_number(match[0])}") for match in NUMBER.finditer(text)]
    placed += [(match.start(1), f"name:{name}") for match in NAME.finditer(text) if (name := _name(match[1]))]
    return tuple(mark for _, mark in sorted([*placed, *found]))[:MOST_MARKS]


def mark_bands(batch: Sequence[Sequence[str]]) -> Sketches:
    """Bands of each report's marks, to be kept apart from those of texts: a hash for each two close together."""
    text: list[int] = []
    first: list[int] = []
    second: list[int] = []
    for number, of_one in enumerate(batch):
        hashes = [crc32(mark.encode()) for mark in of_one]
        pairs = {(one, two) for place, one in enumerate(hashes) for two in hashes[place + 1 : place + 1 + REACH]}
        for one, two in sorted(pairs):
            text.append(number)
            first.append(one)
            second.append(two)
    band = mixed(mixed(np.array(first, dtype=np.uint64)) * SPLIT + np.array(second, dtype=np.uint64))
    places = np.array(text, dtype=np.int64)
    return Sketches(places, np.zeros_like(places), band, np.ones(len(batch), dtype=np.int64))


def rarities(counts: Mapping[str, int], reports: int) -> dict[str, float]:
    """How much each mark says, in nats: the logarithm of one in how many reports has it."""
    return {mark: log((reports + 1) / (count + 0.5)) for mark, count in counts.items()}


def of_marks(
    here: Sequence[str], there: Sequence[str], rarity: Mapping[str, float], *, apart: bool
) -> tuple[Reasons, Shared]:
    """Reasons, in log-odds, to believe that one report retells the other, from what both name in the same order.

    None where they name too little in common. `rarity` is that of the marks of both; `apart` where they are not of
    about the same days. What is shared has no passages; shares are of what either names, by rarity.
    """
    common = set(here) & set(there)
    if len(common) < FEWEST:
        return (), Shared((), 0.0, 0.0)
    shared = _in_order([mark for mark in here if mark in common], [mark for mark in there if mark in common], rarity)
    shares = [min(1.0, shared / max(1e-9, sum(rarity[mark] for mark in set(side)))) for side in (here, there)]
    part = min(MOST_PART, max(LEAST_PART, *shares))
    reasons = (
        ("chance", CHANCE),
        ("names the same in the same order", RARITY * shared),
        ("share of what it names", PART * log(part / (1 - part))),
        ("days apart", APART * apart),
    )
    return tuple((name, weight) for name, weight in reasons if weight), Shared((), shares[0], shares[1])


def counted(batch: Iterable[Sequence[str]]) -> Counter[str]:
    """In how many reports each mark is."""
    return Counter(mark for of_one in batch for mark in set(of_one))


def _in_order(here: Sequence[str], there: Sequence[str], rarity: Mapping[str, float]) -> float:
    """The weight of the heaviest common subsequence, of which each mark counts once."""
    row = [0.0] * (len(there) + 1)
    seen: set[str] = set()
    for mark in here:
        worth = 0.0 if mark in seen else max(0.0, rarity[mark])
        seen.add(mark)
        before = 0.0
        for place, other in enumerate(there):
            above = row[place + 1]
            row[place + 1] = max(above, row[place], before + worth if mark == other else 0.0)
            before = above
    return row[-1]


def _number(written: str) -> str:
    return THOUSANDS.sub("", written).replace(",", ".")


def _name(word: str) -> str:
    """A name in one script without its ending; nothing where too little is left of it."""
    folded = rough(key(stem(word.replace("’", "'").removesuffix("'s"))))
    return folded[:LETTERS] if len(folded) >= LETTERS - 1 else ""
