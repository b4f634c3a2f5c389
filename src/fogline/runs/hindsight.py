"""What is now known of places: their courses in hindsight, up to the last day of which the ledger has anything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from fogline.ledger import stating
from fogline.runs import control
from fogline.runs.sides import ukraine
from fogline.terms.estimate import Course

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import DTypeLike, NDArray

    from fogline.ledger.database import Database
    from fogline.runs.control import Weighed


def courses(database: Database) -> Iterator[Course]:
    """Yield the course of each place of which anything is known."""
    if stating.first_and_last(database) is not None:
        yield from courses_of(database, control.weigh(database, ukraine()))


def courses_of(database: Database, weighed: Weighed) -> Iterator[Course]:
    """Yield the same from what was `weighed` before."""
    days = stating.first_and_last(database)
    if days is not None:
        first, last = (date.fromisoformat(day).toordinal() for day in days)
        for spot, begins, chances, heard in control.daily(weighed, places=None, span=(first, last), hindsight=True):
            yield Course(spot.id, begins, Days(chances), Days(heard))


class Days(Sequence[Any]):
    """An array as a sequence, whose elements are made when they are asked for: most of them never are."""

    def __init__(self, array: NDArray[Any]) -> None:
        self._array = array

    def __len__(self) -> int:
        return len(self._array)

    def __getitem__(self, at: int | slice) -> Any:
        found = self._array[at].tolist()
        return tuple(found) if isinstance(found, list) and not isinstance(at, slice) else found

    def __array__(self, dtype: DTypeLike | None = None, copy: bool | None = None) -> NDArray[Any]:  # noqa: FBT001 - NumPy calls it
        return np.asarray(self._array, dtype) if copy is None else np.array(self._array, dtype, copy=copy)
