"""The waterfall of a place on a day: where its estimate starts, what each origin adds and why, where it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from fogline.errors import NotThere, Pending
from fogline.runs.sides import cast, ukraine
from fogline.runs.waterfall import made_of
from fogline.views import knowing

if TYPE_CHECKING:
    from markupsafe import Markup

    from fogline.runs.waterfall import Step, Waterfall
    from fogline.terms.place import Place
    from fogline.views.web.page import Asked

# Origins that stand there at once; earlier ones are folded away, and of very many the first are told of together.
SHOWN, TOLD = 12, 60


class Fall(NamedTuple):
    """An origin: `says` in words, `speaks` the number of the state that it speaks for most, 0, 1 or 2.

    `reasons` are the names of what its weight is made of, each with what it adds to that state; `weight` is their sum.
    """

    day: str
    who: str | None
    says: Markup
    copies: int
    claim: str
    speaks: int
    weight: float
    reasons: tuple[tuple[str, float], ...]
    p: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Falls:
    """The waterfall on `day`; `found` is None where nothing was known then. `earlier` are folded away.

    `line_day` is the day of the map whose line is gone by, None where there is none.
    """

    day: str
    names: tuple[str, str]
    found: Waterfall | None
    earlier: list[Fall]
    newest: list[Fall]
    line_day: str | None = None


def falls(asked: Asked, place: Place, day: date, names: tuple[str, str]) -> Falls:
    """What the nowcast of `place` on `day` is made of."""
    try:
        found = _found(asked, place, day)
    except (NotThere, Pending):
        return Falls(day.isoformat(), names, None, [], [])
    every = [_fall(asked, step, names) for step in found.steps]
    line_day = date.fromordinal(found.expected.day).isoformat() if found.expected else None
    return Falls(day.isoformat(), names, found, every[:-SHOWN], every[-SHOWN:], line_day)


def _found(asked: Asked, place: Place, day: date) -> Waterfall:
    holding, database = asked.service.holding, asked.database
    theatre = knowing.theatre(holding, database)
    active = theatre.active if theatre else None
    return made_of(knowing.weighed(holding, database), place.id, day.toordinal(), TOLD, active)


def _fall(asked: Asked, step: Step, names: tuple[str, str]) -> Fall:
    whole = [sum(reason.weight[state] for reason in step.reasons) for state in range(3)]
    speaks = max(range(3), key=lambda state: whole[state])
    actor = cast().actors.get(step.source or "")
    return Fall(
        date.fromordinal(step.day).isoformat(),
        actor.name if actor else step.source,
        asked.tongue.say(f"waterfall.says.{step.says}", side="" if step.side is None else names[step.side]),
        step.copies,
        step.claim,
        speaks,
        whole[speaks],
        tuple((reason.name, reason.weight[speaks]) for reason in step.reasons),
        step.after,
    )


def sides_of(asked: Asked) -> tuple[str, str]:
    """What the two sides are called, in the theatre's order."""
    first, second = (str(asked.tongue.say(f"sides.{side.value}.name")) for side in ukraine().sides)
    return first, second
