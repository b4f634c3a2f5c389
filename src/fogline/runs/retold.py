"""Which of the claims about control retell which: the origin of each, looked for only where two can be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fogline.ledger import asking
from fogline.runs.origins import travels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fogline.ledger.database import Database
    from fogline.ledger.weighable import Word

# An event, named by its claim's id and its place in the claim.
Name = tuple[str, int]


def origins(database: Database, words: Iterable[Word]) -> dict[Name, Name]:
    """The origin of each event that retells another; `words` are all of one place."""
    numbers = _alike(words)
    if not numbers:
        return {}
    found = travels(database, asking.claims_numbered(database, numbers))
    return {_name(travel.claim): _name(travel.origin) for travel in found if travel.parent is not None}


def _name(travelled: str) -> Name:
    claim, _, order = travelled.rpartition("/")
    return claim, int(order)


def _alike(words: Iterable[Word]) -> list[int]:
    """Numbers of claims of which another report says the same."""
    groups: dict[tuple[object, ...], dict[int, int]] = {}
    for word in words:
        about = (word.kind, word.stance, word.agent, word.frame)
        groups.setdefault(about, {})[word.number] = word.blob
    return sorted({number for group in groups.values() if len(set(group.values())) > 1 for number in group})
