"""What became of a forecast: from the course of control of its place, from what was claimed later, by a person."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from fogline.terms.actor import Side
from fogline.terms.event import Certainty, EventKind, Stance, TimeFrame
from fogline.terms.forecast import CLAIMS, HINDCAST, Outcome, Resolution, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fogline.terms.estimate import Course
    from fogline.terms.forecast import Forecast, Ruling
    from fogline.terms.kept import KeptClaim

# The chance from which on an estimate decides, and up to which it denies.
SURE = 0.9
# Days after a deadline within which what came in time may still be reported.
LATE = 14
# So much must be told of a place by others, or nothing follows from silence.
TOLD = 3
# Kinds that say that a side has, or has not, the place.
TAKES = frozenset({EventKind.CAPTURES, EventKind.RETAKES})
TOUCHES = frozenset({EventKind.PARTLY_CAPTURES, EventKind.ENTERS})
LEAVES = frozenset({EventKind.LOSES, EventKind.WITHDRAWS})
CONTROL = TAKES | TOUCHES | LEAVES | {EventKind.HOLDS}
# What else shows that a thing of a kind has come.
SHOWN_BY = {
    EventKind.CAPTURES: TAKES | {EventKind.HOLDS},
    EventKind.RETAKES: TAKES | {EventKind.HOLDS},
    EventKind.ENTERS: TAKES | TOUCHES,
    EventKind.PARTLY_CAPTURES: TAKES | {EventKind.PARTLY_CAPTURES},
    EventKind.LOSES: LEAVES,
    EventKind.WITHDRAWS: LEAVES,
}


class Standing(NamedTuple):
    """Those who have said since that it came: their sides, and the claims."""

    sides: frozenset[Side]
    claims: tuple[KeptClaim, ...]


def by_course(forecast: Forecast, course: Course, sides: tuple[Side, Side], at: str) -> Resolution | None:
    """What the estimates of the place in hindsight say; None where they do not decide, or control does not."""
    days = _days(forecast, course)
    if forecast.kind not in CONTROL or forecast.agent not in sides or not days:
        return None
    own = 0 if forecast.agent == sides[0] else 2
    has = [day[own] for day in days]
    if forecast.kind is EventKind.HOLDS:
        low, high, what = min(has), min(has), "held it fell to"
    elif forecast.kind in LEAVES:
        low, high, what = 1 - min(has), 1 - min(has), "did not hold it rose to"
    elif forecast.kind in TOUCHES:
        in_it = [day[own] + day[1] for day in days]
        low, high, what = max(in_it), max(in_it), "was in it rose to"
    else:
        low, high, what = max(has), max(has), "held it rose to"
    if low >= SURE:
        came = True
    elif high <= 1 - SURE:
        came = False
    else:
        return None
    # That nothing has changed is known only once something was heard of the place from the deadline on.
    still = came is (forecast.kind is EventKind.HOLDS)
    if still and not _heard_since(course, forecast.deadline):
        return None
    days_told = f"from {forecast.said} to {forecast.deadline}"
    reason = f"in hindsight, {days_told}, the chance that the side {forecast.agent} {what} {high:.0%}"
    return Resolution(_outcome(forecast, came=came), HINDCAST, at, (reason,), share=high)


def by_claims(forecast: Forecast, later: Sequence[KeptClaim], today: str) -> Resolution | None:
    """What was claimed since: that it came counts where somebody says so who is not of the side that it is told of.

    Silence counts once the deadline has passed and the reports have had their time, if others still told of the place.
    """
    if forecast.deadline is None or forecast.place is None:
        return None
    last = _after(forecast.deadline, LATE)
    heard = [one for one in later if forecast.said < one.said[:10] <= last and _is_news(one)]
    standing = confirming(forecast, heard)
    others = standing.sides - {forecast.agent, Side.UNKNOWN}
    if others:
        reasons = tuple(_told(one) for one in standing.claims)
        ids = tuple(one.claim.id for one in standing.claims)
        return Resolution(_outcome(forecast, came=True), CLAIMS, standing.claims[-1].said, reasons, claims=ids)
    if today <= last:
        return None
    if standing.claims:
        return None
    if len(heard) >= TOLD:
        reason = f"nobody said so up to {last}, though {len(heard)} claims of those days tell of the place"
        return Resolution(_outcome(forecast, came=False), CLAIMS, last, (reason,), heard=len(heard))
    return None


def confirming(forecast: Forecast, heard: Iterable[KeptClaim]) -> Standing:
    """Which of the claims `heard` say that what was foretold has come, the oldest first."""
    kinds = SHOWN_BY.get(forecast.kind, frozenset({forecast.kind}))
    found = [one for one in heard if one.claim.id != forecast.claim and _tells(one, forecast, kinds)]
    found.sort(key=lambda one: (one.said, one.number))
    sides = frozenset(one.claim.speaker.side if one.claim.speaker else Side.UNKNOWN for one in found)
    return Standing(sides, tuple(found))


def settled(forecast: Forecast, resolution: Resolution | None) -> Resolution | None:
    """`resolution`, unless what did not come hung on a condition: whether that came only a person can say."""
    if resolution is None or (forecast.conditional and resolution.outcome is Outcome.DID_NOT):
        return None
    return resolution


def by_person(ruling: Ruling) -> Resolution | None:
    """What a person has said of it; None where that was to open it again."""
    if ruling.outcome is Outcome.OPEN:
        return None
    return Resolution(ruling.outcome, ruling.by, ruling.at, (ruling.reason,))


def state(forecast: Forecast, resolution: Resolution | None, today: str) -> State:
    """Where a forecast stands on the ISO date `today`."""
    if resolution is not None:
        return State.RESOLVED
    if forecast.missing:
        return State.VAGUE
    return State.DUE if forecast.deadline is not None and forecast.deadline < today else State.OPEN


def _outcome(forecast: Forecast, *, came: bool) -> Outcome:
    """Whether the forecast came true: one that says it will not be so does where it was not."""
    return Outcome.CAME if came is (forecast.stance is Stance.AFFIRMS) else Outcome.DID_NOT


def _days(forecast: Forecast, course: Course) -> Sequence[tuple[float, float, float]]:
    if forecast.deadline is None:
        return ()
    first = date.fromisoformat(forecast.said).toordinal() + 1
    last = date.fromisoformat(forecast.deadline).toordinal()
    # Half of a course decides nothing: what it lacks may be where it came.
    if course.first > first or course.first + len(course.p) <= last:
        return ()
    return course.p[first - course.first : last + 1 - course.first]


def _heard_since(course: Course, deadline: str | None) -> bool:
    return deadline is not None and int(course.heard[-1]) >= date.fromisoformat(deadline).toordinal()


def _is_news(kept: KeptClaim) -> bool:
    manner = kept.claim.manner
    return (
        manner is not None
        and manner.time_frame is TimeFrame.PRESENT
        and manner.certainty is not Certainty.CONDITIONAL
        and manner.stance is Stance.AFFIRMS
    )


def _tells(kept: KeptClaim, forecast: Forecast, kinds: frozenset[EventKind]) -> bool:
    return any(
        event.kind in kinds
        and (forecast.agent is None or event.agent == forecast.agent)
        and event.place is not None
        and forecast.place is not None
        and event.place.id == forecast.place.id
        for event in kept.claim.events
    )


def _told(kept: KeptClaim) -> str:
    speaker = kept.claim.speaker
    who = speaker.name if speaker and speaker.name else "a report"
    side = speaker.side.value if speaker else "its own voice"
    return f"{kept.said}: {who} ({side}) says so, claim {kept.claim.id[:12]}"


def _after(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
