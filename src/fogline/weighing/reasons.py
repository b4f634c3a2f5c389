"""Why a saying weighs what it does: a sum of named reasons, each in log-odds of the three states."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.weighing.sayings import NUMBER, OTHERS, TELLERS, Symbol, mirrored

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


class Reason(NamedTuple):
    """What a reason adds for first side holds, contested, second side holds: against their mean, so the sum is 0."""

    name: str
    weight: tuple[float, float, float]


MIRRORED = mirrored()
INTEREST = {
    "itself": "the side that it serves says it",
    "opponent": "it is said against the own interest",
    "others": "neither side says it",
    "speaker": "a side says it",
}


OF_SIDE, OF_OTHERS = "record of its side", "record of others on that side"
# What is learned of who says it is named where it makes a difference of so many log-odds, else it is part of whose
# saying it is.
TOLD_FROM = 0.02


def reasons(
    symbol: Symbol, said: Floats, records: Sequence[tuple[str, Floats]], factors: Sequence[tuple[str, float]]
) -> tuple[Reason, ...]:
    """The reasons for the weight of a saying, whose sum is its whole weight.

    `said` is what was learned, [symbols, 3]: how often each is said in each state. `records` are what those of who says
    it add, log-odds of the states; `factors` those by which all of it counts for more or less.
    """
    alike = [NUMBER[symbol._replace(teller=teller)] for teller in range(TELLERS)]
    image = MIRRORED[alike]
    one, other = said[NUMBER[symbol]], said[MIRRORED[NUMBER[symbol]]][::-1]
    # What is so of both sides alike, and what each has made of it.
    kind = np.log((said[alike].sum(axis=0) + said[image].sum(axis=0)[::-1]) / 2)
    fair, whole = np.log((one + other) / 2), np.log(one)
    learned = [(OF_OTHERS if symbol.teller == OTHERS else OF_SIDE, whole - fair), *records]
    whole = fair + sum(weight for _, weight in learned)
    named = [(name, weight) for name, weight in learned if np.ptp(weight) >= TOLD_FROM]
    interest = whole - kind - sum(weight for _, weight in named)
    found = [Reason("what is said", _against_mean(kind)), Reason(INTEREST[symbol.told_by], _against_mean(interest))]
    found += [Reason(name, _against_mean(weight)) for name, weight in named]
    for name, factor in factors:
        if factor != 1:
            found.append(Reason(name, _against_mean(whole * (factor - 1))))
            whole = whole * factor
    return tuple(found)


def _against_mean(values: Floats) -> tuple[float, float, float]:
    first, contested, second = (values - ((values[0] + values[2]) + values[1]) / 3).tolist()
    return first, contested, second
