"""Find which of a batch of reports retell others in another language, or are retold there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from fogline.linking.retelling.decide import decide
from fogline.linking.retelling.marks import mark_bands, of_marks
from fogline.linking.retelling.nearness import candidates

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from fogline.linking.retelling.retell import Index
    from fogline.linking.retelling.rows import Copy, Told

# A translation follows within so many days.
DAYS = 3


def retold_abroad(
    new: Sequence[Told], index: Index, known: Callable[[int], Told], rarity: Mapping[str, float]
) -> tuple[Copy, ...]:
    """Add the marks of `new` to `index`, which is for marks alone, and find the copies in another language.

    `known` gives the report with an `arrival`; `rarity` tells for each mark how much it says (see `marks.rarities`).
    """
    numbers = np.array([report.arrival for report in new], dtype=np.int64)
    bands = mark_bands([report.marks for report in new])
    index.add(bands, numbers)
    told = {report.arrival: report for report in new}
    pairs = set()
    for place, other in candidates(index.hits(bands), numbers):
        if other not in told:
            told[other] = known(other)
        if new[place].language != told[other].language:
            pairs.add((min(new[place].arrival, other), max(new[place].arrival, other)))
    found = (_copy((told[one], told[two]), rarity) for one, two in sorted(pairs))
    return tuple(copy for copy in found if copy)


def _copy(pair: tuple[Told, Told], rarity: Mapping[str, float]) -> Copy | None:
    here, there = sorted(pair, key=lambda report: report.id)
    reasons, shared = of_marks(here.marks, there.marks, rarity, apart=_apart(here.moment, there.moment))
    return decide(here, there, shared, reasons) if reasons else None


def _apart(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return False
    return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days) > DAYS
