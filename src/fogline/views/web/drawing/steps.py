"""The data of the slider: what each settlement looks like at each step, small enough to send and quick to draw from.

Bytes: the length of the head as four bytes, the smallest first; the head, JSON in UTF-8; then for each settlement how
many runs it has and the runs, each how many steps it lasts and its look less the one before, folded to be positive
(0, -1, 1, -2 ... as 0, 1, 2, 3 ...). Numbers are in groups of seven bits, the lowest first, the highest bit set where
more follow (LEB128). The head has `first` (ISO date), `step` (days), `steps`, `ids`, `names`, `at` (x and y in units of
the map's drawing, alternating), `towns` ([x, y, name], the largest first) and the counts that make up a look.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.views.web.drawing.looks import FADES, KINDS, looks_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from fogline.terms.terrain import Town
    from fogline.views.web.drawing.frame import Frame
    from fogline.views.web.drawing.known import Known
    from fogline.views.web.drawing.situation import Spot

# Looks that the script unpacks at most, two bytes each; beyond, steps are longer than a day.
MOST = 8_000_000
# No number that is packed has more.
BITS = 28


class Stretch(NamedTuple):
    """The days of a slider: the first, how many days a step is, how many steps."""

    first: date
    step: int
    steps: int


def stretch(since: date, until: date, places: int) -> Stretch:
    """The days from `since` to `until` in steps of a day, or of as many as so many `places` take; `until` is one."""
    days = max(0, (until - since).days)
    step = max(1, -(-(days + 1) * places // MOST))
    return Stretch(date.fromordinal(until.toordinal() - days // step * step), step, days // step + 1)


def looks_over(known: Known, over: Stretch) -> NDArray[np.uint16]:
    """The looks of all places at all steps, a row a place."""
    days = (over.first.toordinal() + number * over.step for number in range(over.steps))
    return np.stack([looks_on(known, day) for day in days], axis=1)


def steps(
    looks: NDArray[np.uint16], spots: Sequence[Spot], towns: Iterable[Town], frame: Frame, over: Stretch
) -> bytes:
    """The data of those of `spots` that stand somewhere, with the names of `towns`, drawn in `frame`.

    `looks` are those of all steps, a row for each of `spots`.
    """
    first, step, count = over
    shown = [(row, spot.place.lon, spot.place.lat) for row, spot in enumerate(spots)]
    placed = [(row, frame.at(lon, lat)) for row, lon, lat in shown if lon is not None and lat is not None]
    head = {
        "first": first.isoformat(),
        "step": step,
        "steps": count,
        "ids": [spots[row].place.id for row, _ in placed],
        "names": [spots[row].name for row, _ in placed],
        "at": [unit for _, at in placed for unit in at],
        "towns": [[*frame.at(town.lon, town.lat), town.name] for town in towns],
        "kinds": KINDS,
        "fades": FADES,
    }
    written = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    rows = [row for row, _ in placed]
    return len(written).to_bytes(4, "little") + written + _runs(looks[rows].astype(np.int64))


def _runs(looks: NDArray[np.int64]) -> bytes:
    """The runs of each row of looks, [places, steps]."""
    if not looks.size:
        return b""
    places, count = looks.shape
    begins = np.ones((places, count), bool)
    begins[:, 1:] = looks[:, 1:] != looks[:, :-1]
    row, at = np.nonzero(begins)
    own = looks[row, at]
    opens = np.ones(len(row), bool)
    opens[1:] = row[1:] != row[:-1]
    change = np.diff(own, prepend=0)
    change[opens] = own[opens]
    following = np.append(at[1:], count)
    following[np.append(opens[1:], True)] = count
    pairs = np.stack((following - at, np.where(change >= 0, 2 * change, -2 * change - 1)), axis=1)
    # Before the first run of each place stands how many there are.
    starts = np.flatnonzero(opens)
    return _small(np.insert(pairs.ravel(), 2 * starts, np.diff(np.append(starts, len(row)))))


def _small(values: NDArray[np.int64]) -> bytes:
    """Numbers in groups of seven bits."""
    groups = np.stack([values >> shift & 0x7F for shift in range(0, BITS, 7)], axis=1)
    further = np.stack([values >> shift > 0 for shift in range(7, BITS + 7, 7)], axis=1)
    kept = np.ones_like(further)
    kept[:, 1:] = further[:, :-1]
    return bytes((groups | further * 0x80).astype(np.uint8)[kept])
