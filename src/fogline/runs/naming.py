"""Names that a user writes to what the ledger knows by an id: places and sources."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from fogline.errors import NotThere
from fogline.ledger import asking, counting
from fogline.linking import actors
from fogline.linking.unknown import unknown_place
from fogline.runs.sides import cast
from fogline.terms.kept import Question

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

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
    known = by_id(database, name)
    if known:
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


def by_id(database: Database, name: str) -> Place | None:
    """The place whose id `name` is, None where it is no id; raises NotThere for an id of which nothing is told."""
    if not PLACE_ID.fullmatch(name):
        return None
    known = asking.place(database, name)
    if known is None:
        message = f"no claim in the ledger tells of a place with the id {name}"
        raise NotThere(message)
    return known


class Names(NamedTuple):
    """The names and ids of all sources of a ledger, and the names of all outlets."""

    speakers: frozenset[str]
    outlets: frozenset[str]


def names(database: Database) -> Names:
    """All names: for whoever asks for many sources of one state of the ledger."""
    return Names(frozenset(counting.speakers(database)), frozenset(counting.outlets(database)))


def source(database: Database, name: str, every: Names | None = None) -> tuple[str, ...]:
    """The ids and names by which the ledger has the source called `name`, whatever its capitals; raises NotThere.

    A name that the theatre knows stands for the actor, under all of its names.
    """
    known = every.speakers if every else frozenset(counting.speakers(database))
    wanted = _called(name, known)
    if not wanted:
        raise NotThere(_nobody(name, known))
    return wanted


def voices(database: Database, name: str, every: Names | None = None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The same, and the names of the outlets called so, whose reports have a voice of their own.

    Raises NotThere where there are neither.
    """
    known, outlets = every or names(database)
    wanted = _called(name, known)
    actor = name if name in cast().actors else _actor(name)
    folded = name.casefold()
    own = [one for one in outlets if one.casefold() == folded or (actor and _named_surely(one) == actor)]
    if not wanted and not own:
        raise NotThere(_nobody(name, known | outlets))
    return wanted, tuple(sorted(own))


def _called(name: str, known: Collection[str]) -> tuple[str, ...]:
    folded, actor = name.casefold(), _actor(name)
    return tuple(sorted(one for one in known if one.casefold() == folded or one == actor))


def _nobody(name: str, known: Collection[str]) -> str:
    like = sorted(one for one in known if name.casefold() in one.casefold())
    hint = f"; like it: {', '.join(f'“{one}”' for one in like[:SIMILAR])}" if like else ""
    return f"nobody called “{name}” has claimed anything in the ledger{hint}"


def like(database: Database, words: str, most: int, every: Names | None = None) -> tuple[str, ...]:
    """Up to `most` names of sources that hold `words`, whatever their capitals; an actor's id for any of its names."""
    folded = words.casefold()
    known = every.speakers if every else frozenset(counting.speakers(database))
    actor = _actor(words)
    found = sorted((one for one in known if folded in one.casefold()), key=lambda one: (len(one), one))
    return tuple(dict.fromkeys([*([actor] if actor in known else []), *found]))[:most] if folded else ()


def _told(database: Database, places: list[Place]) -> dict[str, int]:
    """How many claims tell of each of `places`."""
    ids = tuple(dict.fromkeys(place.id for place in places))
    counts = {one.id: one.claims for one in counting.places(database, Question(places=ids), len(ids))}
    return {identifier: counts.get(identifier, 0) for identifier in ids}


def _actor(name: str) -> str | None:
    """The id of the theatre's actor that is surely called `name`, in whatever letters it is written."""
    return next(filter(None, map(_named_surely, dict.fromkeys((name, name.title(), name.upper())))), None)


def _named_surely(name: str) -> str | None:
    actor = actors.surely(name, cast())
    return actor.id if actor else None
