"""Whether one of two reports retells the other, and which: named reasons in log-odds."""

from __future__ import annotations

from math import log, log1p
from typing import TYPE_CHECKING

from fogline.linking.retelling.alignment import turned
from fogline.linking.retelling.cited import cites, forwards
from fogline.linking.retelling.rows import Copy

if TYPE_CHECKING:
    from fogline.linking.retelling.rows import Reasons, Shared, Told

# Fitted to pairs of made copies and of unrelated articles by `benchmarks/copies.py --fit`; rerun it when the alignment
# changes. CHANCE is for being two reports at all, SHARED for each unit of the natural logarithm of 1 + the words in
# common that count, PART for each unit of log-odds of the larger share.
CHANCE, SHARED, PART = -4.0, 1.7, 0.5
LEAST_PART, MOST_PART = 0.02, 0.98
# Set by hand, as nothing to learn them from was at hand: who names the other as source has most likely read it, and a
# forward is one by the platform's own word.
CITES, FORWARDS = 2.0, 6.0
# Fewer words that count tie nothing together, unless they are most of a text.
ENOUGH, MOST = 20, 0.5
# For which is which. Clocks of outlets can be wrong and pages are dated anew, so a time is strong, not certain. LENGTH,
# for all of a text in the other against none, was fitted; what came in first breaks ties.
TIME, CITING, FORWARDING, LENGTH, ARRIVAL = 6.0, 3.0, 5.0, 4.0, 0.1
PUBLISHED, CAME_IN = "published later", "came in later"
NAMES_IT, FORWARDS_IT = "names it as its source", "forwards it"
NAMED = (NAMES_IT, FORWARDS_IT)
DAY = len("2024-07-13")


def decide(here: Told, there: Told, shared: Shared, foreign: Reasons = ()) -> Copy | None:
    """That one of the two retells the other, or None where it is likelier that neither does.

    `shared` is `compare` of their words; `foreign` are reasons to believe it though their languages differ.
    """
    cited = CITES * (cites(here, there) or cites(there, here))
    forwarded = FORWARDS * (forwards(here, there) or forwards(there, here))
    named = ((NAMES_IT, cited), (FORWARDS_IT, forwarded))
    reasons = (*(foreign or of_text(shared)), *((name, weight) for name, weight in named if weight))
    if sum(weight for _, weight in reasons) < 0 or not (foreign or _enough(shared)):
        return None
    direction = _later(here, there, shared)
    if sum(weight for _, weight in direction) < 0:
        here, there, shared = there, here, turned(shared)
        direction = tuple((name, -weight) for name, weight in direction)
    return Copy(here.id, there.id, shared.share_here, shared.share_there, reasons, direction, shared.passages)


def of_text(shared: Shared) -> Reasons:
    """What the shared words say, in log-odds."""
    counted = shared.telling / max(1, sum(passage.words for passage in shared.passages))
    part = min(MOST_PART, max(LEAST_PART, counted * max(shared.share_here, shared.share_there)))
    return (
        ("chance", CHANCE),
        ("shared words", SHARED * log1p(shared.telling)),
        ("share of the text", PART * log(part / (1 - part))),
    )


def _enough(shared: Shared) -> bool:
    """Whether more than a sentence is shared, or most of a text that has no more: less repeats a claim at most."""
    words = sum(passage.words for passage in shared.passages)
    most = shared.telling * max(shared.share_here, shared.share_there) > MOST * words
    return shared.telling >= ENOUGH or most


def _later(here: Told, there: Told, shared: Shared) -> Reasons:
    """That `here` is the later of the two, in log-odds by reason; never 0 in all."""
    reasons = (
        (PUBLISHED, TIME * after(here.moment, there.moment)),
        (NAMES_IT, CITING * (cites(here, there) - cites(there, here))),
        (FORWARDS_IT, FORWARDING * (forwards(here, there) - forwards(there, here))),
        ("is contained in it", LENGTH * (shared.share_here - shared.share_there)),
        (CAME_IN, ARRIVAL * (1 if (here.arrival, here.id) > (there.arrival, there.id) else -1)),
    )
    return tuple((name, weight) for name, weight in reasons if weight)


def after(one: str | None, other: str | None) -> float:
    """1 if `one`, an ISO date or time, is later, -1 if earlier, 0 if that cannot be told.

    Of a date and a time on that day the date may stand for any hour of it: how likely it is the later one counts.
    """
    if one is None or other is None:
        return 0.0
    if one[:DAY] != other[:DAY] or len(one) == len(other):
        return float((one > other) - (one < other))
    timed = max(one, other, key=len)
    hours = int(timed[11:13]) + int(timed[14:16]) / 60
    sure = max(-1.0, min(1.0, log((24.5 - hours) / (hours + 0.5)) / TIME))
    return sure if other == timed else -sure
