"""The situation on a day: the map, and the lists of what is newly disputed, newly changed and most doubtful."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.views.web.drawing.frame import Frame, box_around
from fogline.views.web.drawing.known import SAYS
from fogline.views.web.drawing.looks import CLEAR, FADES, KINDS, OLD, Kind, Look, look, looks_on
from fogline.views.web.drawing.marks import mark, patterns, swatch
from fogline.views.web.drawing.svg import element
from fogline.views.web.drawing.terrain import SIZES, labels, labels_drawn, terrain_drawn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup
    from numpy.typing import NDArray

    from fogline.terms.actor import Side
    from fogline.terms.place import Place
    from fogline.terms.terrain import Terrain, Town
    from fogline.views.web.besides import Besides
    from fogline.views.web.drawing.known import Known

# Days over which the lists tell of changes, and how many places each names.
BACK, LISTED = 30, 10
# Places drawn singly before the script has loaded; the surest of more are left to it.
DRAWN = 1000


class Spot(NamedTuple):
    """A settlement: its `name` in the reader's language, the `address` of its page."""

    place: Place
    name: str
    address: str


class Thresholds(NamedTuple):
    """What the legend says in figures: a share in per cent, spans in days."""

    clear: int = round(CLEAR * 100)
    old: int = OLD[0]
    older: int = OLD[-1]
    back: int = BACK


LEGEND = Thresholds()


class Standing(NamedTuple):
    """A settlement on a day: its probabilities in the theatre's order, its look, and days since the last news."""

    spot: Spot
    p: tuple[float, float, float]
    look: Look
    age: int


class Change(NamedTuple):
    """A settlement whose standing is another than some days before."""

    before: Standing
    now: Standing


@dataclass(frozen=True, slots=True)
class Situation:
    """What the page of the situation shows: `frame` and `drawn` are the map, `swatches` its legend's marks by name.

    `first` and `last` are the days that estimates are there for; the lists are those beside the map.
    """

    day: date
    first: date
    last: date
    frame: Frame | None
    drawn: Markup | None
    swatches: dict[str, Markup]
    disputed: list[Change]
    changed: list[Change]
    doubtful: list[Standing]
    places: int


@dataclass(frozen=True, slots=True)
class SituationPage:
    """What `situation.html` gets: `names` are the sides' in the theatre's order, `key` the figures of its legend.

    `steps` is where the slider's data are, `place` where the drawer's content is, up to the place's id; `tiles` is an
    address of map tiles with {z}, {x} and {y} for a theatre whose owner has set some. `besides` is what places are said
    to be besides somebody's.
    """

    situation: Situation
    names: tuple[str, str]
    steps: str
    place: str
    tiles: str | None = None
    besides: Besides | None = None
    key: Thresholds = LEGEND


class Evidence(NamedTuple):
    """A claim in the drawer: when it was said (ISO date), who says it, on whose side, its words, where it is shown."""

    said: str
    source: str
    side: Side | None
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Drawer:
    """What `situation_place.html` gets: a place on `day`; `standing` is None where there is no estimate."""

    spot: Spot
    day: date
    standing: Standing | None
    names: tuple[str, str]
    evidence: Sequence[Evidence]
    days: int = SAYS


class Stand(NamedTuple):
    """How all settlements stand on a day, a row each: chances, looks (0 for no estimate), days since the last news."""

    p: NDArray[np.float64]
    looks: NDArray[np.uint16]
    age: NDArray[np.int64]

    def doubted(self) -> NDArray[np.bool_]:
        """Which of them are disputed or contested."""
        kinds = self.looks % KINDS
        return np.isin(kinds, (Kind.DISPUTED, Kind.CONTESTED))

    def holders(self) -> NDArray[np.int64]:
        """The likeliest state of each, or -1 where none is clear."""
        return np.where(self.p.max(axis=1, initial=0) >= CLEAR, self.p.argmax(axis=1), -1)


def stand(known: Known, day: int) -> Stand:
    """How the settlements of `known` stand on a day."""
    p, heard = known.on(day)
    return Stand(p, looks_on(known, day), day - heard)


class Ground(NamedTuple):
    """What is the same on all days: the frame, the ground as it is drawn, and the towns that are named on it."""

    frame: Frame
    drawn: Markup | str
    towns: Sequence[Town]


def ground_of(places: Iterable[Place], terrain: Terrain | None) -> Ground | None:
    """The ground under `places`; None where none of them stands anywhere."""
    box = box_around(places)
    if box is None:
        return None
    frame = Frame(box)
    return Ground(frame, terrain_drawn(terrain, frame) if terrain else "", terrain.towns if terrain else ())


def situation(known: Known, spots: Sequence[Spot], day: date, ground: Ground | None) -> Situation:
    """The situation of `spots`, of which what is `known` has a row each, on `day`, brought within the known days."""
    shown = min(max(day.toordinal(), known.first), known.last)
    now, before = stand(known, shown), stand(known, shown - BACK)
    there = (now.looks > 0) & (before.looks > 0)
    disputed = there & now.doubted() & ~before.doubted()
    changed = there & ~now.doubted() & (now.holders() != before.holders())
    return Situation(
        date.fromordinal(shown),
        date.fromordinal(known.first),
        date.fromordinal(known.last),
        ground and ground.frame,
        map_drawn(standings(spots, now, _uppermost(now)), ground) if ground else None,
        swatches(),
        _most(spots, before, now, disputed),
        _most(spots, before, now, changed),
        standings(spots, now, _ranked(spots, now.p.max(axis=1, initial=0), (now.looks > 0) & now.doubted())),
        int((now.looks > 0).sum()),
    )


def standings(spots: Sequence[Spot], on: Stand, rows: Iterable[int]) -> list[Standing]:
    """How those of `spots` in `rows` stand."""
    found = []
    for row in rows:
        first, both, second = on.p[row].tolist()
        found.append(Standing(spots[row], (first, both, second), look(int(on.looks[row])), int(on.age[row])))
    return found


def _most(spots: Sequence[Spot], before: Stand, now: Stand, rows: NDArray[np.bool_]) -> list[Change]:
    """Of the settlements that `rows` marks those that changed most, first."""
    chosen = _ranked(spots, -np.abs(before.p - now.p).sum(axis=1), rows)
    return [Change(*pair) for pair in zip(standings(spots, before, chosen), standings(spots, now, chosen), strict=True)]


def _ranked(spots: Sequence[Spot], value: NDArray[np.float64], rows: NDArray[np.bool_]) -> list[int]:
    """LISTED of the settlements that `rows` marks, those with the least value first."""
    marked = np.flatnonzero(rows)
    if len(marked) > LISTED:
        # All that come as near as the last that is listed, so that ids decide among equals.
        marked = marked[value[marked] <= np.partition(value[marked], LISTED - 1)[LISTED - 1]]
    return sorted(marked.tolist(), key=lambda row: (float(value[row]), spots[row].place.id))[:LISTED]


def _uppermost(now: Stand) -> list[int]:
    """The DRAWN settlements that lie above all others, the last uppermost: doubtful, then new or claimed ones."""
    rest = now.looks // (KINDS * FADES)
    rank = (rest % 2 > 0).astype(np.int64) + (rest // 2 > 0)
    there = np.flatnonzero(now.looks)
    order = np.lexsort((there, now.age[there], -rank[there], ~now.doubted()[there]))
    chosen: list[int] = there[order[:DRAWN]][::-1].tolist()
    return chosen


def map_drawn(now: Sequence[Standing], ground: Ground) -> Markup:
    """The ground and the marks of a day, the last above the others."""
    frame = ground.frame
    marks, taken = [], []
    for one in now:
        place = one.spot.place
        if place.lon is not None and place.lat is not None:
            x, y = frame.at(place.lon, place.lat)
            taken.append((x, y))
            marks.append(element("g", mark(one.look), transform=f"translate({x} {y})"))
    return element(
        "g",
        patterns(),
        ground.drawn,
        *(labels_drawn(labels(ground.towns, frame, taken, size), size) for size in SIZES),
        element("g", *marks, class_="marks", aria_hidden="true"),
    )


def swatches() -> dict[str, Markup]:
    """The marks of the legend, by the names of its entries."""
    quiet = (0, 0)
    marks = {kind: Look(kind, 0, new=False, says=quiet) for kind in Kind if kind}
    return {
        "held": swatch(marks[Kind.FIRST], marks[Kind.SECOND]),
        "leaning": swatch(marks[Kind.FIRST_LEANING], marks[Kind.SECOND_LEANING]),
        "disputed": swatch(marks[Kind.DISPUTED]),
        "contested": swatch(marks[Kind.CONTESTED]),
        "old": swatch(*(Look(Kind.FIRST_LEANING, fade, new=False, says=quiet) for fade in range(FADES))),
        "says": swatch(Look(Kind.DISPUTED, 0, new=False, says=(1, 2))),
        "new": swatch(Look(Kind.SECOND, 0, new=True, says=quiet)),
    }
