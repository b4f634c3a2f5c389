"""Whose deed an event is, in light of who tells of it.

Speakers tell of their own side's captures and the other side's losses, whoever they are: most clauses name no side at
all ("the village is taken", "14 attacks were beaten back"). How often a told event of a kind is the speaker's own
side's doing was counted in the corpus, in terms of own and other only, so that no side has a weight of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fogline.reading.events import FoundEvent
    from fogline.terms.event import EventKind

# What is held of a report's own voice before it is read: that it takes no side, either one with half of the rest.
NEUTRAL = 0.4
# However many loaded words a report uses, they do not make its side surer than this many log-odds.
MOST = 4.0


@dataclass(frozen=True, slots=True)
class Stakes:
    """What training counted and fitted.

    `own` holds for a kind of event, affirmed or denied, the log-odds that its agent is the speaker's side. `read`
    weighs what the tagger makes of the clause, `told` those log-odds; `term` is what a loaded word tells of the side
    that a report's own voice takes.
    """

    own: Mapping[tuple[EventKind, bool], float]
    read: float
    told: float
    term: float


def agent(event: FoundEvent, voice: float, stakes: Stakes) -> int | None:
    """Whose doing `event` is: 0 the side named first, 1 the other, None nobody's.

    `voice` says who speaks: 1 the side named first, -1 the other, 0 neither, between where it is not sure.
    """
    if event.agent is None:
        return None
    return int(stakes.read * event.nearer + stakes.told * voice * _own(event, stakes) < 0)


def leaning(events: Sequence[FoundEvent], terms: int, stakes: Stakes) -> float:
    """The side that a report's own voice takes, from -1 to 1 as in `agent`, by the events that it tells itself.

    `terms` is how many of its loaded words are of the side named first, less those of the other. A mixture of three:
    each event is the likelier the better its reading suits what a speaker of that side would tell.
    """
    odds = max(-MOST, min(MOST, terms * stakes.term))
    weights = []
    for voice, prior in ((1, 0.5 * (1 - NEUTRAL)), (-1, 0.5 * (1 - NEUTRAL)), (0, NEUTRAL)):
        suits = log(prior) + voice * odds / 2
        for event in events:
            if event.agent is not None:
                near, told = (
                    _logistic(x) for x in (stakes.read * event.nearer, stakes.told * voice * _own(event, stakes))
                )
                suits += log(near * told + (1 - near) * (1 - told))
        weights.append(suits)
    near, far, _ = (exp(weight - max(weights)) for weight in weights)
    return (near - far) / sum(exp(weight - max(weights)) for weight in weights)


def _own(event: FoundEvent, stakes: Stakes) -> float:
    return sum(stakes.own.get((kind, event.denies), 0.0) for kind in event.kinds) / len(event.kinds)


def _logistic(odds: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))
