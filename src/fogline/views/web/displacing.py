"""Where people from a place are likely to go: the form, how far the working-out is, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from starlette.exceptions import HTTPException

from fogline.errors import Busy, NotInstalled, NotThere, Unclear
from fogline.runs import asking
from fogline.runs import displacement as runs
from fogline.views.answers.displaced import DAYS, MOST, SEEDS, worked_out
from fogline.views.web.board import board_of
from fogline.views.web.drawing.shares import Share, shares_chart
from fogline.views.web.page import Asked, Moved, Page, more, place_address
from fogline.views.web.shown import own
from fogline.views.web.workings import DONE, WORKING, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markupsafe import Markup

    from fogline.runs.displacement import Destination, Displacement
    from fogline.terms.estimate import Course
    from fogline.terms.place import Place

# More likely contested than not, as the run has it.
LIKELY = 0.5
# Letters of a field; seconds after which a page looks again.
LONGEST, AGAIN = 300, 3
FIELDS = ("since", "until", "total", "total_source", "seed")


class Given(NamedTuple):
    """What was asked for: the working-out, and a total of people with who says it, where one is given."""

    wanted: Wanted
    total: int | None
    source: str


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it, drawn; `former` is whether claims have come to the ledger since."""

    found: Displacement
    chart: Markup | None
    given: Given
    former: bool


@dataclass(frozen=True, slots=True)
class Displaced:
    """The page: whether the model is `here`, which days there are estimates of, and what stands in the form.

    `may` is whether whoever looks may start it. `phase` is that of the working-out, `trouble` the key of what is wrong,
    and `detail` says it in English where it has no words of ours.
    """

    place: Place
    here: bool
    known: tuple[str, str] | None
    fields: Mapping[str, str]
    may: bool
    phase: str = ""
    trouble: str = ""
    detail: str = ""
    result: Result | None = None
    most: int = DAYS
    most_people: int = MOST
    seeds: int = SEEDS
    longest: int = LONGEST


def displacement(asked: Asked) -> Page | Moved:
    """The page of a place, and, where its form was sent, the working-out begun. Raises NotThere, Pending."""
    may = not asked.visitor.enters or asked.visitor.account is not None
    if asked.sent is not None and asked.visitor.enters:
        if not may:
            raise HTTPException(403)
        asked.visitor.sent(asked.sent.get("form", ""))
    place = asking.place(asked.database, asked.part)
    if place is None:
        message = f"no claim tells of a place with the id {asked.part}"
        raise NotThere(message)
    title = asked.tongue.say("displaced.title", place=own(asked.telling.place_name(place)))
    if not _installed():
        return Page("displacement.html", title, Displaced(place, here=False, known=None, fields={}, may=may))
    course = board_of(asked).course(place.id)
    if course is None:
        return Page("displacement.html", title, Displaced(place, here=True, known=None, fields={}, may=may))
    if asked.sent is None:
        shown = _shown(asked, place, course, may=may)
        again = {"refresh": str(AGAIN)} if shown.phase == WORKING else {}
        return Page("displacement.html", title, shown, headers=again)
    fields = {name: asked.sent.get(name, "").strip()[:LONGEST] for name in FIELDS}
    try:
        _start(asked, _given(place, course, fields).wanted)
    except Unclear as error:
        facts = Displaced(place, here=True, known=_span(course), fields=fields, may=may, trouble=error.where)
        return Page("displacement.html", title, facts, 422)
    except Busy:
        facts = Displaced(place, here=True, known=_span(course), fields=fields, may=may, trouble="busy")
        return Page("displacement.html", title, facts, 503)
    return Moved(more(f"{place_address(place.id)}/displacement", {k: v for k, v in fields.items() if v}))


def _installed() -> bool:
    try:
        runs.needed()
    except NotInstalled:
        return False
    return True


def _start(asked: Asked, wanted: Wanted) -> None:
    """Begin, unless it is there or on its way."""
    holding, workings = asked.service.holding, asked.service.workings
    working = workings.known.get(wanted)
    there = holding.made(asked.database, worked_out, holding, *wanted)
    if there is None and (working is None or working.phase != WORKING):
        workings.start(wanted)


def _shown(asked: Asked, place: Place, course: Course, *, may: bool) -> Displaced:
    """What there is for the days of the address; of an address without days the form."""
    known = _span(course)
    fields = {name: asked.query.get(name, "").strip()[:LONGEST] for name in FIELDS}
    if not fields["since"]:
        return Displaced(place, here=True, known=known, fields=_first(course) | {"seed": "1"}, may=may)
    try:
        given = _given(place, course, fields)
    except Unclear as error:
        return Displaced(place, here=True, known=known, fields=fields, may=may, trouble=error.where)
    holding = asked.service.holding
    there = holding.made(asked.database, worked_out, holding, *given.wanted)
    working = asked.service.workings.known.get(given.wanted)
    found = there or (working.found if working else None)
    result = None
    if found is not None:
        chart = shares_chart(list(_shares(asked, found, given.total)), asked.tongue) if found.destinations else None
        result = Result(found, chart, given, there is None)
    phase = working.phase if working and result is None else ""
    trouble = phase if phase not in {"", WORKING, DONE} else ""
    detail = working.trouble if working and trouble else ""
    return Displaced(place, True, known, fields, may, phase, trouble, detail, result)  # noqa: FBT003 - FLEE is here


def _shares(asked: Asked, found: Displacement, total: int | None) -> Iterator[Share]:
    for one in found.destinations:
        people = tuple(round(part * total) for part in (one.share, one.low, one.high)) if total else None
        yield Share(_name(asked, one), _address(asked, one), one.share, one.low, one.high, people)


def _name(asked: Asked, one: Destination) -> Markup:
    return own(asked.telling.place_name(one.place) if one.place else one.name)


def _address(asked: Asked, one: Destination) -> str | None:
    """Where a destination is shown, if the ledger has claims of it."""
    known = one.place and asking.place(asked.database, one.place.id)
    return place_address(known.id) if known else None


def _given(place: Place, course: Course, fields: Mapping[str, str]) -> Given:
    """What the fields ask for; raises Unclear, whose `where` is the key of what the page says."""
    try:
        first = date.fromisoformat(fields["since"])
        last = date.fromisoformat(fields["until"] or _span(course)[1])
    except ValueError:
        raise Unclear("days", "no day of the calendar") from None
    known = [date.fromisoformat(day) for day in _span(course)]
    if not known[0] <= first <= last <= known[1] or last >= first + timedelta(days=DAYS):
        raise Unclear("days", "not within what is known, or too many")
    total, source = fields["total"], fields["total_source"]
    if bool(total) != bool(source) or (total and not 0 < _number(total) <= MOST):
        raise Unclear("total", "a number goes with who says it")
    seed = _number(fields["seed"] or "1")
    if not 0 < seed <= SEEDS:
        raise Unclear("seed", "no such seed")
    return Given(Wanted(place, (first, last), seed), int(total) if total else None, source)


def _number(written: str) -> int:
    """A whole number; 0 where it is none."""
    return int(written) if written.isascii() and written.isdecimal() else 0


def _span(course: Course) -> tuple[str, str]:
    """The days with an estimate: the first and the last."""
    days = course.first, course.first + len(course.p) - 1
    first, last = (date.fromordinal(day).isoformat() for day in days)
    return first, last


def _first(course: Course) -> dict[str, str]:
    """What stands in the form at first: the last days with an estimate, from the first of them that was contested."""
    last = course.first + len(course.p) - 1
    first = max(course.first, last - DAYS + 1)
    contested = (day for day in range(first, last + 1) if course.p[day - course.first][1] > LIKELY)
    since = next(contested, first)
    return {"since": date.fromordinal(since).isoformat(), "until": date.fromordinal(last).isoformat()}
