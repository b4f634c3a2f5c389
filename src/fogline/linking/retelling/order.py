"""Which of several reports that retell one another came first, as far as can be told.

Where times tell it they do. Where they don't, the first is the one that has what the others share, and a report without
a time is held to be as likely anywhere among the others.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from itertools import combinations
from math import log
from typing import TYPE_CHECKING

from fogline.linking.retelling.decide import PUBLISHED, TIME
from fogline.linking.retelling.rows import Copy, Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fogline.terms.span import Span

# For having more in common with the kin of both, in log-odds; fitted to pairs of benchmarks/copies.py without times.
NEARER = 3.0
# For being put together from two, likewise: it has no more than PARTLY of either, and NEARLY all of the one stands in
# another place than what it has of the other.
JUNCTION, PARTLY, NEARLY, MOST_JOINED = 0.5, 0.75, 0.9, 16


def in_order(touching: Mapping[str, Sequence[Copy]], moments: Mapping[str, str | None]) -> list[str]:
    """Reports, each after those that it most likely retells.

    Of those left, the one of which it is least sure that another one left is earlier comes next.
    """
    earlier = _earlier(touching, moments)
    left = set(touching)
    heap = [(_held_back(report, earlier, left), report) for report in touching]
    heapify(heap)
    order: list[str] = []
    while heap:
        weight, report = heappop(heap)
        if report not in left:
            continue
        now = _held_back(report, earlier, left)
        if now < weight:
            heappush(heap, (now, report))
            continue
        left.discard(report)
        order.append(report)
        for copy in touching[report]:
            other = other_of(copy, report)
            if other in left:
                heappush(heap, (_held_back(other, earlier, left), other))
    return order


def _held_back(report: str, earlier: Mapping[str, list[tuple[float, str]]], left: set[str]) -> float:
    """How sure it is that one of those `left` is earlier than `report`, in log-odds; 0 if none is.

    Forgets those that aren't left: in all it takes no longer than to go through them once.
    """
    those = earlier[report]
    while those and those[-1][1] not in left:
        those.pop()
    return those[-1][0] if those else 0.0


def _earlier(
    touching: Mapping[str, Sequence[Copy]], moments: Mapping[str, str | None]
) -> dict[str, list[tuple[float, str]]]:
    """For each report those that are likelier earlier than it, and how sure that is, in log-odds; the surest last."""
    found: dict[str, list[tuple[float, str]]] = {report: [] for report in touching}
    common = {report: _common(report, copies) for report, copies in touching.items()}
    ranked = {report: _chances(report, copies, moments) for report, copies in touching.items() if not moments[report]}
    unsure = {copy for copies in touching.values() for copy in copies if not _timed(copy)}
    kin = {report: {other_of(copy, report) for copy in copies} for report, copies in touching.items()}
    joined = {
        report: _joined([seen_from(copy, report) for copy in touching[report]], kin)
        for report in sorted({report for copy in unsure for report in (copy.copy, copy.origin)})
    }
    for report, copies in touching.items():
        for copy in copies:
            if copy.copy != report:
                continue
            weight = copy.turned
            if copy in unsure:
                weight += NEARER * _nearer(common[copy.origin], common[report])
                weight += JUNCTION * ((copy.origin in joined[report]) - (report in joined[copy.origin]))
                weight += ranked.get(report, {}).get(copy.origin, 0.0) - ranked.get(copy.origin, {}).get(report, 0.0)
            later, sooner = (report, copy.origin) if weight >= 0 else (copy.origin, report)
            found[later].append((abs(weight), sooner))
    return {report: sorted(those) for report, those in found.items()}


def _timed(copy: Copy) -> bool:
    """Whether times tell which of the two is the later."""
    return any(name == PUBLISHED and abs(weight) >= TIME for name, weight in copy.direction)


def _chances(report: str, copies: Sequence[Copy], moments: Mapping[str, str | None]) -> dict[str, float]:
    """That a report without a time is later than each of its kin that has one, in log-odds.

    Not knowing better, it is as likely to be the first of all as to be between any two of them, or the last.
    """
    kin = sorted((moment, other) for other in {other_of(copy, report) for copy in copies} if (moment := moments[other]))
    return {other: log((len(kin) - place) / (place + 1)) for place, (_, other) in enumerate(kin)}


def _joined(seen: Sequence[Copy], kin: Mapping[str, set[str]]) -> set[str]:
    """Those that a report is likely put together from: they share nothing with one another, and have more of their own.

    An origin too can have copies of different parts of it, but those have little besides.
    """
    whole = sorted((copy for copy in seen if copy.of_origin <= PARTLY), key=lambda copy: -copy.share)[:MOST_JOINED]
    found: set[str] = set()
    for one, other in combinations(whole, 2):
        spans = [passage.here for passage in one.passages]
        apart = sum(passage.telling * (1 - min(1.0, overlap(passage.here, spans))) for passage in other.passages)
        if other.origin not in kin[one.origin] and apart > NEARLY * sum(passage.telling for passage in other.passages):
            found |= {one.origin, other.origin}
    return found


def _common(report: str, copies: Sequence[Copy]) -> dict[str, int]:
    return {other_of(copy, report): 1 + sum(passage.words for passage in copy.passages) for copy in copies}


def _nearer(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    """Which of two has more in common with those that are kin of both, -1 to 1: an origin has more than its copies.

    `one` and `other` are numbers of words in common with each of their kin.
    """
    both = one.keys() & other.keys()
    return sum((one[kin] - other[kin]) / (one[kin] + other[kin]) for kin in sorted(both)) / max(1, len(both))


def other_of(copy: Copy, report: str) -> str:
    """The one of its two that is not `report`."""
    return copy.origin if copy.copy == report else copy.copy


def seen_from(copy: Copy, report: str) -> Copy:
    """`copy` as it is when `report`, one of its two, is taken for the later one."""
    if copy.copy == report:
        return copy
    passages = tuple(Passage(one.there, one.here, one.words, one.telling) for one in copy.passages)
    direction = tuple((name, -weight) for name, weight in copy.direction)
    return Copy(report, copy.copy, copy.of_origin, copy.share, copy.reasons, direction, passages)


def overlap(span: Span, others: Iterable[Span]) -> float:
    """Which part of `span` lies in `others`."""
    start, end = span
    return sum(max(0, min(end, after) - max(start, before)) for before, after in others) / (end - start)


def stretched(span: Span, whole: Span, other: Span) -> Span:
    """Where `span`, which lies in `whole`, stands in `other`, the same passage elsewhere, by proportion."""
    stretch = (other[1] - other[0]) / (whole[1] - whole[0])
    first, last = (round((at - whole[0]) * stretch) + other[0] for at in span)
    return first, max(first + 1, last)
