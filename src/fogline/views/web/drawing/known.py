"""What is known of many places at once, in columns: how likely each state is on a day, and what each side says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from fogline.views.web.drawing.looks import Said

    Numbers = NDArray[np.int64]
    Floats = NDArray[np.float64]

# A claim counts as what a side says for so many days.
SAYS = 90
# Places stand above days in one number.
PLACE = 1 << 32


class Sayings(NamedTuple):
    """What one side has said of who holds places: `at` is place and day in one number, sorted, `holds` who by that."""

    at: Numbers
    holds: Numbers

    def on(self, day: int, places: int) -> Numbers:
        """Of each place 1 + the number of who holds it by what was said last, 0 where nothing was for SAYS days."""
        if not len(self.at):
            return np.zeros(places, np.int64)
        wanted = np.arange(places) * PLACE + day
        last = np.searchsorted(self.at, wanted, side="right") - 1
        known = np.maximum(last, 0)
        near = (last >= 0) & (wanted - self.at[known] <= SAYS)
        return np.where(near, self.holds[known] + 1, 0)


def sayings_of(said: Iterable[tuple[int, Sequence[Said]]]) -> tuple[Sayings, Sayings]:
    """What the first and the second side have said, from the numbers of places and what was said of each."""
    rows = sorted((place * PLACE + one.day, one.holds, one.by) for place, ones in said for one in ones)
    at, holds, by = np.array(rows, np.int64).reshape(-1, 3).T
    return Sayings(at[by == 0], holds[by == 0]), Sayings(at[by == 1], holds[by == 1])


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of places, a row each, from the ordinal `first` to `last`.

    `on` gives their chances on a day, [n, 3], zeros for none, and the ordinal on which something was last heard of
    each; `said` is what the first and the second side say.
    """

    places: int
    first: int
    last: int
    on: Callable[[int], tuple[Floats, Numbers]]
    said: tuple[Sayings, Sayings]
