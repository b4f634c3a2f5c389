"""Forecasts in the words of a tongue: what is foretold, where it stands, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from fogline.errors import NotThere
from fogline.runs import asking as runs
from fogline.terms.event import EventKind, Stance
from fogline.terms.forecast import CLAIMS, HINDCAST
from fogline.views.web.drawing.reliability import Bin, reliability_diagram
from fogline.views.web.drawing.svg import percent
from fogline.views.web.foretelling import known
from fogline.views.web.shown import own

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup

    from fogline.runs.forecasts import Followed, Record
    from fogline.terms.forecast import Resolution
    from fogline.terms.kept import KeptClaim
    from fogline.views.web.page import Asked
    from fogline.views.web.telling import Line, Told

# Forecasts of a source that stand on its page, and resolved ones that a diagram needs.
NEWEST, SHOWN = 4, 5
# What the chance is of that decided, by the kind that was foretold.
COURSES = {
    EventKind.HOLDS: "held",
    EventKind.LOSES: "not_held",
    EventKind.WITHDRAWS: "not_held",
    EventKind.PARTLY_CAPTURES: "inside",
    EventKind.ENTERS: "inside",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a forecast: `by` whom or what, why in a sentence, and the claims that it rests on."""

    resolution: Resolution
    by: Markup
    why: Markup
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A forecast as pages show it: the claim that makes it, what it foretells in words, what became of it, if known.

    `never` is whether it foretells that it will not be so; `again` in how many other reports it stands too.
    """

    followed: Followed
    line: Line
    told: Told
    never: bool
    verdict: Verdict | None
    again: int = 0


def foreseen(asked: Asked, one: Followed, *, claims: bool = False) -> Foreseen:
    """A forecast in words; with the `claims` that resolved it, if wanted. Raises NotThere."""
    kept = runs.claim(asked.database, one.forecast.claim)
    text = asked.text_of()
    line = asked.telling.line(kept, text)
    event = kept.claim.events[int(one.forecast.id.rpartition("-")[2]) - 1]
    told = asked.telling.event(event, kept.claim.manner, text(kept.report.number))
    never = one.forecast.stance is Stance.DENIES
    return Foreseen(one, line, told, never, verdict(asked, one, claims=claims) if one.resolution else None)


@dataclass(frozen=True, slots=True)
class Foretelling:
    """What a source has foretold: how many forecasts in each state, the newest, its record, its calibration."""

    states: dict[str, int]
    newest: list[Foreseen]
    record: Record | None
    calibration: Markup | None


def foretelling(asked: Asked, names: Sequence[str]) -> Foretelling | None:
    """How the source with ids or names `names` has foretold; None where it has not."""
    every = known(asked)
    if every is None:
        return None
    own = distinct({one.forecast.id: one for name in names for one in every.of_speaker.get(name, ())}.values())
    if not own:
        return None
    record = next((one for one in every.account.sources if one.name in names), None)
    newest = [replace(foreseen(asked, one), again=own[one] - 1) for one in islice(own, NEWEST)]
    states = Counter(one.state.value for one in own)
    return Foretelling(dict(states), newest, record, _calibration(asked, record) if record else None)


def _calibration(asked: Asked, record: Record) -> Markup | None:
    """How often came what was given each probability, as a diagram; None of too few to show anything."""
    if record.scores.forecasts < SHOWN:
        return None
    bins = [Bin(one.said, one.came.mean, one.forecasts, one.came.low, one.came.high) for one in record.bins]
    return reliability_diagram(bins, asked.tongue)


def distinct(followed: Iterable[Followed]) -> dict[Followed, int]:
    """Those that are not the same as one before, in their order, each with how often it stands there.

    What one source foretells on a day is the same in every report: who, when, what, where, until when, what became.
    """
    first: dict[tuple[object, ...], Followed] = {}
    times: Counter[Followed] = Counter()
    for one in followed:
        times[first.setdefault(_alike(one), one)] += 1
    return dict(times)


def _alike(one: Followed) -> tuple[object, ...]:
    forecast, speaker = one.forecast, one.forecast.speaker
    who = (speaker.id or speaker.name or forecast.claim) if speaker else forecast.claim
    what = forecast.kind, forecast.stance, forecast.agent, forecast.place and forecast.place.id
    return who, forecast.said, *what, forecast.deadline, one.state, one.resolution and one.resolution.outcome


def verdict(asked: Asked, one: Followed, *, claims: bool) -> Verdict:
    """What became of a forecast that is resolved."""
    resolution = one.resolution
    assert resolution  # noqa: S101 - told to the type checker
    say = asked.tongue.say
    if resolution.by not in {HINDCAST, CLAIMS}:
        return Verdict(resolution, own(resolution.by), own(" ".join(resolution.reasons)), [])
    by = say(f"foresee.by.{resolution.by}")
    lines = asked.telling.lines(_claims(asked, resolution) if claims else [], asked.text_of())
    return Verdict(resolution, by, _why(asked, one, resolution), lines)


def _claims(asked: Asked, resolution: Resolution) -> list[KeptClaim]:
    found = []
    for identifier in resolution.claims:
        try:
            found.append(runs.claim(asked.database, identifier))
        except NotThere:  # pragma: no cover - nothing is ever taken out of a ledger
            continue
    return found


def _why(asked: Asked, one: Followed, resolution: Resolution) -> Markup:
    tongue, forecast = asked.tongue, one.forecast
    if resolution.share is not None:
        side = tongue.say(f"sides.{forecast.agent}.name") if forecast.agent else ""
        share = percent(resolution.share, tongue)
        course = f"foresee.course.{COURSES.get(forecast.kind, 'taken')}"
        since, until = tongue.day(forecast.said), tongue.day(forecast.deadline or forecast.said)
        return tongue.say(course, since=since, until=until, side=side, share=share)
    if resolution.claims:
        return tongue.count("foresee.say_so", len(resolution.claims))
    return tongue.count("foresee.silent", resolution.heard, day=tongue.day(resolution.at))
