"""Small courses and places, and a language that says the key and what is put into it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from markupsafe import Markup, escape

from fogline.terms.estimate import Course
from fogline.terms.place import Place, Precision
from fogline.terms.terrain import Terrain, Town
from fogline.views.web.drawing.frame import Frame
from fogline.views.web.drawing.known import Known, sayings_of
from fogline.views.web.drawing.looks import Said, looks_on
from fogline.views.web.drawing.situation import Situation, Spot, ground_of, situation
from fogline.views.web.drawing.steps import Stretch, looks_over, steps

START = date(2025, 1, 1).toordinal()
P = tuple[float, float, float]
HELD, LOST, DISPUTED, CONTESTED = (0.95, 0.04, 0.01), (0.01, 0.04, 0.95), (0.4, 0.25, 0.35), (0.1, 0.8, 0.1)


class Keys:
    """A language of keys."""

    def say(self, key: str, /, **values: object) -> Markup:
        return Markup("{} {}").format(key, " ".join(f"{name}={value}" for name, value in values.items()))

    def day(self, iso: str) -> str:
        return iso

    def number(self, number: float) -> str:
        return str(number)

    def span(self, day: date, precision: str) -> str:
        return str(day.year) if precision == "year" else day.isoformat()[:7]


def course(*stretches: tuple[int, P], heard: int = 0, place: str = "geonames:1") -> Course:
    """A course from START on: so many days of each; something was last heard `heard` days after START, once."""
    p = [one for days, one in stretches for _ in range(days)]
    return Course(place, START, p, [START + min(heard, at) for at in range(len(p))])


class Made(NamedTuple):
    """A settlement with its course and what the sides say of it."""

    spot: Spot
    course: Course
    said: Sequence[Said]


def spot(of: Course, said: Sequence[Said] = (), name: str = "Town", at: tuple[float, float] = (37.0, 49.0)) -> Made:
    """A settlement with a course."""
    place = Place(of.place, name, at[1], at[0], Precision.SETTLEMENT, "UA", 100)
    return Made(Spot(place, name, f"/place/{of.place}"), of, said)


def known(*made: Made, other: int = START) -> Known:
    """What is known of settlements; where nothing is, of the day `other`."""
    some = [one.course for one in made if one.course.p]
    first = min((one.first for one in some), default=other)
    last = max((one.first + len(one.p) - 1 for one in some), default=other)

    def on(day: int) -> tuple[np.ndarray, np.ndarray]:
        p, heard = np.zeros((len(made), 3)), np.zeros(len(made), np.int64)
        for row, (_, of, _) in enumerate(made):
            if 0 <= day - of.first < len(of.p):
                p[row], heard[row] = of.p[day - of.first], of.heard[day - of.first]
        return p, heard

    return Known(len(made), first, last, on, sayings_of((row, one.said) for row, one in enumerate(made)))


def looks(of: Course, said: Sequence[Said], days: Iterable[int]) -> list[int]:
    """The looks of one settlement."""
    alone = known(spot(of, said))
    return [int(looks_on(alone, on)[0]) for on in days]


def shown(*made: Made, on: date, terrain: Terrain | None = None) -> Situation:
    """The situation of settlements on a day."""
    ground = ground_of((one.spot.place for one in made), terrain)
    return situation(known(*made), [one.spot for one in made], on, ground)


def packed(made: Sequence[Made], towns: Sequence[Town], frame: Frame, over: Stretch) -> bytes:
    """The slider's data of settlements."""
    return steps(looks_over(known(*made), over), [one.spot for one in made], towns, frame, over)


def day(after: int) -> date:
    """The day so many days after START."""
    return date.fromordinal(START + after)


def escaped(text: str) -> str:
    """`text` as it stands in a page."""
    return str(escape(text))
