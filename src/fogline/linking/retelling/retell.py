"""Find which of a batch of reports retell others, or are retold by them: the steps in their order.

What is new is looked up and compared; what was there before is not gone through again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

import numpy as np

from fogline.linking.retelling.alignment import compare
from fogline.linking.retelling.decide import decide
from fogline.linking.retelling.nearness import candidates, standing
from fogline.linking.retelling.sketch import sketch
from fogline.linking.retelling.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fogline.linking.retelling.letters import Counts
    from fogline.linking.retelling.nearness import Hits
    from fogline.linking.retelling.rows import Copy, Told
    from fogline.linking.retelling.sketch import Sketches


class Index(Protocol):
    """Where bands of reports are kept: `Nearness` in memory, or a table of a ledger."""

    def add(self, sketches: Sketches, known: Counts) -> None:
        """Add a batch; `known` has the number of each text of it."""

    def hits(self, sketches: Sketches) -> Hits:
        """Who has the bands of `sketches`."""


@dataclass(frozen=True, slots=True)
class Retold:
    """`copies` that a batch brought; `standing` has for each of its reports the sentences that tie nothing together."""

    copies: tuple[Copy, ...]
    standing: tuple[frozenset[int], ...]


def retold(new: Sequence[Told], index: Index, known: Callable[[int], Told]) -> Retold:
    """Add the reports `new` to `index` under their `arrival`, and find the copies that any of them is one of.

    `known` gives the report with an `arrival`; it is asked for those only that are compared with a new one.
    """
    texts = [report.text for report in new]
    numbers = np.array([report.arrival for report in new], dtype=np.int64)
    sketches = sketch(texts)
    index.add(sketches, numbers)
    hits = index.hits(sketches)
    stands = standing(hits, numbers, sketches.lengths)
    pairs = sorted({(min(number, other), max(number, other)) for number, other in _numbered(hits, numbers)})
    told = {report.arrival: replace(report, standing=frozenset(idle)) for report, idle in zip(new, stands, strict=True)}
    for number in sorted({number for pair in pairs for number in pair} - told.keys()):
        told[number] = known(number)
    compared = [told[number] for number in sorted({number for pair in pairs for number in pair})]
    words = dict(
        zip(
            (report.arrival for report in compared),
            words_of([report.text for report in compared], [report.standing for report in compared]),
            strict=True,
        )
    )
    copies = []
    for pair in pairs:
        # By their ids, so that what is found does not hang on what came in first.
        here, there = sorted(pair, key=lambda number: told[number].id)
        found = decide(told[here], told[there], compare(words[here], words[there]))
        copies += [found] if found else []
    return Retold(tuple(copies), tuple(map(frozenset, stands)))


def _numbered(hits: Hits, numbers: Counts) -> list[tuple[int, int]]:
    return [(int(numbers[place]), other) for place, other in candidates(hits, numbers)]
