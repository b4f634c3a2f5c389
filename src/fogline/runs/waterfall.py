"""What an estimate is made of: where it starts, what each origin adds in the order of time, the result."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.errors import NotThere
from fogline.outlook.control.assembling import LOOKED_UP, Active, Ground, activity, assemble, rows_of
from fogline.outlook.control.daily import days, lengths
from fogline.runs.earning import LEVELS
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


class Expected(NamedTuple):
    """What the line's way up to the last map lets expect of a place a month after that map's `day`: `chances`.

    `side` is the number of the side whose area the map shows, `depth` how many km within it the place lies, less than
    0 outside, `moved` by how many km that grew within the month before.
    """

    map_name: str
    day: int
    side: int
    depth: float
    moved: float
    chances: Chances


class Waterfall(NamedTuple):
    """The estimate of a place on a day: `start` is what it would be with no claim about it, from line and maps alone.

    Where only the last origins are told, `start` is what it would be without these, and `before` is how many it has.
    `expected` is what the line alone puts it under, None without a map whose line's way is known. `lines` are the days
    of the lines and maps that it starts from, `heard` that on which something was last heard.
    """

    place: str
    day: int
    lines: tuple[int, ...]
    expected: Expected | None
    start: Chances
    steps: tuple[Step, ...]
    result: Chances
    heard: int
    before: int = 0


def made_of(weighed: Weighed, place: str, day: int, most: int | None = None, active: Active | None = None) -> Waterfall:
    """What the nowcast of `place` on the ordinal `day` is made of; raises NotThere where there is none.

    Of its origins the `most` newest are told, all where that is None; `active` is what `activity` makes of the whole
    ledger up to a later day, where that is known already.
    """
    row = next((row for row, spot in enumerate(weighed.evidence.places) if spot.id == place), None)
    lines = [line for line in weighed.lines if line.day <= day]
    rows = [] if row is None else np.flatnonzero((weighed.told.place == row) & (weighed.told.day <= day)).tolist()
    if row is None or not (rows or lines):
        message = f"nothing is heard of control over {place} up to that day: `fogline control` shows what there is"
        raise NotThere(message)
    every = [weighed.evidence.origins[one] for one in rows]
    before = 0 if most is None else max(0, len(rows) - most)
    chances = _growing(weighed, row, (rows[:before], rows[before:]), day, active)
    rows, origins = rows[before:], every[before:]
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
                origin.symbol,
                weighed.model.said / weighed.model.silent,
                [(name, level[one]) for name, level in zip(LEVELS, weighed.earned.now, strict=True)],
                (*origin.factors, ("the same was said before", float(weighed.shares[one]))),
            ),
            after,
        )
        for origin, one, after in zip(origins, rows, chances[1:], strict=True)
    )
    heard = max([*(line.day for line in lines), *(origin.day for origin in every)])
    days_of = tuple(line.day for line in lines)
    return Waterfall(place, day, days_of, _expected(lines, row), chances[0], steps, chances[-1], heard, before)


def _expected(lines: Sequence[Line], row: int) -> Expected | None:
    """What the last of `lines` lets expect of the place in `row`."""
    last = lines[-1] if lines else None
    if last is None or last.prospect is None:
        return None
    found = last.prospect
    first, contested, second = found.chances[row].tolist()
    depth, moved = float(found.depth[row]), float(found.moved[row])
    return Expected(last.name, last.day, found.side, depth, moved, (first, contested, second))


def _growing(
    weighed: Weighed, row: int, rows: tuple[Sequence[int], Sequence[int]], day: int, active: Active | None
) -> list[Chances]:
    """The estimate on `day` from the first of the two lists of origins, from one more of the second, and so on."""
    lines = [line for line in weighed.lines if line.day <= day]
    first = min([day, *(line.day for line in lines), int(weighed.told.day.min(initial=day))])
    if active is None or active.base != first:
        active = activity(weighed.ground, weighed.told, first, day)
    some = len(rows[1]) + 1
    batch = assemble(
        Ground(
            np.repeat(weighed.ground.points[[row]], some, axis=0), np.repeat(weighed.ground.start[[row]], some, axis=0)
        ),
        _repeated(weighed.told, rows),
        [_of_one(line, row, some) for line in lines],
        (first, day),
        Active(first, np.repeat(active.near[: (day - first) // LOOKED_UP + 1, [row]], some, axis=1)),
    )
    chances = days(batch, weighed.model, day, hindsight=False)
    length, ends = lengths(batch.steps, day)
    last = np.cumsum(length)[ends] - 1
    return [(a, b, c) for a, b, c in chances[last].tolist()]


def _repeated(told: Told, rows: tuple[Sequence[int], Sequence[int]]) -> Told:
    """Place number k has the origins of the first list and the first k of the second."""
    always, further = rows
    some = len(further) + 1
    place = np.repeat(np.arange(some), len(always) + np.arange(some))
    chosen = np.array([one for number in range(some) for one in (*always, *further[:number])], np.int64)
    return rows_of(told, chosen)._replace(place=place)


def _of_one(line: Line, row: int, some: int) -> Line:
    rows = np.repeat(row, some)
    return line._replace(
        near=line.near[rows],
        to_first=line.to_first[rows],
        to_second=line.to_second[rows],
        known=line.known[rows],
        symbol=line.symbol[rows],
    )
