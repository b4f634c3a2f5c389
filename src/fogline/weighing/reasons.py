"""Why a saying weighs what it does: a sum of named reasons, each in log-odds of the three states."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.weighing.sayings import NUMBER, TELLERS, Symbol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


class Reason(NamedTuple):
    """What a reason adds for first side holds, contested, second side holds: against their mean, so the sum is 0."""

    name: str
    weight: tuple[float, float, float]


INTEREST = {
    "itself": "the side that it serves says it",
    "opponent": "it is said against the own interest",
    "others": "neither side says it",
    "speaker": "a side says it",
}


def reasons(symbol: Symbol, said: Floats, factors: Sequence[tuple[str, float]], share: float) -> tuple[Reason, ...]:
    """The reasons for the weight of a saying, whose sum is its whole weight.

    `said` is what was learned, [symbols, 3]: how often each is said in each state. `factors` are those of the single
    claim, `share` what earlier sayings of the same have left of it.
    """
    logs = np.log(said)
    alike = [NUMBER[symbol._replace(teller=teller)] for teller in range(TELLERS)]
    kind, whole = np.log(said[alike].sum(axis=0)), logs[NUMBER[symbol]]
    found = [Reason("what is said", _against_mean(kind)), Reason(INTEREST[symbol.told_by], _against_mean(whole - kind))]
    for name, factor in (*factors, ("the same was said before", share)):
        if factor != 1:
            found.append(Reason(name, _against_mean(whole * (factor - 1))))
            whole = whole * factor
    return tuple(found)


def _against_mean(values: Floats) -> tuple[float, float, float]:
    first, contested, second = (values - ((values[0] + values[2]) + values[1]) / 3).tolist()
    return first, contested, second
