"""Who holds what on any day, of everything that was weighed: kept for whoever is asked again and again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from fogline.outlook.control import nowcasts as outlook
from fogline.outlook.control.assembling import activity, assemble
from fogline.terms.estimate import Course

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from fogline.outlook.control.assembling import Active
    from fogline.outlook.control.nowcasts import Nowcasts
    from fogline.runs.control import Weighed


@dataclass(frozen=True, slots=True)
class Theatre:
    """The nowcasts of all places of which there is evidence: the row of each by its id, from which day to which.

    `active` is where announcements showed the front, as estimates of one place need it.
    """

    rows: dict[str, int]
    nowcasts: Nowcasts
    first: int
    last: int
    active: Active

    def course(self, place: str, span: tuple[int, int]) -> Course | None:
        """The estimates of a place within `span`, its first and its last ordinal; None where there are none."""
        row = self.rows.get(place)
        if row is None:
            return None
        first, p, heard = self.nowcasts.of(row, span)
        return Course(place, first, [(a, b, c) for a, b, c in p.tolist()], heard.tolist()) if len(p) else None

    def courses(self, span: tuple[int, int]) -> Iterator[Course]:
        """Yield the estimates of all places within `span`, a short one: all of its days are held at once."""
        days = range(max(span[0], self.first), min(span[1], self.last) + 1)
        found = [self.nowcasts.on(day) for day in days]
        if not found:
            return
        p, heard = np.stack([one for one, _ in found], axis=1), np.stack([one for _, one in found], axis=1)
        for place, row in self.rows.items():
            known = np.flatnonzero(heard[row])
            if len(known):
                begins = int(known[0])
                told = [(a, b, c) for a, b, c in p[row, begins:].tolist()]
                yield Course(place, days[begins], told, heard[row, begins:].tolist())

    def on(self, day: int) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """The chances of all places on a day, a row a place, and when something was last heard of it; else zeros."""
        return self.nowcasts.on(day)


def nowcasts(weighed: Weighed, until: int) -> Theatre | None:
    """The nowcasts up to the ordinal `until` or, if that lies later, the last evidence; None where there is none."""
    days = [*(line.day for line in weighed.lines), *weighed.told.day.tolist()]
    if not days or not weighed.evidence.places:
        return None
    last = max(until, *days)
    active = activity(weighed.ground, weighed.told, min(days), last)
    batch = assemble(weighed.ground, weighed.told, weighed.lines, (min(days), last), active)
    found = outlook.nowcasts(batch, weighed.model, last)
    rows = {spot.id: row for row, spot in enumerate(weighed.evidence.places)}
    return Theatre(rows, found, int(found.first_heard().min()), last, active)
