"""Spells: over which days a place is said to be under fire control, cut off, restricted in movement, or contested.

A spell begins with the first day of which somebody says it and goes on as long as the next to say so follows before
the news of the last is too old. It ends then, or on the day on which somebody says otherwise after all those who say
it: that it is not so, or that the place has changed hands. Who says otherwise before the last of them disputes it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from fogline.terms.event import EventKind, Stance
from fogline.terms.spell import Condition, Spell
from fogline.terms.stated import Standing
from fogline.terms.states import CHANGES
from fogline.weighing.meeting import days
from fogline.weighing.standing import standings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from fogline.terms.actor import Side
    from fogline.terms.stated import Stated

SAID_BY = {
    EventKind.FIRE_CONTROL: Condition.UNDER_FIRE,
    EventKind.ENCIRCLES: Condition.CUT_OFF,
    EventKind.RESTRICTED_MOVEMENT: Condition.RESTRICTED,
    EventKind.FIGHTS: Condition.CONTESTED,
    EventKind.ENTERS: Condition.CONTESTED,
    EventKind.PARTLY_CAPTURES: Condition.CONTESTED,
}
# Done by one side to the other; the others are of nobody in particular.
DONE = frozenset({Condition.UNDER_FIRE, Condition.CUT_OFF})
# The strongest that one of those who say it has.
STRONGEST = (Standing.CORROBORATED, Standing.SINGLE_SIDE, Standing.UNREPORTED)


class _Dated(NamedTuple):
    """A statement with its days, half-open, and its standing."""

    first: int
    end: int
    stated: Stated
    standing: Standing


def spells(rows: Sequence[Stated], lasting: Mapping[str, float], sides: tuple[Side, Side]) -> list[Spell]:
    """The spells of one place of which `rows` are all that is stated, the newest first.

    `lasting` is for how many days news of each condition is taken to hold.
    """
    so: dict[tuple[Condition, Side | None], list[_Dated]] = defaultdict(list)
    other: dict[Condition, list[_Dated]] = defaultdict(list)
    changes: list[_Dated] = []
    for row, standing in zip(rows, standings(rows, sides), strict=True):
        one = _dated(row, standing)
        condition = SAID_BY.get(row.kind)
        if one is None:
            continue
        if condition and row.stance is Stance.AFFIRMS:
            so[condition, row.agent if condition in DONE else None].append(one)
        elif condition:
            other[condition].append(one)
        elif row.kind in CHANGES and row.stance is Stance.AFFIRMS:
            changes.append(one)
    found = [
        _spell(key, run, [*(one for one in other[key[0]] if _is_of(one, key)), *changes], int(lasting[key[0]]))
        for key, said in so.items()
        for run in _runs(said, int(lasting[key[0]]))
    ]
    return sorted(found, key=lambda spell: (-spell.end, -spell.first, spell.condition, str(spell.agent)))


def _dated(row: Stated, standing: Standing) -> _Dated | None:
    """A statement with its days: those that it names, else the one on which it was said; None of what is no news."""
    if days(row) is None:
        return None
    if row.first is None or row.end is None:
        return _Dated(row.said, row.said + 1, row, standing)
    # A month or a season that is named holds up to the day on which it was said, not beyond.
    return _Dated(row.first, max(row.first + 1, min(row.end, row.said + 1)), row, standing)


def _is_of(one: _Dated, key: tuple[Condition, Side | None]) -> bool:
    """Whether a denial is of what the side does, or of what anybody does."""
    condition, agent = key
    return condition not in DONE or agent is None or one.stated.agent in {None, agent}


def _runs(said: Iterable[_Dated], lasting: int) -> Iterator[list[_Dated]]:
    run: list[_Dated] = []
    until = 0
    for one in sorted(said, key=lambda dated: (dated.first, dated.stated.claim, dated.stated.number)):
        if run and one.first > until + lasting:
            yield run
            run = []
        run.append(one)
        until = one.end if len(run) == 1 else max(until, one.end)
    if run:
        yield run


def _spell(key: tuple[Condition, Side | None], run: Sequence[_Dated], against: Sequence[_Dated], lasting: int) -> Spell:
    first, last = run[0].first, max(one.end for one in run)
    # Who says otherwise of the last day itself disputes it; from the next day on it is over.
    after = sorted(one.first for one in against if last <= one.first < last + lasting)
    end = after[0] if after else last + lasting
    other = [
        one
        for one in against
        if one.first < last and first < one.end and _disputes(one, key[0]) and not _same_voice(one, run)
    ]
    other.sort(key=lambda one: (one.first, one.stated.claim, one.stated.number))
    return Spell(
        run[0].stated.place,
        *key,
        first,
        end,
        bool(after),
        tuple(one.stated for one in run),
        tuple(one.stated for one in other),
        Standing.DISPUTED if other else _strongest(one.standing for one in run),
    )


def _disputes(one: _Dated, condition: Condition) -> bool:
    """Whether who says otherwise of the same days disputes it: a place that is taken may have been cut off before."""
    return one.stated.kind not in CHANGES or condition is Condition.CONTESTED


def _same_voice(one: _Dated, run: Sequence[_Dated]) -> bool:
    """Whether only those who say it say otherwise too: they tell how it went on."""
    return {one.stated.who} == {said.stated.who for said in run}


def _strongest(standings: Iterable[Standing]) -> Standing:
    """The strongest standing of any; a claim that is disputed for another of its events counts as of one side."""
    known = {Standing.SINGLE_SIDE if one is Standing.DISPUTED else one for one in standings}
    return min(known, key=STRONGEST.index)
