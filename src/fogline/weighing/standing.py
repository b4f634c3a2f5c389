"""Standing: where a claim is once it has been held against all others of its place."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from fogline.terms.actor import Side
from fogline.terms.event import EventKind
from fogline.terms.stated import Standing
from fogline.terms.states import HAS, gains, position
from fogline.weighing.contradictions import disputed
from fogline.weighing.meeting import AROUND, Days, Meeting, days

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from fogline.terms.stated import Stated

# Of a claim with several events the first of these that one of them has.
CAUTIOUS = (Standing.DISPUTED, Standing.SINGLE_SIDE, Standing.UNREPORTED, Standing.CORROBORATED)


def standings(rows: Sequence[Stated], sides: tuple[Side, Side]) -> list[Standing]:
    """The standing of each of `rows`, which are all that is said of one place.

    A copy counts as what it repeats and adds nothing; nor does a report's own voice, which has what it says from
    somebody.
    """
    camps = _camps(rows, sides)
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        groups[_same(row, sides)].append(number)
    found = [Standing.UNREPORTED] * len(rows)
    for members in groups.values():
        spread = {number: _spread(rows[number]) for number in members}
        heard = Meeting((spread[number], camps[number]) for number in members if camps[number] is not None)
        admitted = Meeting((spread[number], True) for number in members if against_interest(rows[number], sides))
        for number in members:
            near = _near(spread[number])
            here = camps[number]
            told = {*heard.keys(near), *(() if here is None else (here,))}
            if len(told) > 1 or admitted.keys(near):
                found[number] = Standing.CORROBORATED
            elif told & set(sides):
                found[number] = Standing.SINGLE_SIDE
    against = disputed(rows)
    return [Standing.DISPUTED if is_disputed else one for one, is_disputed in zip(found, against, strict=True)]


def alone(side: Side | None, sides: tuple[Side, Side]) -> Standing:
    """The standing of a claim that tells of nothing at any place, by a source of `side`."""
    return Standing.SINGLE_SIDE if side in sides else Standing.UNREPORTED


def of_claim(events: Iterable[Standing]) -> Standing:
    """The standing of a claim whose events have these, one at least."""
    return min(events, key=CAUTIOUS.index)


def against_interest(row: Stated, sides: tuple[Side, Side]) -> bool:
    """Whether a side says, in its own name, what its opponent is better off by."""
    better = gains(row.kind, row.agent, row.stance, sides)
    return not row.narrated and better is not None and row.side in sides and row.side != better


def _camps(rows: Sequence[Stated], sides: tuple[Side, Side]) -> list[Hashable]:
    """Who each row, or what it is a copy of, is heard from: a side, an independent source, None for anybody else."""
    by_claim = {row.claim: row for row in rows}
    origins = [by_claim.get(row.origin, row) for row in rows]
    return [_camp(row, sides) for row in origins]


def _camp(row: Stated, sides: tuple[Side, Side]) -> Hashable:
    if row.narrated:
        return None
    if row.side in sides:
        return row.side
    return (row.side, row.source) if row.side is Side.INDEPENDENT and row.source else None


def _same(row: Stated, sides: tuple[Side, Side]) -> Hashable:
    """What rows say that say the same: of who has the place, who is better off by it."""
    at = position(row.kind, row.agent, row.stance)
    if row.kind is EventKind.OTHER:
        return row.claim
    if days(row) is None:
        return (row.kind, row.agent, row.stance, row.time_frame, row.certainty)
    if at is not None and at.what == HAS and row.agent in sides:
        return gains(row.kind, row.agent, row.stance, sides)
    return (row.kind, row.agent, row.stance)


def _spread(row: Stated) -> Days:
    """The days of a row; of what is not so yet, and of history without a date, those round the day when it was said."""
    known = days(row)
    first, end = (row.said, row.said + 1) if known is None else (known.first, known.end)
    return Days(first, end, end, changes=False)


def _near(days: Days) -> Days:
    return Days(days.first - AROUND, days.end + AROUND, days.end + AROUND, changes=False)
