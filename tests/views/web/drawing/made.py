"""Small courses and places, and a language that says the key and what is put into it."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup, escape

from fogline.terms.estimate import Course
from fogline.terms.place import Place, Precision
from fogline.views.web.drawing.looks import Said
from fogline.views.web.drawing.situation import Spot

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


def spot(of: Course, said: Sequence[Said] = (), name: str = "Town", at: tuple[float, float] = (37.0, 49.0)) -> Spot:
    """A settlement with a course."""
    place = Place(of.place, name, at[1], at[0], Precision.SETTLEMENT, "UA", 100)
    return Spot(place, name, f"/place/{of.place}", of, said)


def day(after: int) -> date:
    """The day so many days after START."""
    return date.fromordinal(START + after)


def escaped(text: str) -> str:
    """`text` as it stands in a page."""
    return str(escape(text))
