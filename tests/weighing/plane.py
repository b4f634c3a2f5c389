"""A made front: settlements on a plane, a line that moves through them, sources of known honesty, lead and copying.

In the north the second side advances, in the south the first. A map shows the states from time to time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.linking import theatre
from fogline.outlook.control.assembling import Line, activity, assemble
from fogline.outlook.control.batches import split
from fogline.outlook.control.judging import World
from fogline.outlook.control.learning import learn
from fogline.outlook.control.line import said_by_line
from fogline.outlook.control.regimes import FALL_KNOWN, near_from_far
from fogline.runs import evidence, ground, priors
from fogline.runs.control import PLACES_LEARNED, Weighed, prior_of
from fogline.runs.earning import earned_by, recorded
from fogline.runs.evidence import Evidence, Origin, Spot
from fogline.terms.event import EventKind
from fogline.weighing.sayings import NUMBER, OTHERS, SHOWN, SHOWN_CONTESTED, Symbol
from tests.weighing.statements import AUGUST, SIDES, states

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fogline.terms.stated import Stated

PLACES, DAYS = 400, 900
# A square of so many km; the line crosses it from north to south, and a settlement so near to it is contested.
WIDE, NEAR = 40.0, 1.5
UNTAKEN, MARGIN = 250, 60
# Claims back among which one is copied.
LATELY = 30
KM = 111.2


@dataclass(frozen=True)
class Source:
    """One who announces captures by `side` `lead` days before them (after them where negative), give or take `spread`.

    A share `honesty` of its own announcements come to be so, the others never do; a share `copying` of all it says
    repeats what another said.
    """

    name: str
    side: int
    honesty: float
    lead: float
    copying: float
    claims: int = 60
    spread: float = 5.0


class Claim(NamedTuple):
    """What source number `source` says of place number `place` on a day from 0; `origin` is the claim it repeats."""

    place: int
    day: int
    source: int
    origin: int | None


class Front(NamedTuple):
    """The states of all places on all days, [places, days], their points in km, and what is claimed of them."""

    states: np.ndarray
    points: np.ndarray
    depth: np.ndarray
    sources: Sequence[Source]
    claims: list[Claim]


def front(seed: int, sources: Sequence[Source]) -> Front:
    """A front and what `sources` say of it."""
    draw = np.random.default_rng(seed)
    points = draw.uniform(0, WIDE, (PLACES, 2))
    day = np.arange(DAYS)
    # Westwards in the north, eastwards in the south, by fits and starts.
    moved = np.cumsum(draw.gamma(0.2, 1, DAYS)) / (0.2 * DAYS) * WIDE / 2
    sway = np.where(points[:, 1] > WIDE / 2, -1, 1)
    line = WIDE / 2 - sway[:, None] * WIDE / 4 + sway[:, None] * moved[None, day]
    # The first side is in the west.
    depth = line - points[:, :1]
    found = np.where(np.abs(depth) < NEAR, 1, np.where(depth > 0, 0, 2))
    return Front(found, points, depth, sources, _claims(draw, found, depth, sources))


def _claims(draw: np.random.Generator, found: np.ndarray, depth: np.ndarray, sources: Sequence[Source]) -> list[Claim]:
    own: list[Claim] = []
    for number, source in enumerate(sources):
        state = 2 * source.side
        fallen = np.argmax(found == state, axis=1)
        # Places whose fall is far enough from either end to be told of, each once.
        falls = iter(draw.permutation(np.flatnonzero((fallen > MARGIN) & (fallen < DAYS - MARGIN))).tolist())
        for _ in range(source.claims):
            if draw.random() < source.honesty:
                place = next(falls)
                own.append(Claim(place, round(fallen[place] - draw.normal(source.lead, source.spread)), number, None))
            else:
                own.append(Claim(*_never(draw, found == state, depth), number, None))
    rows = sorted(own, key=lambda claim: (claim.day, claim.source, claim.place))
    told: list[Claim] = []
    for claim in rows:
        told.append(_copied(draw, told, claim, sources))
    return told


def _never(draw: np.random.Generator, taken: np.ndarray, depth: np.ndarray) -> tuple[int, int]:
    """A place near the line and a day from which on it is not taken for long."""
    while True:
        place, day = int(draw.integers(len(taken))), int(draw.integers(DAYS))
        if abs(depth[place, day]) < WIDE / 4 and not taken[place, day : day + UNTAKEN].any():
            return place, day


def _copied(draw: np.random.Generator, told: Sequence[Claim], claim: Claim, sources: Sequence[Source]) -> Claim:
    """The claim, or in its stead one of the last that others of its side made themselves."""
    source = sources[claim.source]
    others = [
        number
        for number in range(max(0, len(told) - LATELY), len(told))
        if told[number].origin is None
        and told[number].source != claim.source
        and sources[told[number].source].side == source.side
    ]
    if draw.random() >= source.copying or not others:
        return claim
    first = int(draw.choice(others))
    return claim._replace(place=told[first].place, origin=first)


def stated(made: Front) -> dict[str, list[Stated]]:
    """The claims as statements, by place."""
    found: dict[str, list[Stated]] = {}
    rows: list[Stated] = []
    for claim in made.claims:
        source = made.sources[claim.source]
        side, place = SIDES[source.side], f"geonames:{claim.place}"
        origin = None if claim.origin is None else rows[claim.origin]
        rows.append(states(source.name, side, EventKind.CAPTURES, side, claim.day, place=place))
        if origin is not None:
            rows[-1] = rows[-1]._replace(origin=origin.claim)
        found.setdefault(place, []).append(rows[-1])
    return found


def weighed(made: Front, *, every: int = 30, swapped: bool = False) -> Weighed:
    """What Fogline makes of the front, with a map `every` so many days; `swapped` has the sides exchanged."""
    known = priors.load()
    spots = tuple(
        Spot(f"geonames:{row}", 48 + y / KM, 37 + x / KM / np.cos(np.radians(48)), None)
        for row, (x, y) in enumerate(made.points)
    )
    named = [
        Origin(
            spots[claim.place].id,
            AUGUST + claim.day,
            Symbol("takes", side := _side(made.sources[claim.source].side, swapped=swapped), side),
            str(number),
            made.sources[claim.source].name,
            0,
            (),
        )
        for number, claim in enumerate(made.claims)
        if claim.origin is None
    ]
    place = {spot.id: row for row, spot in enumerate(spots)}
    found = Evidence(spots, tuple(sorted(named, key=lambda one: (place[one.place], one.day))))
    told, shares = evidence.told(found, known.factors)
    where = ground.ground(spots, theatre.load(), known.rates)
    lines = [_line(made, day, swapped=swapped) for day in range(0, DAYS, every)]
    span = AUGUST, AUGUST + DAYS - 1
    world = World(where, told, lines, span, activity(where, told, *span))
    model = learn([some for _, some in split(assemble(*world), PLACES_LEARNED)], prior_of(known, mapped=True), 3)
    earned = earned_by(found.origins, world, model, known.factors["record_worth_mapped"])
    now, back = (told._replace(record=recorded(levels, told)) for levels in earned)
    return Weighed(found, now, back, shares, earned, where, lines, model)


def _side(side: int, *, swapped: bool) -> int:
    return 1 - side if swapped else side


def _line(made: Front, day: int, *, swapped: bool) -> Line:
    """The first is the line as it is known on the whole, those after it are maps."""
    depth = -made.depth[:, day] if swapped else made.depth[:, day]
    nothing, falls, near = np.full(PLACES, -1), np.full(PLACES, FALL_KNOWN), near_from_far(depth)
    if not day:
        return Line(AUGUST, near, falls, falls, said_by_line(depth), nothing, coarse=True)
    shows = [NUMBER[Symbol(SHOWN, 0, OTHERS)], NUMBER[Symbol(SHOWN_CONTESTED, None, OTHERS)]]
    symbols = np.array([*shows, NUMBER[Symbol(SHOWN, 1, OTHERS)]])
    state = 2 - made.states[:, day] if swapped else made.states[:, day]
    symbol = symbols[state]
    return Line(AUGUST + day, near, falls, falls, np.zeros((PLACES, 3)), symbol, coarse=False, name="map")
