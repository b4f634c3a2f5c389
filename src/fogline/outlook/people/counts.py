"""What is claimed of people: counts as ranges over independent origins, and who disputes whom.

A claim and all that retell it are one origin, however many they are. Counts are never added up: two origins may tell of
one event or of two.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from fogline.terms.event import Certainty, EventKind, Stance, TimeFrame

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fogline.terms.claim import Manner
    from fogline.terms.event import Event

PEOPLE = (
    EventKind.CIVILIAN_CASUALTIES,
    EventKind.DISPLACEMENT,
    EventKind.EVACUATION,
    EventKind.DAMAGE,
    EventKind.AID_NEED,
)
CUT_OFF = (EventKind.ENCIRCLES, EventKind.FIRE_CONTROL, EventKind.RESTRICTED_MOVEMENT)
# For these the agent is the side that is blamed.
BLAMED = frozenset({EventKind.CIVILIAN_CASUALTIES, EventKind.DISPLACEMENT, EventKind.DAMAGE})
# News that names no days is held to be of so many days before and after the day on which it was said.
AROUND = 14


class Told(NamedTuple):
    """An event that a claim tells of; `claim` is its name, `origin` that of the first known one which it repeats.

    The origin may be none of those at hand. `said` is an ISO date; `speaker` and `report` tell who says it where,
    `speaker` None where nobody is named.
    """

    claim: str
    origin: str
    event: Event
    manner: Manner
    said: str
    speaker: str | None
    report: str


class Sense(StrEnum):
    """How an origin puts it: as so, as not so, as what may come, or as history of days that are not named."""

    SO = "so"
    DENIED = "denied"
    EXPECTED = "expected"
    UNDATED = "undated"


class How(StrEnum):
    """How one origin disputes another: it says that it is not so, or that it was another side's doing."""

    DENIES = "denies"
    BLAMES = "blames_another_side"


class Dispute(NamedTuple):
    """That the origin with the name `origin` disputes what another says."""

    origin: str
    how: How


class Origin(NamedTuple):
    """A saying and all that retell it: `first` is the first known one, `copies` are the others' names.

    `counts` are the least and the greatest number that the one who said it first has named; `retold` those of all.
    """

    first: Told
    sense: Sense
    copies: tuple[str, ...]
    counts: tuple[float, float] | None
    retold: tuple[float, float] | None
    disputes: tuple[Dispute, ...]


class Tally(NamedTuple):
    """All origins of one kind of event, the newest first.

    `counts` are the least and the greatest number that any origin names for what it says to be so, of PEOPLE only;
    `counted` is how many origins name one.
    """

    kind: EventKind
    origins: tuple[Origin, ...]
    claims: int
    counts: tuple[float, float] | None
    counted: int


def tallies(told: Iterable[Told]) -> tuple[Tally, ...]:
    """What is told of one place, in the order of PEOPLE and CUT_OFF; kinds of which nothing is told are left out."""
    kinds: dict[EventKind, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for one in told:
        kinds[one.event.kind][one.origin].append(one)
    return tuple(_tally(kind, kinds[kind]) for kind in (*PEOPLE, *CUT_OFF) if kind in kinds) if kinds else ()


def _tally(kind: EventKind, trees: dict[str, list[Told]]) -> Tally:
    found = [_origin(sorted(tree, key=_when)) for tree in trees.values()]
    disputed = [one._replace(disputes=_disputes(one, found)) for one in found]
    disputed.sort(key=lambda one: (one.first.said, one.first.claim), reverse=True)
    # Whoever is cut off is troops in the first place: a number there is not one of civilians.
    ranges = [one.counts for one in disputed if one.sense is Sense.SO and one.counts and kind in PEOPLE]
    claims = sum(len(one.copies) + 1 for one in found)
    return Tally(kind, tuple(disputed), claims, _range([count for both in ranges for count in both]), len(ranges))


def _when(told: Told) -> tuple[bool, str, str]:
    return told.claim != told.origin, told.said, told.claim


def _origin(tree: Sequence[Told]) -> Origin:
    first = tree[0]
    own = [one for one in tree if one.report == first.report or (one.speaker and one.speaker == first.speaker)]
    return Origin(
        first, sense(first.manner, first.event), tuple(one.claim for one in tree[1:]), _counts(own), _counts(tree), ()
    )


def _counts(told: Iterable[Told]) -> tuple[float, float] | None:
    return _range([one.event.count for one in told if one.event.count is not None])


def _range(counts: Sequence[float]) -> tuple[float, float] | None:
    return (min(counts), max(counts)) if counts else None


def sense(manner: Manner, event: Event) -> Sense:
    """How `event` is put."""
    if manner.time_frame is TimeFrame.FUTURE or manner.certainty is Certainty.CONDITIONAL:
        return Sense.EXPECTED
    if manner.stance is Stance.DENIES:
        return Sense.DENIED
    return Sense.UNDATED if manner.time_frame is TimeFrame.PAST and event.time is None else Sense.SO


def _disputes(one: Origin, others: Iterable[Origin]) -> tuple[Dispute, ...]:
    found = ((other.first, how) for other in others if (how := _how(one, other)))
    ordered = sorted(found, key=lambda pair: (pair[0].said, pair[0].claim), reverse=True)
    return tuple(Dispute(other.claim, how) for other, how in ordered)


def _how(one: Origin, other: Origin) -> How | None:
    """How `other` disputes `one`, both of one kind and place; None where both can be right."""
    if {one.sense, other.sense} - {Sense.SO, Sense.DENIED} or not _meet(one.first, other.first):
        return None
    if one.sense is not other.sense:
        denial, what = (one, other) if one.sense is Sense.DENIED else (other, one)
        return How.DENIES if _denies(denial.first.event, what.first.event) else None
    here, there = one.first.event, other.first.event
    blamed = {here.agent, there.agent} - {None}
    both_blame = one.sense is Sense.SO and here.kind in BLAMED and len(blamed) > 1
    return How.BLAMES if both_blame else None


def _denies(denial: Event, what: Event) -> bool:
    """Whether both are of the same side's doing; who says that nobody was hurt denies it whoever is blamed."""
    return denial.agent is what.agent or (denial.agent is None and denial.kind in BLAMED)


def _meet(one: Told, other: Told) -> bool:
    (start, end), (begin, stop) = _days(one), _days(other)
    return start < stop and begin < end


def _days(told: Told) -> tuple[str, str]:
    if told.event.time:
        return told.event.time.start, told.event.time.end
    day = date.fromisoformat(told.said[:10])
    return (day - timedelta(days=AROUND)).isoformat(), (day + timedelta(days=AROUND + 1)).isoformat()
