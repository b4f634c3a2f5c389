"""What sources have earned: their records, and those of their kinds, as part of the weight of what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.outlook.control.judging import FOLDS, shown
from fogline.runs.records import kinds
from fogline.weighing import earned
from fogline.weighing.sayings import OTHERS

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from numpy.typing import NDArray

    from fogline.outlook.control.assembling import Told
    from fogline.outlook.control.judging import World
    from fogline.outlook.control.learning import Learned
    from fogline.runs.evidence import Origin

    Numbers = NDArray[np.int64]
    Floats = NDArray[np.float64]

# Whose record it is, from the widest group to the source itself.
LEVELS = ("record of its kind", "record of the source")
KEPT = "holds"


class Earned(NamedTuple):
    """What records add to each origin, log-odds of the states, [n, 3] a level: `now` by what was known when it was
    said, `then` by everything.
    """

    now: list[Floats]
    then: list[Floats]


def earned_by(origins: Sequence[Origin], world: World, model: Learned, worth: float) -> Earned:
    """What the records of those who say `origins` add to them; what the `world` is told is the same."""
    told = world.told
    nothing = [np.zeros((len(origins), 3)) for _ in LEVELS]
    who = [_who(one) for one in origins]
    rows = np.flatnonzero([one is not None for one in who])
    if not len(rows):
        return Earned(nothing, nothing)
    claims, fold = _claims(who, told), np.full(len(origins), -1)
    fold[rows] = claims.source % FOLDS
    found = shown(world, model, fold)
    turned = _turned(origins)
    logs = np.log(model.said / model.silent)[told.symbol] * told.weight[:, None]
    likely = np.exp(logs - logs.max(axis=1, keepdims=True))

    def said(chances: Floats) -> Floats:
        weighed = _facing(chances * likely, turned)[rows]
        return weighed / ((weighed[:, 0] + weighed[:, 2]) + weighed[:, 1])[:, None]

    now = earned.now(claims, earned.Fared(said(found.soon), found.due[rows], found.said[rows]), worth)
    then = earned.then(claims, said(found.late), worth)
    return Earned(*([_back(level, rows, turned) for level in levels] for levels in (now, then)))


def recorded(levels: Sequence[Floats], told: Told) -> Floats:
    """What the records of all `levels` add to each origin, as much as it counts."""
    return np.asarray(sum(levels[1:], levels[0]) * told.weight[:, None])


def _claims(who: Sequence[Source | None], told: Told) -> earned.Said:
    """The origins of which `who` says by whom, as records count them."""
    found: dict[Source, int] = {}
    for row in np.argsort(told.day, kind="stable").tolist():
        one = who[row]
        if one is not None:
            found.setdefault(one, len(found))
    of_kind = _numbers([(kinds().of(one.name), one.side, one.keeps) for one in found])
    source = np.array([found[one] for one in who if one is not None], np.int64)
    rows = [one is not None for one in who]
    return earned.Said(source, told.symbol[rows], np.minimum(told.weight[rows], 1.0), (of_kind,))


class Source(NamedTuple):
    """Who says something; `keeps` that a side still has a place, which is a record of its own."""

    name: str
    side: int
    keeps: bool


def _who(origin: Origin) -> Source | None:
    """Who says it; None where nobody is named, or neither what is said nor who says it is of a side."""
    symbol = origin.symbol
    framed = symbol.side is not None or symbol.teller != OTHERS
    return Source(origin.speaker, symbol.teller, symbol.kind == KEPT) if origin.speaker and framed else None


def _numbers(names: Iterable[Hashable]) -> Numbers:
    """A number for each name, in their order."""
    found: dict[Hashable, int] = {}
    return np.array([found.setdefault(name, len(found)) for name in names], np.int64)


def _turned(origins: Sequence[Origin]) -> NDArray[np.bool_]:
    """Which origins speak of the second side, or, where they speak of none, are of it."""
    return np.array([(one.symbol.teller if one.symbol.side is None else one.symbol.side) == 1 for one in origins], bool)


def _facing(chances: Floats, turned: NDArray[np.bool_]) -> Floats:
    """States as seen from the side that is spoken of."""
    return np.where(turned[:, None], chances[:, ::-1], chances)


def _back(level: Floats, rows: Numbers, turned: NDArray[np.bool_]) -> Floats:
    whole = np.zeros((len(turned), 3))
    whole[rows] = level
    return _facing(whole, turned)
