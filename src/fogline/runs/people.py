"""Who lives at places and around them, and what is claimed of these people."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import repeat, starmap
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.errors import NotThere
from fogline.ledger import asking
from fogline.outlook.people.contested import Contested, contested
from fogline.outlook.people.counts import AROUND, CUT_OFF, PEOPLE, How, Origin, Sense, Tally, Told, tallies
from fogline.outlook.people.exposure import Points, around
from fogline.runs.origins import DAYS, travels
from fogline.terms.kept import Question
from fogline.terms.place import Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fogline.ledger.database import Database
    from fogline.linking.gazetteer import Gazetteer
    from fogline.terms.estimate import Course
    from fogline.terms.kept import KeptClaim
    from fogline.terms.place import Place

__all__ = [
    "KINDS",
    "PEOPLE",
    "Circle",
    "Contested",
    "How",
    "Origin",
    "People",
    "Scope",
    "Sense",
    "Tally",
    "circles",
    "of_claim",
    "people",
    "places_told",
]

KINDS = (*PEOPLE, *CUT_OFF)
# Of larger units it is not known which people live near their middle.
POINTS = frozenset({Precision.SETTLEMENT, Precision.HROMADA})
# Units whose figure the gazetteer has.
COUNTED = frozenset({Precision.SETTLEMENT, Precision.COUNTRY})


class Scope(NamedTuple):
    """What is asked for: claims said from `since` up to, not including, `until`; circles of so many `km`."""

    since: str | None
    until: str | None
    km: tuple[float, ...]


class Circle(NamedTuple):
    """What lies within `km` kilometres of a place: the people of `settlements`, and how many more have no figure."""

    km: float
    people: int
    settlements: int
    unknown: int


class People(NamedTuple):
    """A place and its people: `residents` as the gazetteer has them, None where it has no figure.

    `claims` are those that the tallies are of, by the name of each event. `contested` is None without estimates.
    """

    place: Place
    residents: int | None
    circles: tuple[Circle, ...]
    tallies: tuple[Tally, ...]
    claims: dict[str, KeptClaim]
    contested: Contested | None


def people(
    database: Database, places: Sequence[Place], gazetteer: Gazetteer, scope: Scope, courses: Iterable[Course] = ()
) -> list[People]:
    """What is known of the people of each of `places`; `courses` are estimates of who held them in those days."""
    near = circles(places, gazetteer, scope.km)
    claims = _claims(database, places, scope)
    told = _told(database, claims, {place.id for place in places}, scope.since)
    days = {course.place: contested(course) for course in courses}
    found = []
    for place, around_it in zip(places, near, strict=True):
        mine = told.get(place.id, ())
        named = {one.claim: claims[_bare(one.claim)] for one in mine}
        residents = place.population if place.population and place.precision in COUNTED else None
        found.append(People(place, residents, around_it, tallies(mine), named, days.get(place.id)))
    return found


def places_told(database: Database, scope: Scope) -> list[Place]:
    """The places of whose people something is claimed, by their names."""
    found: dict[str, Place] = {}
    for kept in asking.claims(database, Question(kinds=KINDS, since=scope.since, until=scope.until)):
        for event in kept.claim.events:
            if event.place and event.kind in KINDS:
                found.setdefault(event.place.id, event.place)
    return sorted(found.values(), key=lambda place: (place.name, place.id))


def of_claim(kept: KeptClaim) -> tuple[list[Place], str, str]:
    """The places that a claim tells of, and the days from and up to which what is said may be about the same."""
    places = {event.place.id: event.place for event in kept.claim.events if event.place}
    if not places:
        message = f"the claim {kept.claim.id} names no place, so it is not known whose people it tells of"
        raise NotThere(message)
    day = date.fromisoformat(kept.said[:10])
    return list(places.values()), (day - timedelta(AROUND)).isoformat(), (day + timedelta(AROUND + 1)).isoformat()


def circles(places: Sequence[Place], gazetteer: Gazetteer, km: tuple[float, ...]) -> list[tuple[Circle, ...]]:
    """What lies within `km` kilometres of each place; empty for those that have no point of their own."""
    rows = [row for row, place in enumerate(places) if place.precision in POINTS and place.lat is not None]
    found: list[tuple[Circle, ...]] = [()] * len(places)
    if not rows:
        return found
    settled = gazetteer.settled
    at = Points(*(np.array([getattr(places[row], name) for row in rows], np.float64) for name in ("lat", "lon")))
    near = around(at, Points(settled.lat, settled.lon), settled.people, km)
    # Circle by circle, not place by place: of a whole theatre there are a hundred thousand.
    columns = (zip(repeat(far), *(table[:, at].tolist() for table in near), strict=False) for at, far in enumerate(km))
    for row, of_place in zip(rows, zip(*(starmap(Circle, column) for column in columns), strict=True), strict=True):
        found[row] = of_place
    return found


def _claims(database: Database, places: Sequence[Place], scope: Scope) -> dict[str, KeptClaim]:
    """The claims that tell of people at one of `places`, by id, and those before that they may have it from."""
    # More ids than a query takes are not asked for one by one.
    ids = tuple(place.id for place in places) if len(places) <= asking.TOGETHER else ()
    before = scope.since and (date.fromisoformat(scope.since) - timedelta(DAYS)).isoformat()
    question = Question(places=ids, kinds=KINDS, since=before, until=scope.until)
    return {kept.claim.id: kept for kept in asking.claims(database, question)}


def _told(
    database: Database, claims: dict[str, KeptClaim], places: set[str], since: str | None
) -> dict[str, list[Told]]:
    """What the claims said from `since` on tell of people, by the place; their origins may lie before."""
    origins = {travel.claim: travel.origin for travel in travels(database, list(claims.values()))}
    found: dict[str, list[Told]] = {}
    for kept in claims.values():
        speaker, manner = kept.claim.speaker, kept.claim.manner
        if manner is None or (since and kept.said < since):
            continue
        for number, event in enumerate(kept.claim.events):
            if event.kind in KINDS and event.place and event.place.id in places:
                name = f"{kept.claim.id}/{number}"
                by = (speaker.id or speaker.name or None) if speaker else None
                one = Told(name, origins[name], event, manner, kept.said, by, kept.report.id)
                found.setdefault(event.place.id, []).append(one)
    return found


def _bare(name: str) -> str:
    return name.rpartition("/")[0]
