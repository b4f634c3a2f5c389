"""How much a saying weighs: the prior for each kind and teller, and what a single claim adds to or takes from it.

Everything is in log-odds and has a name. A claim counts for more with evidence shown and for less with a hedge; of
voices of one side that say the same of a place within weeks the n-th counts 1/n², so that any number of them counts
for less than two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.weighing.sayings import MAPS, SYMBOLS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from fogline.weighing.sayings import Symbol

    Numbers = NDArray[np.int64]
    Floats = NDArray[np.float64]


class Row(NamedTuple):
    """A row of `data/weights.csv`: how often such a thing is said where the side it speaks of holds the place, where
    it is contested, and where the opponent holds it, the highest taken for 1; and which part of all sayings it is.

    Of a saying that speaks of no side, the teller's side stands in its place.
    """

    kind: str
    told_by: str
    holds: float
    contested: float
    opponent: float
    often: float


class PriorCounts(NamedTuple):
    """Counts of sayings that stand for what is expected: a row a symbol, a column a state; `days` is in how many days.

    `shown` tells which symbols are readings of maps, whose counts are not of days but of readings.
    """

    said: Floats
    days: float
    shown: NDArray[np.bool_]


def prior_counts(table: Sequence[Row], numbers: Mapping[str, float]) -> PriorCounts:
    """The counts that `table` stands for, with the named `numbers` of `data/factors.csv`.

    Raises what `numbers` raises where one is missing, KeyError where a row is.
    """
    rows = {(row.kind, row.told_by): row for row in table}
    said: Floats = np.array([_row(symbol, rows[symbol.kind, symbol.told_by]) for symbol in SYMBOLS])
    shown = np.array([symbol.kind in MAPS for symbol in SYMBOLS])
    days = numbers["worth_days"]
    worth: Floats = np.where(shown, numbers["worth_readings"], days * numbers["claims_a_day"])
    return PriorCounts(said * worth[:, None], days, shown)


def _row(symbol: Symbol, row: Row) -> tuple[float, float, float]:
    side = symbol.side if symbol.side is not None else symbol.teller
    holds, contested, opponent = row.holds * row.often, row.contested * row.often, row.opponent * row.often
    return (opponent, contested, holds) if side == 1 else (holds, contested, opponent)


def repeated(place: Numbers, day: Numbers, symbol: Numbers, days: int) -> Numbers:
    """For each origin how many before it say the same from the same side of the same place within `days`; 0 for the
    first.

    Rows are in order of place and day. A run of sayings ends where nobody has said it for `days`.
    """
    order = np.lexsort((np.arange(len(day)), day, symbol, place))
    same = np.zeros(len(day), bool)
    sorted_place, sorted_symbol, sorted_day = place[order], symbol[order], day[order]
    same[1:] = (
        (sorted_place[1:] == sorted_place[:-1])
        & (sorted_symbol[1:] == sorted_symbol[:-1])
        & (np.diff(sorted_day) <= days)
    )
    at = np.arange(len(day))
    starts = np.maximum.accumulate(np.where(same, 0, at))
    before = np.empty(len(day), np.int64)
    before[order] = at - starts
    return before


def share_of(before: Numbers) -> Floats:
    """What is left of a saying's weight when `before` have said the same: 1, 1/4, 1/9 ..."""
    return np.asarray(1.0 / np.square(1.0 + before), np.float64)
