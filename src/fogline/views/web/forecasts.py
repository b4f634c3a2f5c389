"""Forecasts: the list by state, and the records of those who made them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fogline.errors import NotThere
from fogline.runs import naming
from fogline.runs.sides import cast
from fogline.terms.actor import Side
from fogline.terms.event import EventKind
from fogline.terms.forecast import State
from fogline.views.web.foretelling import HORIZONS, foretold, horizon_of
from fogline.views.web.outcomes import Foreseen, distinct, foreseen
from fogline.views.web.page import Asked, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fogline.runs.forecasts import Followed, Meaning, Record

A_PAGE, SOURCES = 20, 12
# Longer questions are none that a person types.
LONGEST = 400
KINDS = tuple(kind.value for kind in EventKind if kind is not EventKind.OTHER)
# States as tabs have them.
STATES = (State.OPEN, State.DUE, State.RESOLVED, State.VAGUE)


@dataclass(frozen=True, slots=True)
class Fared:
    """The record of one who foretold, or of a kind of source: `name` is how it is called, `known` its id or name."""

    name: str
    known: str
    record: Record


@dataclass(frozen=True, slots=True)
class Forecasts:
    """What was asked, as it was written, and what was found; `after` is where the next page goes on.

    What one source foretells on a day in several reports stands there once.
    `counts` are how many there are in each state, and in all under "". `horizon` is assumed of those that name no day.
    """

    wanted: Mapping[str, str]
    kinds: tuple[str, ...]
    sides: tuple[str, ...]
    horizons: tuple[int, ...]
    horizon: int | None
    states: tuple[State, ...]
    state: State | None
    counts: Mapping[str, int]
    rows: list[Foreseen]
    after: int | None
    words: list[Meaning]
    sources: list[Fared]
    groups: list[Fared]
    trouble: str | None


def forecasts(asked: Asked) -> Page:
    """The forecasts that meet the filters of the query, the newest first, and how those who made them have fared."""
    wanted = {name: value[:LONGEST].strip() for name, value in asked.query.items() if value.strip() and name != "lang"}
    horizon, trouble = horizon_of(wanted), None
    known = foretold(asked, horizon)
    try:
        meets = _filter(asked, wanted)
    except NotThere as error:
        trouble, meets = str(error), _nothing
    every = distinct(one for one in known.followed if meets(one))
    found = list(every)
    counts = Counter(one.state.value for one in found)
    state = next((one for one in STATES if one == wanted.get("state")), None)
    shown = [one for one in found if state is None or one.state is state]
    first = int(wanted["after"]) if wanted.get("after", "").isdecimal() and len(wanted["after"]) < LONGEST // 50 else 0
    rows = [replace(foreseen(asked, one), again=every[one] - 1) for one in shown[first : first + A_PAGE]]
    facts = Forecasts(
        wanted,
        KINDS,
        tuple(side.value for side in Side),
        HORIZONS,
        horizon,
        STATES,
        state,
        {"": len(found), **counts},
        rows,
        first + A_PAGE if len(shown) > first + A_PAGE else None,
        known.account.meanings,
        [Fared(called(one.name), one.name, one) for one in known.account.sources[:SOURCES]],
        [Fared(one.name, one.name, one) for one in known.account.groups],
        trouble,
    )
    return Page("forecasts.html", asked.tongue.say("nav.forecasts"), facts)


def called(source: str) -> str:
    """The name of a source that is an actor's id; any other is its name."""
    actor = cast().actors.get(source)
    return actor.name if actor else source


def _nothing(_: Followed) -> bool:
    return False


def _filter(asked: Asked, wanted: Mapping[str, str]) -> Callable[[Followed], bool]:
    """Whether a forecast meets what is wanted; raises NotThere for a name that is not known."""
    place, source = wanted.get("place"), wanted.get("source")
    at = naming.place(asked.database, place, asked.service.holding.gazetteer).place.id if place else None
    by = naming.source(asked.database, source) if source else ()
    kind, side = wanted.get("kind"), wanted.get("side")
    kind, side = kind if kind in KINDS else None, side if side in set(Side) else None
    since, until = wanted.get("since", ""), wanted.get("until", "9")

    def meets(one: Followed) -> bool:
        forecast, speaker = one.forecast, one.forecast.speaker
        return (
            (at is None or (forecast.place is not None and forecast.place.id == at))
            and (not by or (speaker is not None and (speaker.id in by or speaker.name in by)))
            and (kind is None or forecast.kind == kind)
            and (side is None or (speaker is not None and speaker.side == side))
            and since <= forecast.said <= until
        )

    return meets
