"""Records: how sources, their kinds and their sides have fared with what they claimed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from fogline.weighing.outcomes import HORIZON, Verdict
from fogline.weighing.pooling import pooled, tally
from fogline.weighing.waiting import wait

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

    from fogline.terms.actor import Side
    from fogline.weighing.outcomes import Outcome
    from fogline.weighing.pooling import Count, Share
    from fogline.weighing.waiting import Wait

Key = TypeVar("Key")
MEASURES = ("seen", "denied", "copied")


class Figure(NamedTuple):
    """`hits` of `of`, and the share that this makes likely: of a source, or of a source like those of a group."""

    hits: int
    of: int
    share: Share


class Record(NamedTuple):
    """How a source has fared, or all of a kind on a side (`source` is None), or all of a side (`of_side`).

    `seen`: of what it said to be so, what was seen within the horizon; `denied`: of what it said not to be so, or to be
    as it was, what was otherwise; `copied`: of all that it said, what somebody else had said first. `wait` is how early
    it speaks, without the statements of what was so `before` anything is known of the place. What is `repeated` counts
    only here; `open` statements are younger than the horizon, of `untold` ones nothing is known to hold them against.
    """

    source: str | None
    name: str | None
    kind: str | None
    side: Side
    seen: Figure
    denied: Figure
    copied: Figure
    wait: Wait
    before: int
    repeated: int
    open: int
    untold: int
    of_side: bool = False


class Records(NamedTuple):
    """The records of sides, of kinds of sources on each side, and of sources, those with most claims first."""

    sides: tuple[Record, ...]
    kinds: tuple[Record, ...]
    sources: tuple[Record, ...]


def records(outcomes: Iterable[Outcome], kind_of: Callable[[str], str | None]) -> Records:
    """The records of all that have a name; `kind_of` says of what kind a source is."""
    names: dict[tuple[str, Side], str] = {}
    found: dict[tuple[str, Side], _Tally] = defaultdict(_Tally)
    for outcome in outcomes:
        if outcome.stated.source:
            found[outcome.stated.who].add(outcome)
            names.setdefault(outcome.stated.who, outcome.stated.name)
    side_of = {who: who[1] for who in found}
    group_of = {who: (kind_of(who[0]), who[1]) for who in found}
    by_side = {measure: pooled(tally(_counts(found, measure, side_of))) for measure in MEASURES}
    by_kind = {measure: pooled(tally(_counts(found, measure, group_of))) for measure in MEASURES}
    sides = [
        _record(
            (None, None, None, side), one, {measure: by_side[measure].groups[side] for measure in MEASURES}
        )._replace(of_side=True)
        for side, one in _summed(found, side_of).items()
    ]
    kinds = [
        _record((None, None, *group), one, {measure: by_kind[measure].groups[group] for measure in MEASURES})
        for group, one in _summed(found, group_of).items()
    ]
    sources = [
        _record(
            (who[0], names[who], *group_of[who]),
            one,
            {measure: by_kind[measure].sources[group_of[who], one.count(measure)] for measure in MEASURES},
        )
        for who, one in found.items()
    ]
    return Records(*(tuple(sorted(some, key=_most_first)) for some in (sides, kinds, sources)))


def _most_first(record: Record) -> tuple[int, str, str, str]:
    return -record.copied.of, record.source or "", record.kind or "", record.side


@dataclass(slots=True)
class _Tally:
    """Counts of outcomes."""

    seen: int = 0
    unseen: int = 0
    denied: int = 0
    rightly: int = 0
    copied: int = 0
    own: int = 0
    open: int = 0
    untold: int = 0
    before: int = 0
    repeated: int = 0
    delays: list[int] = field(default_factory=list)
    waits: list[int] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Count `outcome`; what is repeated counts nowhere else."""
        verdict = outcome.verdict
        if verdict is Verdict.REPEATED:
            self.repeated += 1
            return
        self.own += verdict is not Verdict.COPIED
        self.copied += verdict is Verdict.COPIED
        self.seen += verdict is Verdict.SEEN
        self.unseen += verdict is Verdict.NOT_SEEN
        self.denied += verdict is Verdict.DENIED_WHAT_WAS_SO
        self.rightly += verdict is Verdict.DENIED_RIGHTLY
        self.open += verdict is Verdict.OPEN
        self.untold += verdict is Verdict.UNTOLD
        self.before += outcome.before
        if verdict in {Verdict.SEEN, Verdict.NOT_SEEN, Verdict.OPEN} and not outcome.before:
            if outcome.delay is None:
                self.waits.append(outcome.followed)
            else:
                self.delays.append(outcome.delay)

    def merge(self, other: _Tally) -> None:
        """Count what `other` has counted too."""
        for name in ("seen", "unseen", "denied", "rightly", "copied", "own", "open", "untold", "before", "repeated"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.delays += other.delays
        self.waits += other.waits

    def count(self, measure: str) -> Count:
        """How many of how many."""
        counts = {
            "seen": (self.seen, self.seen + self.unseen),
            "denied": (self.denied, self.denied + self.rightly),
            "copied": (self.copied, self.copied + self.own),
        }
        return counts[measure]


def _counts(
    found: Mapping[tuple[str, Side], _Tally], measure: str, group: Mapping[tuple[str, Side], Hashable]
) -> dict[Hashable, tuple[Hashable, Count]]:
    return {who: (group[who], one.count(measure)) for who, one in found.items()}


def _summed(found: Mapping[tuple[str, Side], _Tally], group: Mapping[tuple[str, Side], Key]) -> dict[Key, _Tally]:
    sums: dict[Key, _Tally] = defaultdict(_Tally)
    for who, one in found.items():
        sums[group[who]].merge(one)
    return sums


def _record(about: tuple[str | None, str | None, str | None, Side], one: _Tally, shares: Mapping[str, Share]) -> Record:
    seen, denied, copied = (Figure(*one.count(measure), shares[measure]) for measure in MEASURES)
    return Record(
        *about,
        seen,
        denied,
        copied,
        wait(one.delays, one.waits, HORIZON),
        one.before,
        one.repeated,
        one.open,
        one.untold,
    )
