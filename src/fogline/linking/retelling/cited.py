"""Whether a name that a report gives for where its words are from is that of another report's outlet."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from fogline.linking.names import key

if TYPE_CHECKING:
    from fogline.linking.retelling.rows import Told

# What stands around a name in an address: https://www.name.com.ua/..., t.me/name, @name.
AROUND = re.compile(
    r"^(?:https?://)?(?:www\.)?(?:t\.me/(?:s/)?)?@?|(?<=\w)(?:\.(?:com?|net|org|info|media|ua|ru|uk))+(?:/.*)?$"
)
SHORTEST_NAME = 3


def cites(report: Told, other: Told) -> bool:
    """Whether `report` names the outlet of `other` among those whom it quotes."""
    return _named(other.outlet, report.cited)


def forwards(report: Told, other: Told) -> bool:
    """Whether `report` is a forward of what the outlet of `other` published."""
    return report.forwarded_from is not None and _named(other.outlet, (report.forwarded_from,))


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, in whatever script; an address counts as the name in it."""
    return len(bare(one)) >= SHORTEST_NAME and bare(one) == bare(other)


def _named(outlet: str | None, names: tuple[str, ...]) -> bool:
    return outlet is not None and any(same_name(outlet, name) for name in names)


@lru_cache(maxsize=1 << 14)
def bare(name: str) -> str:
    """What all ways to write a name or an address of an outlet have in common."""
    return key(AROUND.sub("", name.strip().lower())).replace(" ", "")
