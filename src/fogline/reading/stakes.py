"""Whose deed an event is, and which side speaks, each in light of the other.

Most clauses name no side at all ("the village is taken", "our men beat back 14 attacks"), but say all the same whether
the doers are the speaker's own; and a speaker of whom the text says nothing more ("the governor", "he", the report
itself) is known by whose deeds he tells as his own. The tagger reads both odds off the clause; they are told in terms
of own and other, near and far, so that no side has a weight of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fogline.reading.events import FoundEvent

# However many loaded words a report uses, they do not make its side surer than this many log-odds.
MOST = 4.0
# What is held of a report's own voice before it is read: that it takes no side, either one with half of the rest.
NEUTRAL = 0.4


@dataclass(frozen=True, slots=True)
class Stakes:
    """What training fitted.

    `read` weighs the odds that an agent is the side named first, `told` those that it is the speaker's; `term` is what
    a loaded word tells of the side that a report's own voice takes.
    """

    read: float
    told: float
    term: float


def agent(event: FoundEvent, voice: float, stakes: Stakes) -> int | None:
    """Whose doing `event` is: 0 the side named first, 1 the other, None nobody's, or one that cannot be told.

    `voice` says who speaks: 1 the side named first, -1 the other, 0 neither, between where it is not sure.
    """
    odds = stakes.read * event.nearer + stakes.told * voice * event.own
    return None if event.agent is None or odds == 0 else int(odds < 0)


def narrator(terms: int, stakes: Stakes) -> tuple[float, ...]:
    """The log-odds of a report's own voice for `heard`, before what it tells is known.

    `terms` is how many of its loaded words are of the side named first, less those of the other.
    """
    odds = max(-MOST, min(MOST, terms * stakes.term))
    taken = log(0.5 * (1 - NEUTRAL))
    return taken + odds / 2, taken - odds / 2, log(NEUTRAL)


def heard(prior: Sequence[float], events: Sequence[FoundEvent], stakes: Stakes) -> tuple[float, ...]:
    """How likely each voice is: that of the side named first, of the other, and of others that take no side.

    `prior` are their log-odds before it is known which `events` the voice tells of. A mixture: each event is the
    likelier the better the two readings of it suit one another.
    """
    weights = list(prior)
    for event in events:
        if event.agent is None:
            continue
        near, own = _logistic(stakes.read * event.nearer), _logistic(stakes.told * event.own)
        weights[0] += log(near * own + (1 - near) * (1 - own))
        weights[1] += log(near * (1 - own) + (1 - near) * own)
        for other in range(2, len(weights)):
            weights[other] -= log(2)
    likely = [exp(weight - max(weights)) for weight in weights]
    return tuple(one / sum(likely) for one in likely)


def _logistic(odds: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))
