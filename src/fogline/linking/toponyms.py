"""Which place each mention of a report means.

Every name has candidates. What speaks for one is its size, how it was spelt, what stands beside the name
("Paris, Texas", "Kharkiv region"), and what else the report names: countries, first-level units, places near by. That
support is found by turns: each name spreads a weight of one over its candidates, the weights are summed by country, by
unit and by cell of the map, and the candidates are weighed again by the sums of the others. All of it is linear in the
names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from math import exp, floor, log1p, log10
from operator import attrgetter
from typing import TYPE_CHECKING

from fogline.linking import designators
from fogline.linking.gazetteer import Match, Quality
from fogline.linking.names import key
from fogline.terms.place import Place, Precision

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from fogline.linking.gazetteer import Gazetteer

# Between a name and the one that contains it: "Paris, Texas", "Kupyansk (Kharkiv region)".
CONTAINED = re.compile(r",\s{0,2}$|\s\($|,? (?:in|в|у|of)(?: the)? $")
TURNS = 3
# Inhabitants of a settlement of which none are known: more likely than a namesake known by its hromada only.
UNCOUNTED = 300
SHORTEST_PART = 4
# A longer name is looked up by its runs of few words only, and by those of its beginning.
LONGEST_NAME, LONGEST_PART, MOST_WORDS = 6, 4, 12
# Words that are names of villages somewhere, and of nothing in a longer name.
GENERIC = frozenset(
    "street st road avenue lane drive square place church school college university hospital center centre court hall"
    " park club library hotel island lake river creek point hill hills beach bridge station airport port bay mall"
    " market house farm valley mountain county city town village township state national public high middle north"
    " south east west northern southern eastern western central new old great saint world international general union"
    " first second third the".split()
)
# A place known from a part of a name only must have this much of the other names in its unit or near it.
PART_SUPPORT = 0.5


# By so many letters a name in a case may differ from its nominative.
CASE_ENDING = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name in a text, half-open."""

    surface: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Weights:
    """What speaks for a candidate, and how much, in log-odds.

    Fitted by coordinate ascent on the likelihood of GeoWebNews' gold places (367 names that have a right and a wrong
    candidate); `inflected`, `rough`, `bare`, `hromada`, `designated`, `contained`, `part` and `theatre` have too few
    cases there and are set to the scale of the others. On LGL 0.766 of the gold mentions are then placed within 161 km,
    by size and spelling alone 0.589. LGL's figure was looked at while this was made, so take it for a little high.
    """

    people: float = 2.0
    country: float = 16.5
    oblast: float = 11.0
    raion: float = 6.5
    hromada: float = 4.0
    area: float = 15.0
    folded: float = -6.0
    inflected: float = -2.0
    rough: float = -4.0
    alternate: float = -2.0
    bare: float = -4.0
    part: float = -4.0
    designated: float = 8.0
    contained: float = 3.0
    same_country: float = 2.2
    same_unit: float = 2.8
    near: float = 1.3
    theatre: float = 3.0


FITTED = Weights()


@dataclass(slots=True)
class _Name:
    """One name of the report, with all its mentions: one sense a report."""

    key: str
    candidates: list[Match]
    part: bool = False
    supports: bool = False
    mentions: list[int] = field(default_factory=list)
    kind: Precision | None = None
    containers: list[_Name] = field(default_factory=list)
    base: list[float] = field(default_factory=list)
    odds: list[float] = field(default_factory=list)


def resolve(  # noqa: PLR0913 - a text, and all that is known beside it
    text: str,
    mentions: Sequence[Mention],
    language: str | None,
    *,
    gazetteer: Gazetteer,
    theatre: Mapping[str, float] | None = None,
    sides: Collection[int] = (),
    weights: Weights = FITTED,
) -> list[Place | None]:
    """The place that each of `mentions` of `text` means, None where the gazetteer has no such name.

    `theatre` gives countries that the reports are mostly about a weight from 0 to 1; it counts only where the report
    names no country or unit outside them, or one inside. `sides` are the indices of mentions that name a side of the
    war; they are placed, but support no other name, so that a text and its mirror place their homonyms alike.
    """
    names, owner = _names(text, mentions, language, gazetteer)
    for name in names:
        name.supports = any(at not in sides for at in name.mentions)
    _contain(text, mentions, owner)
    for name in names:
        name.base = [_alone(match, name, weights) for match in name.candidates]
        name.odds = _spread(name.base)
    bonus = _theatre(names, theatre or {})
    for _ in range(TURNS):
        support = _Support(names)
        for name in names:
            own = _Support([name])
            scores = [
                base + _together(match, support, own, weights) + weights.theatre * bonus.get(match.region[:2], 0.0)
                for match, base in zip(name.candidates, name.base, strict=True)
            ]
            name.odds = _spread(scores)
    support = _Support(names)
    return [_best(meant, support) if meant else None for meant in owner]


def _names(
    text: str, mentions: Sequence[Mention], language: str | None, gazetteer: Gazetteer
) -> tuple[list[_Name], list[_Name | None]]:
    """The distinct names, and for each mention its name, None where it has no candidates."""
    known: dict[tuple[str, Precision | None, str], _Name] = {}
    owner: list[_Name | None] = []
    for at, mention in enumerate(mentions):
        following = designators.after(text, mention.end)
        kind = following[1] if following else designators.before(text, mention.start)
        label = (key(mention.surface), kind, following[0].casefold() if following else "")
        name = known.get(label)
        if name is None:
            name = _name(mention.surface, following, kind, language, gazetteer)
            known[label] = name
        name.mentions.append(at)
        owner.append(name if name.candidates else None)
    return [name for name in known.values() if name.candidates], owner


def _name(
    surface: str,
    following: tuple[str, Precision] | None,
    kind: Precision | None,
    language: str | None,
    gazetteer: Gazetteer,
) -> _Name:
    if following and (matches := gazetteer.lookup(f"{surface} {following[0]}", language)):
        return _Name(key(f"{surface} {following[0]}"), matches)
    if matches := gazetteer.lookup(surface, language):
        return _Name(key(surface), matches, kind=kind)
    if (found := designators.within(surface)) and (matches := gazetteer.lookup(found[0], language)):
        return _Name(key(found[0]), matches, kind=found[1])
    for part in _parts(surface):
        if matches := gazetteer.lookup(part, language):
            return _Name(key(part), matches, part=True)
    return _Name("", [])


def _parts(surface: str) -> Iterable[str]:
    """The runs of words within a name that nobody knows, the longer first: "South Venezuela", "Dubai World Cup"."""
    words = surface.split()
    longest = len(words) - 1 if len(words) <= LONGEST_NAME else LONGEST_PART
    words = words[:MOST_WORDS]
    for length in range(longest, 0, -1):
        for start in range(len(words) - length + 1):
            part = " ".join(words[start : start + length])
            if len(part) >= SHORTEST_PART and part[:1].isupper() and not GENERIC.issuperset(part.casefold().split()):
                yield part


def _contain(text: str, mentions: Sequence[Mention], owner: list[_Name | None]) -> None:
    for at in range(len(mentions) - 1):
        inner, outer = owner[at], owner[at + 1]
        gap = text[mentions[at].end : mentions[at + 1].start]
        if inner and outer and inner is not outer and CONTAINED.fullmatch(gap):
            inner.containers.append(outer)


def _alone(match: Match, name: _Name, weights: Weights) -> float:
    """What speaks for a candidate before anything else of the report is known."""
    place = match.place
    score = {
        Precision.SETTLEMENT: weights.people * log10(place.population or UNCOUNTED),
        Precision.HROMADA: weights.hromada,
        Precision.RAION: weights.raion,
        Precision.OBLAST: weights.oblast,
        Precision.COUNTRY: weights.country,
        Precision.AREA: weights.area,
    }[place.precision]
    score += {
        Quality.EXACT: 0.0,
        Quality.FOLDED: weights.folded,
        Quality.INFLECTED: weights.inflected,
        Quality.ROUGH: weights.rough,
    }[match.quality]
    if name.part:
        score += weights.part
    if place.precision is Precision.SETTLEMENT and name.key.isascii() and key(place.name) != name.key:
        score += weights.alternate
    if _bare(place, name):
        score += weights.bare
    if name.kind and _is(place.precision, name.kind):
        score += weights.designated
    if name.containers and any(_inside(match, outer) for outer in name.containers):
        score += weights.contained
    return score


def _bare(place: Place, name: _Name) -> bool:
    """Whether a unit or river goes by a name that says nothing of its being one: "Sumy" for Sumy Oblast."""
    if place.precision is Precision.AREA:
        return place.name.endswith(" River") and not name.key.endswith(" river")
    unit = place.precision in {Precision.OBLAST, Precision.RAION, Precision.HROMADA}
    named, _, designator = key(place.name).partition(" ")
    alike = name.key[: max(1, len(named) - CASE_ENDING)] == named[: max(1, len(named) - CASE_ENDING)]
    return unit and bool(designator) and alike and len(name.key) <= len(named) + CASE_ENDING


def _is(precision: Precision, kind: Precision) -> bool:
    """Whether a place is of the kind that a designator says; a village may be known by its hromada only."""
    return precision is kind or (kind is Precision.SETTLEMENT and precision is Precision.HROMADA)


def _inside(match: Match, outer: _Name) -> bool:
    """Whether a candidate lies in what a candidate of `outer` is: a country or a first-level unit."""
    for other in outer.candidates:
        if other.place.precision is Precision.COUNTRY and other.region == match.region[:2]:
            return match.place.precision is not Precision.COUNTRY
        if other.place.precision is Precision.OBLAST and other.region == match.region:
            return match.place.precision not in {Precision.OBLAST, Precision.COUNTRY}
    return False


class _Support:
    """Weights of candidates summed by country, by first-level unit and by cell of one degree; of names that support."""

    def __init__(self, names: Iterable[_Name]) -> None:
        self.country: dict[str, float] = defaultdict(float)
        self.unit: dict[str, float] = defaultdict(float)
        self.cell: dict[tuple[int, int], float] = defaultdict(float)
        for name in filter(attrgetter("supports"), names):
            for match, weight in zip(name.candidates, name.odds, strict=True):
                self._add(match, weight)

    def _add(self, match: Match, weight: float) -> None:
        if match.region:
            self.country[match.region[:2]] += weight
        if _is_unit(match.region):
            self.unit[match.region] += weight
        place = match.place
        if place.precision in {Precision.SETTLEMENT, Precision.HROMADA, Precision.RAION} and (at := _cell(place)):
            self.cell[at] += weight

    def near(self, place: Place) -> float:
        """The weight within a degree or two of `place`."""
        at = _cell(place)
        if at is None:
            return 0.0
        return sum(self.cell.get((at[0] + i, at[1] + j), 0.0) for i in (-1, 0, 1) for j in (-1, 0, 1))


def _is_unit(region: str) -> bool:
    """Whether a region is a first-level unit ("UA.07") and not a whole country."""
    return "." in region


def _cell(place: Place) -> tuple[int, int] | None:
    return None if place.lat is None or place.lon is None else (floor(place.lat), floor(place.lon))


def _together(match: Match, support: _Support, own: _Support, weights: Weights) -> float:
    """What the other names of the report say for a candidate."""
    country, unit = match.region[:2], match.region
    score = weights.same_country * log1p(max(0.0, support.country.get(country, 0.0) - own.country.get(country, 0.0)))
    if _is_unit(unit):
        score += weights.same_unit * log1p(max(0.0, support.unit.get(unit, 0.0) - own.unit.get(unit, 0.0)))
    return score + weights.near * log1p(max(0.0, support.near(match.place) - own.near(match.place)))


def _theatre(names: list[_Name], theatre: Mapping[str, float]) -> Mapping[str, float]:
    """The theatre's countries, unless the report names countries and units, and all of them elsewhere."""
    named = {
        match.region[:2]
        for name in names
        if name.supports
        for match in name.candidates[:1]
        if match.place.precision in {Precision.COUNTRY, Precision.OBLAST}
    }
    return theatre if not named or named & theatre.keys() else {}


def _spread(scores: list[float]) -> list[float]:
    top = max(scores)
    raised = [exp(score - top) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]


def _best(name: _Name, support: _Support) -> Place | None:
    best = max(range(len(name.odds)), key=name.odds.__getitem__)
    match = name.candidates[best]
    if name.part:
        own = _Support([name])
        unit = support.unit.get(match.region, 0.0) - own.unit.get(match.region, 0.0)
        if max(unit, support.near(match.place) - own.near(match.place)) < PART_SUPPORT:
            return None
    return match.place
