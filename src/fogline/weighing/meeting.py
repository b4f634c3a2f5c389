"""Which of many statements about one place are of one time: found in a sorted index, however many there are."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from fogline.terms.event import Certainty, Stance, TimeFrame
from fogline.terms.states import CHANGES

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from fogline.terms.stated import Stated

# A statement that names no day may be of any within so many days of when it was said; a change of hands that does lasts
# so long against what is said of the days after it.
AROUND = 14


class Days(NamedTuple):
    """The days that a statement is of, half-open; against one that tells of no change it reaches to `reach`."""

    first: int
    end: int
    reach: int
    changes: bool


def days(stated: Stated) -> Days | None:
    """The days of a statement; None where they are not known: of history without a date, of forecasts and ifs."""
    dated = stated.first is not None
    frame = stated.time_frame
    if stated.certainty is Certainty.CONDITIONAL or not (
        frame is TimeFrame.PRESENT or (frame is TimeFrame.PAST and dated)
    ):
        return None
    changes = stated.kind in CHANGES and stated.stance is Stance.AFFIRMS
    first, end = span(stated)
    return Days(first, end, end + AROUND * (changes and dated), changes)


def span(stated: Stated) -> tuple[int, int]:
    """The days that a statement names, half-open; where it names none, those round the day when it was said."""
    if stated.first is None or stated.end is None:
        return stated.said - AROUND, stated.said + AROUND + 1
    return stated.first, stated.end


def meet(one: Days, other: Days) -> bool:
    """Whether two statements are of one time.

    Of two that tell of a change the later may follow on the earlier, so their own days must meet; what is said to be so
    after a change meets it.
    """
    if one.changes == other.changes:
        return one.first < other.end and other.first < one.end
    change, state = (one, other) if one.changes else (other, one)
    return state.first < change.reach and change.first < state.end


class Meeting:
    """An index of statements by their days, that tells whom of them a statement meets.

    It holds for each, in the order of their first days, the two latest ends so far that belong to different keys.
    """

    def __init__(self, rows: Iterable[tuple[Days, Hashable]]) -> None:
        """Index `rows`: days, and a key such as the source."""
        ordered = sorted(rows, key=lambda row: row[0].first)
        self._parts = {
            changes: (
                _Latest([(d.first, d.end, key) for d, key in part]),
                _Latest([(d.first, d.reach, key) for d, key in part]),
            )
            for changes in (False, True)
            if (part := [row for row in ordered if row[0].changes is changes])
        }

    def keys(self, days: Days) -> list[Hashable]:
        """Up to two different keys of statements that `days` meets."""
        found: dict[Hashable, None] = {}
        for changes, (by_end, by_reach) in self._parts.items():
            same = changes == days.changes
            latest = by_end if same else by_reach
            found.update(dict.fromkeys(latest.keys(days.first, days.end if same else days.reach)))
        return list(found)[:2]

    def other(self, days: Days, key: Hashable) -> bool:
        """Whether `days` meets a statement with another key than `key`."""
        return any(one != key for one in self.keys(days))


class _Latest:
    """Of intervals in the order of their starts, the two latest ends so far, of different keys."""

    def __init__(self, rows: list[tuple[int, int, Hashable]]) -> None:
        self._starts = [start for start, _, _ in rows]
        self._tops: list[tuple[tuple[int, Hashable], tuple[int, Hashable] | None]] = []
        first: tuple[int, Hashable] | None = None
        second: tuple[int, Hashable] | None = None
        for _, end, key in rows:
            if first is None or key == first[1]:
                first = (max(end, first[0] if first else end), key)
            elif end > first[0]:
                first, second = (end, key), first
            elif second is None or end > second[0]:
                second = (end, key)
            self._tops.append((first, second))

    def keys(self, first: int, end: int) -> list[Hashable]:
        """Up to two keys of intervals that overlap with the days from `first` to before `end`."""
        at = bisect_left(self._starts, end)
        if not at:
            return []
        return [top[1] for top in self._tops[at - 1] if top is not None and top[0] > first]
