"""Names that a user writes to what the ledger knows by an id: places and sources."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fogline.errors import NotThere
from fogline.ledger import asking, counting
from fogline.linking import actors
from fogline.linking.unknown import unknown_place
from fogline.runs.sides import cast
from fogline.terms.kept import Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from fogline.ledger.database import Database
    from fogline.linking.gazetteer import Gazetteer
    from fogline.terms.place import Place

PLACE_ID = re.compile(r"(?:geonames|katottg|area|name):\S.*")
# Names like the one that was asked for, told where there is none.
SIMILAR = 3


@dataclass(frozen=True, slots=True)
class Taken:
    """The place that a name is taken for, how many claims tell of it, and the others that it may name, with theirs."""

    place: Place
    claims: int
    others: tuple[tuple[Place, int], ...] = ()


def place(database: Database, name: str, gazetteer: Callable[[], Gazetteer]) -> Taken:
    """The place that `name`, a name in any of the languages or an id, stands for; raises NotThere.

    Of several places of one name the one is taken that most claims of the ledger tell of; where none tells of any, the
    gazetteer's first. The gazetteer is opened only where it is needed.
    """
    if PLACE_ID.fullmatch(name):
        known = asking.place(database, name)
        if known is None:
            message = f"no claim in the ledger tells of a place with the id {name}"
            raise NotThere(message)
        return Taken(known, _told(database, [known])[known.id])
    found = [match.place for match in gazetteer().lookup(name)]
    bare = asking.place(database, unknown_place(name).id) if any(map(str.isalnum, name)) else None
    if bare is not None:
        found.append(bare)
    if not found:
        message = f"neither the gazetteer nor the ledger knows a place called “{name}”"
        raise NotThere(message)
    told = _told(database, found)
    ranked = sorted(found, key=lambda one: -told[one.id])
    return Taken(ranked[0], told[ranked[0].id], tuple((one, told[one.id]) for one in ranked[1:]))


def source(database: Database, name: str) -> tuple[str, ...]:
    """The ids and names by which the ledger has the source called `name`, whatever its capitals; raises NotThere.

    A name that the theatre knows stands for the actor, under all of its names.
    """
    known = set(counting.speakers(database))
    folded = name.casefold()
    wanted = {one for one in known if one.casefold() == folded}
    actor = _actor(name)
    wanted |= {actor} & known if actor else set()
    if not wanted:
        like = sorted(one for one in known if folded in one.casefold())
        hint = f"; like it: {', '.join(f'“{one}”' for one in like[:SIMILAR])}" if like else ""
        message = f"nobody called “{name}” has claimed anything in the ledger{hint}"
        raise NotThere(message)
    return tuple(sorted(wanted))


def _told(database: Database, places: list[Place]) -> dict[str, int]:
    """How many claims tell of each of `places`."""
    ids = tuple(dict.fromkeys(place.id for place in places))
    counts = {one.id: one.claims for one in counting.places(database, Question(places=ids), len(ids))}
    return {identifier: counts.get(identifier, 0) for identifier in ids}


def _actor(name: str) -> str | None:
    """The id of the theatre's actor that is surely called `name`, in whatever letters it is written."""
    for written in dict.fromkeys((name, name.title(), name.upper())):
        found = actors.link(written, cast())
        if found and found[1] == 1:
            return found[0].id
    return None
