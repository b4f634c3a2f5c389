"""Claims about the future as forecasts, and what each leaves open."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from fogline.terms.event import AGENT_ALONE, BOTH_SIDES, Certainty, EventKind, TimeFrame
from fogline.terms.forecast import Forecast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fogline.terms.event import Event
    from fogline.terms.kept import KeptClaim

# Who does it is often not said of these, and they can be told to have come all the same.
WITHOUT_AGENT = frozenset(
    {
        EventKind.FIGHTS,
        EventKind.CIVILIAN_CASUALTIES,
        EventKind.DISPLACEMENT,
        EventKind.DAMAGE,
        EventKind.EVACUATION,
        EventKind.OTHER,
    }
)


class Wording(NamedTuple):
    """How a claim puts a forecast: class of its hedge, the probability that it gives, the condition in its words."""

    hedge: str
    probability: float | None
    condition: str | None


def is_forecast(kept: KeptClaim) -> bool:
    """Whether a claim tells of what is not yet so."""
    manner = kept.claim.manner
    return manner is not None and (manner.time_frame is TimeFrame.FUTURE or manner.certainty is Certainty.CONDITIONAL)


def forecasts(kept: KeptClaim, wording: Wording, horizons: Mapping[EventKind, int]) -> Iterator[Forecast]:
    """Yield a forecast for each event of a claim; `horizons`, days by kind, are assumed where it has no deadline."""
    manner, report = kept.claim.manner, kept.report
    if manner is None or not is_forecast(kept):
        return
    for number, event in enumerate(kept.claim.events, 1):
        deadline = _deadline(event, kept.said)
        horizon = horizons.get(event.kind) if deadline is None else None
        if horizon is not None:
            deadline = (date.fromisoformat(kept.said[:10]) + timedelta(days=horizon)).isoformat()
        yield Forecast(
            f"{kept.claim.id}-{number}",
            kept.claim.id,
            kept.said[:10],
            kept.claim.speaker,
            report.outlet or report.author or report.capture.address,
            event.kind,
            manner.stance,
            event.agent,
            event.target,
            event.place,
            event.share if event.share is not None else event.count,
            deadline,
            horizon is not None,
            manner.certainty is Certainty.CONDITIONAL or wording.condition is not None,
            wording.condition,
            wording.hedge,
            wording.probability,
            kept.claim.content.text,
            _missing(event, deadline),
        )


def _deadline(event: Event, said: str) -> str | None:
    """The last day of the period that the text names, if that lies ahead."""
    if event.time is None or event.time.end <= said[:10]:
        return None
    return (date.fromisoformat(event.time.end) - timedelta(days=1)).isoformat()


def _missing(event: Event, deadline: str | None) -> tuple[str, ...]:
    missing = []
    if event.agent is None and event.kind in BOTH_SIDES | AGENT_ALONE and event.kind not in WITHOUT_AGENT:
        missing.append("actor")
    if event.kind is EventKind.OTHER:
        missing.append("kind")
    if event.place is None:
        missing.append("place")
    if deadline is None:
        missing.append("deadline")
    return tuple(missing)
