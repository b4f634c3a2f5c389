"""An estimate: how likely each side is to hold a place, day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Course(NamedTuple):
    """The estimates of one place for days in a row.

    `first` is the proleptic Gregorian ordinal of the first day. `p` has a triple a day, which sums to 1: that the first
    of the theatre's sides holds the place, that it is contested, that the second holds it. `heard` is the ordinal of
    the day on which something was last heard of the place, as of each day.
    """

    place: str
    first: int
    p: Sequence[tuple[float, float, float]]
    heard: Sequence[int]
