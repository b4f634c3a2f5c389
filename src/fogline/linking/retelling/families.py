"""Families of reports: an origin, and all that retell it, each with the report that it most likely had it from.

A report that is put together from two belongs to the families of both, which stay two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fogline.linking.retelling.bridges import bridges
from fogline.linking.retelling.decide import NAMED
from fogline.linking.retelling.order import in_order, other_of, overlap, seen_from, stretched

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from fogline.linking.retelling.rows import Copy, Passage
    from fogline.terms.span import Span

# A further parent must account for so many words, and such a share of the report, that the first has not. Chosen by
# benchmarks/copies.py.
FURTHER_WORDS, FURTHER_SHARE = 25, 0.08
# Of what a copy has from its parent an origin must account for this part.
LEAST_SHARE = 0.25

# Spans of a report's text by the report that they are from.
Traced = dict[str, "list[Span]"]


@dataclass(frozen=True, slots=True)
class Family:
    """`members` are those of `parents`, and the origin: the earliest first, as far as can be told.

    `parents` has for each member but the origin the copy by which it has what it tells.
    """

    origin: str
    members: tuple[str, ...]
    parents: tuple[Copy, ...]


def families(
    copies: Iterable[Copy], moments: Mapping[str, str | None], apart: Collection[frozenset[str]] = frozenset()
) -> list[Family]:
    """The families that `copies` make, by origin; `moments` are those of the reports. The order of `copies` is nothing.

    Between pairs that are held `apart` no copy is inferred. Near-linear: a report is looked at once, with the copies
    that it is in.
    """
    touching: dict[str, list[Copy]] = {}
    for copy in sorted(copies, key=lambda one: (one.copy, one.origin)):
        touching.setdefault(copy.copy, []).append(copy)
        touching.setdefault(copy.origin, []).append(copy)
    for copy in bridges(touching, moments):
        if {copy.copy, copy.origin} in apart:
            continue
        touching[copy.copy].append(copy)
        touching[copy.origin].append(copy)
    order = in_order(touching, moments)
    rank = {report: place for place, report in enumerate(order)}
    traced: dict[str, Traced] = {}
    grown: dict[str, list[tuple[str, Copy]]] = {}
    for report in order:
        earlier = [seen_from(copy, report) for copy in touching[report] if rank[other_of(copy, report)] < rank[report]]
        traced[report] = {}
        for copy, found in _parents(earlier, rank, traced):
            for origin, spans in found.items():
                traced[report].setdefault(origin, []).extend(spans)
                grown.setdefault(origin, []).append((report, copy))
    return [
        Family(origin, (origin, *dict.fromkeys(report for report, _ in kin)), _first_each(kin))
        for origin, kin in sorted(grown.items())
    ]


def _parents(
    earlier: Sequence[Copy], rank: Mapping[str, int], traced: Mapping[str, Traced]
) -> list[tuple[Copy, Traced]]:
    """The copies that account for a report: one that it names or has most of, and others where they add an origin."""
    chosen: list[tuple[Copy, Traced]] = []
    for copy in sorted(earlier, key=lambda one: (not _named(one), -one.share, rank[one.origin])):
        found = _origins(copy, traced[copy.origin])
        known = {origin for _, before in chosen for origin in before}
        if not chosen or (not found.keys() <= known and _adds(copy, [one for one, _ in chosen])):
            chosen.append((copy, found))
    return chosen


def _origins(copy: Copy, traced: Traced) -> Traced:
    """Which words of a copy are from which origin, where `traced` tells that of its parent.

    Words of the parent that are traced to nobody are its own. Origins of few of the words are left out.
    """
    if not copy.passages:
        return {origin: [] for origin in traced} or {copy.origin: []}
    found: Traced = {}
    words: dict[str, float] = {}
    for passage in copy.passages:
        own = 1.0
        for origin, spans in traced.items():
            for part in filter(None, (_carried(passage, span) for span in spans)):
                found.setdefault(origin, []).append(part)
                share = (part[1] - part[0]) / (passage.here[1] - passage.here[0])
                words[origin] = words.get(origin, 0.0) + passage.telling * share
                own -= share
        if own > 0:
            found.setdefault(copy.origin, []).append(passage.here)
            words[copy.origin] = words.get(copy.origin, 0.0) + passage.telling * own
    least = min(max(words.values()), LEAST_SHARE * sum(words.values()))
    return {origin: spans for origin, spans in found.items() if words[origin] >= least}


def _carried(passage: Passage, span: Span) -> Span | None:
    """Where in the copy the part of the passage stands that is in `span` of its parent."""
    start, end = max(passage.there[0], span[0]), min(passage.there[1], span[1])
    return stretched((start, end), passage.there, passage.here) if start < end else None


def _adds(copy: Copy, chosen: Sequence[Copy]) -> bool:
    """Whether `copy` accounts for enough of its report that `chosen` do not."""
    words = sum(passage.words for passage in copy.passages)
    covered = [passage.here for one in chosen for passage in one.passages]
    added = sum(passage.telling * (1 - min(1.0, overlap(passage.here, covered))) for passage in copy.passages)
    return added >= FURTHER_WORDS and added * copy.share >= FURTHER_SHARE * words


def _named(copy: Copy) -> bool:
    return any(weight > 0 and name in NAMED for name, weight in copy.direction)


def _first_each(kin: Sequence[tuple[str, Copy]]) -> tuple[Copy, ...]:
    """One copy a report: the first."""
    first = dict(reversed(kin))
    return tuple(first[report] for report in dict.fromkeys(report for report, _ in kin))
