"""What an estimate is made of: where it starts, what each origin adds in the order of time, the result."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.errors import NotThere
from fogline.outlook.control.assembling import Active, Ground, activity, assemble, rows_of
from fogline.outlook.control.daily import days, lengths
from fogline.weighing.reasons import Reason, reasons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fogline.outlook.control.assembling import Line, Told
    from fogline.runs.control import Weighed

    Chances = tuple[float, float, float]


class Step(NamedTuple):
    """An origin: who says what on which day, retold how often, its `reasons`, and the estimate `after` it.

    `says` is a kind of saying and `side` the number of the side that it speaks of, None where it speaks of none;
    `told_by` is whose saying that is: itself, opponent, others or, where no side is spoken of, speaker. `source` is
    an id or a name, None in a report's own voice; `claim` is the id of the first known statement.
    """

    day: int
    source: str | None
    says: str
    side: int | None
    told_by: str
    claim: str
    copies: int
    reasons: tuple[Reason, ...]
    after: Chances


class Waterfall(NamedTuple):
    """The estimate of a place on a day: `start` is what it would be with no claim about it, from line and maps alone.

    `lines` are the days of the lines and maps that it starts from, `heard` that on which something was last heard.
    """

    place: str
    day: int
    lines: tuple[int, ...]
    start: Chances
    steps: tuple[Step, ...]
    result: Chances
    heard: int


def made_of(weighed: Weighed, place: str, day: int) -> Waterfall:
    """What the nowcast of `place` on the ordinal `day` is made of; raises NotThere where there is none."""
    row = next((row for row, spot in enumerate(weighed.evidence.places) if spot.id == place), None)
    lines = [line for line in weighed.lines if line.day <= day]
    rows = [] if row is None else np.flatnonzero((weighed.told.place == row) & (weighed.told.day <= day)).tolist()
    if row is None or not (rows or lines):
        message = f"nothing is heard of control over {place} up to that day: `fogline control` shows what there is"
        raise NotThere(message)
    chances = _growing(weighed, row, rows, day)
    origins = [weighed.evidence.origins[one] for one in rows]
    steps = tuple(
        Step(
            origin.day,
            origin.speaker,
            origin.symbol.kind,
            origin.symbol.side,
            origin.symbol.told_by,
            origin.claim,
            origin.copies,
            reasons(
                origin.symbol, weighed.model.said / weighed.model.silent, origin.factors, float(weighed.shares[one])
            ),
            after,
        )
        for origin, one, after in zip(origins, rows, chances[1:], strict=True)
    )
    heard = max([*(line.day for line in lines), *(origin.day for origin in origins)])
    return Waterfall(place, day, tuple(line.day for line in lines), chances[0], steps, chances[-1], heard)


def _growing(weighed: Weighed, row: int, rows: Sequence[int], day: int) -> list[Chances]:
    """The estimate on `day` from none of the origins `rows`, from the first of them, and so on to all."""
    lines = [line for line in weighed.lines if line.day <= day]
    first = min([day, *(line.day for line in lines), *weighed.told.day[weighed.told.day <= day].tolist()])
    active = activity(weighed.ground, weighed.told, first, day)
    some = len(rows) + 1
    batch = assemble(
        Ground(
            np.repeat(weighed.ground.points[[row]], some, axis=0), np.repeat(weighed.ground.start[[row]], some, axis=0)
        ),
        _repeated(weighed.told, rows),
        [_of_one(line, row, some) for line in lines],
        (first, day),
        Active(active.base, np.repeat(active.near[:, [row]], some, axis=1)),
    )
    chances = days(batch, weighed.model, day, hindsight=False)
    length, ends = lengths(batch.steps, day)
    last = np.cumsum(length)[ends] - 1
    return [(a, b, c) for a, b, c in chances[last].tolist()]


def _repeated(told: Told, rows: Sequence[int]) -> Told:
    """Place number k has the first k of the origins `rows`."""
    place = np.repeat(np.arange(len(rows) + 1), np.arange(len(rows) + 1))
    chosen = np.array([one for some in range(len(rows) + 1) for one in rows[:some]], np.int64)
    return rows_of(told, chosen)._replace(place=place)


def _of_one(line: Line, row: int, some: int) -> Line:
    rows = np.repeat(row, some)
    return line._replace(
        distance=line.distance[rows], lean=line.lean[rows], known=line.known[rows], symbol=line.symbol[rows]
    )
