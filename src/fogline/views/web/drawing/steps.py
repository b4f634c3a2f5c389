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

from fogline.views.web.drawing.looks import FADES, KINDS, looks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fogline.terms.terrain import Town
    from fogline.views.web.drawing.frame import Frame
    from fogline.views.web.drawing.situation import Spot

# Looks that the script unpacks at most, two bytes each; beyond, steps are longer than a day.
MOST = 8_000_000


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


def steps(spots: Sequence[Spot], towns: Iterable[Town], frame: Frame, over: Stretch) -> bytes:
    """The data of `spots` that stand somewhere, with the names of `towns`, drawn in `frame`."""
    first, step, count = over
    days = range(first.toordinal(), first.toordinal() + count * step, step)
    shown = [(spot, spot.place.lon, spot.place.lat) for spot in spots]
    placed = [(spot, frame.at(lon, lat)) for spot, lon, lat in shown if lon is not None and lat is not None]
    head = {
        "first": first.isoformat(),
        "step": step,
        "steps": count,
        "ids": [spot.place.id for spot, _ in placed],
        "names": [spot.name for spot, _ in placed],
        "at": [unit for _, at in placed for unit in at],
        "towns": [[*frame.at(town.lon, town.lat), town.name] for town in towns],
        "kinds": KINDS,
        "fades": FADES,
    }
    written = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    body = bytearray()
    for spot, _ in placed:
        body.extend(_runs(looks(spot.course, spot.said, days).tolist()))
    return len(written).to_bytes(4, "little") + written + bytes(body)


def _runs(values: list[int]) -> Iterator[int]:
    runs: list[list[int]] = []
    for value in values:
        if runs and runs[-1][1] == value:
            runs[-1][0] += 1
        else:
            runs.append([1, value])
    yield from _small(len(runs))
    before = 0
    for length, value in runs:
        yield from _small(length)
        change = value - before
        yield from _small(2 * change if change >= 0 else -2 * change - 1)
        before = value


def _small(number: int) -> Iterator[int]:
    while number > 0x7F:  # noqa: PLR2004 - seven bits
        yield number & 0x7F | 0x80
        number >>= 7
    yield number
