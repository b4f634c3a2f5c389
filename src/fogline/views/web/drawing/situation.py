"""The situation on a day: the map, and the lists of what is newly disputed, newly changed and most doubtful."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from fogline.views.web.drawing.frame import Frame, box_around
from fogline.views.web.drawing.looks import CLEAR, FADES, OLD, SAYS, Kind, Look, Said, look, looks_on
from fogline.views.web.drawing.marks import mark, patterns, swatch
from fogline.views.web.drawing.svg import element
from fogline.views.web.drawing.terrain import SIZES, labels, labels_drawn, terrain_drawn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from fogline.terms.actor import Side
    from fogline.terms.estimate import Course
    from fogline.terms.place import Place
    from fogline.terms.terrain import Terrain

# Days over which the lists tell of changes, and how many places each names.
BACK, LISTED = 30, 10
# Places drawn singly before the script has loaded; the surest of more are left to it.
DRAWN = 1000


class Spot(NamedTuple):
    """A settlement: its `name` in the reader's language, the `address` of its page, its estimates, who says what."""

    place: Place
    name: str
    address: str
    course: Course
    said: Sequence[Said]


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
    address of map tiles with {z}, {x} and {y} for a theatre whose owner has set some.
    """

    situation: Situation
    names: tuple[str, str]
    steps: str
    place: str
    tiles: str | None = None
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


def situation(spots: Sequence[Spot], day: date, terrain: Terrain | None) -> Situation:
    """The situation of `spots` on `day`, which is brought within the days that are known."""
    days = [(one.course.first, one.course.first + len(one.course.p) - 1) for one in spots if len(one.course.p)]
    first, last = (min(a for a, _ in days), max(b for _, b in days)) if days else (day.toordinal(),) * 2
    shown = date.fromordinal(min(max(day.toordinal(), first), last))
    now = standings(spots, shown)
    before = {one.spot.place.id: one for one in standings(spots, shown - timedelta(days=BACK))}
    changes = [Change(before[one.spot.place.id], one) for one in now if one.spot.place.id in before]
    box = box_around(one.place for one in spots)
    frame = Frame(box) if box else None
    return Situation(
        shown,
        date.fromordinal(first),
        date.fromordinal(last),
        frame,
        map_drawn(now, frame, terrain) if frame else None,
        swatches(),
        _most([one for one in changes if _doubted(one.now) and not _doubted(one.before)]),
        _most([one for one in changes if not _doubted(one.now) and _holder(one.now) != _holder(one.before)]),
        sorted((one for one in now if _doubted(one)), key=lambda one: (max(one.p), one.spot.place.id))[:LISTED],
        len(now),
    )


def standings(spots: Sequence[Spot], day: date) -> list[Standing]:
    """How those of `spots` that there is an estimate for stand on `day`."""
    at = day.toordinal()
    numbers = looks_on(((spot.course, spot.said) for spot in spots), at)
    kept = {number: look(number) for number in set(numbers.tolist())}
    found = []
    for spot, number in zip(spots, numbers.tolist(), strict=True):
        if number:
            index = at - spot.course.first
            first, both, second = spot.course.p[index]
            p = float(first), float(both), float(second)
            found.append(Standing(spot, p, kept[number], at - int(spot.course.heard[index])))
    return found


def _doubted(one: Standing) -> bool:
    return one.look.kind in {Kind.DISPUTED, Kind.CONTESTED}


def _holder(one: Standing) -> int:
    """The likeliest state, or -1 where none is clear."""
    return one.p.index(max(one.p)) if max(one.p) >= CLEAR else -1


def _most(changes: list[Change]) -> list[Change]:
    """Those that changed most, first."""
    return sorted(changes, key=lambda one: (-_moved(one), one.now.spot.place.id))[:LISTED]


def _moved(change: Change) -> float:
    return sum(abs(a - b) for a, b in zip(change.before.p, change.now.p, strict=True))


def map_drawn(now: Sequence[Standing], frame: Frame, terrain: Terrain | None) -> Markup:
    """The ground and the marks of a day within `frame`, the doubtful ones above the others."""
    ordered = sorted(now, key=_doubt, reverse=True)[:DRAWN]
    marks, taken = [], []
    for one in reversed(ordered):
        place = one.spot.place
        if place.lon is not None and place.lat is not None:
            x, y = frame.at(place.lon, place.lat)
            taken.append((x, y))
            marks.append(element("g", mark(one.look), transform=f"translate({x} {y})"))
    towns = terrain.towns if terrain else ()
    return element(
        "g",
        patterns(),
        terrain_drawn(terrain, frame) if terrain else "",
        *(labels_drawn(labels(towns, frame, taken, size), size) for size in SIZES),
        element("g", *marks, class_="marks", aria_hidden="true"),
    )


def _doubt(one: Standing) -> tuple[int, int, int]:
    """What is drawn above what: doubt, then what is new or claimed, then what was heard of last."""
    return int(_doubted(one)), int(one.look.new) + int(any(one.look.says)), -one.age


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
