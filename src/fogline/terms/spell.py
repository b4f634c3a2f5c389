"""A spell: days over which a place is said to be in a condition besides control."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from fogline.terms.actor import Side
from fogline.terms.stated import Standing, Stated


class Condition(StrEnum):
    """What a place can be besides somebody's."""

    UNDER_FIRE = "under_fire"
    CUT_OFF = "cut_off"
    RESTRICTED = "restricted"
    CONTESTED = "contested"


class Spell(NamedTuple):
    """Days from the ordinal `first` up to, not including, `end` over which `place` is said to be in `condition`.

    `agent` is the side that does it, None where nobody is named or it is of no one side. `so` are the statements that
    say it, copies among them, `other` those of the same days that say otherwise, both by their days. `ended` is whether
    somebody says that it is over; else `end` is as many days after the last of `so` as news of such a thing lasts.
    """

    place: str
    condition: Condition
    agent: Side | None
    first: int
    end: int
    ended: bool
    so: tuple[Stated, ...]
    other: tuple[Stated, ...]
    standing: Standing

    @property
    def origins(self) -> int:
        """How many of those that say it repeat no other."""
        return len({row.origin for row in self.so})
