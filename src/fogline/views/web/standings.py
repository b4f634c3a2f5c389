"""Where claims stand beside the others of their places, and the contradictions that a claim is part of."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from fogline.runs import asking as runs
from fogline.runs.contradicting import newest_first, opponent
from fogline.terms.states import HAS
from fogline.views import knowing
from fogline.views.contradictions import origins

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from fogline.runs.contradicting import Contradiction
    from fogline.terms.kept import KeptClaim
    from fogline.terms.place import Place
    from fogline.terms.stated import Standing, Stated
    from fogline.views.web.page import Asked

# Sources that are named on either side of a contradiction.
NAMED = 4


class Camp(NamedTuple):
    """One side of a contradiction: what it says in words, its claims and origins, and its newest speakers.

    `speakers` are (name or None, id of the newest claim); `here` is whether the claim that is shown is among them.
    """

    says: Markup
    claims: int
    origins: int
    speakers: tuple[tuple[str | None, str], ...]
    here: bool


class Clash(NamedTuple):
    """A contradiction as a page shows it: where, from which day to which, and both camps."""

    place: Place | None
    first: str
    last: str
    camps: tuple[Camp, Camp]


def standings(asked: Asked, claims: Iterable[KeptClaim]) -> dict[str, Standing]:
    """The standing of each of `claims`, by its id."""
    looked = knowing.of_places(asked.service.holding, asked.database)
    found = runs.with_standing(asked.database, claims, looked)
    return {kept.claim.id: kept.standing for kept in found if kept.standing}


def clashes(asked: Asked, kept: KeptClaim) -> list[Clash]:
    """The contradictions that a claim is part of, the newest first."""
    places = tuple(dict.fromkeys(event.place.id for event in kept.claim.events if event.place))
    if not places:
        return []
    looked = knowing.of_places(asked.service.holding, asked.database).of(asked.database, places)
    found = [
        one
        for stated in looked.values()
        for one in stated.contradictions
        if any(row.claim == kept.number for row in (*one.so, *one.other))
    ]
    return [_clash(asked, one, kept.number) for one in newest_first(found)]


def _clash(asked: Asked, one: Contradiction, number: int) -> Clash:
    first, last = date.fromordinal(one.first), date.fromordinal(one.end) - timedelta(days=1)
    so, otherwise = _says(asked, one)
    camps = _camp(so, one.so, number), _camp(otherwise, one.other, number)
    return Clash(runs.place(asked.database, one.place), first.isoformat(), last.isoformat(), camps)


def _says(asked: Asked, one: Contradiction) -> tuple[Markup, Markup]:
    say, other = asked.tongue.say, opponent(one.agent)
    agent = say(f"sides.{one.agent}.name")
    if one.what == HAS and other:
        return say("chart.holds", side=agent), say("chart.holds", side=say(f"sides.{other}.name"))
    what = say("clash.what", what=say(f"kinds.{one.what}.noun"), side=agent)
    return say("clash.so", what=what), say("clash.not_so", what=what)


def _camp(says: Markup, rows: tuple[Stated, ...], number: int) -> Camp:
    speakers: dict[str, tuple[str | None, str]] = {}
    for row in sorted(rows, key=lambda row: (-row.said, -row.claim)):
        speakers.setdefault(row.source or row.id, (row.name or None, row.id))
    here = any(row.claim == number for row in rows)
    return Camp(says, len({row.claim for row in rows}), origins(rows), tuple(speakers.values())[:NAMED], here)
