"""What people say of two being of one origin, or not, put together to what holds.

A word on a pair holds until there is a later one on the same pair; the order of words on different pairs is nothing.
That two are not of one origin holds whatever else is said. That they are carries over: who is of one origin with a
second, and that one with a third, is so with the third, unless that would bring a pair together that is held apart.
Then of the words that are at odds the one about the earliest stands, and the others are set aside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fogline.linking.retelling.decide import ARRIVAL, CAME_IN, PUBLISHED, TIME, after
from fogline.linking.retelling.families import families
from fogline.linking.retelling.rows import Copy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from fogline.linking.retelling.families import Family
    from fogline.linking.retelling.rows import Told

Pair = frozenset[str]
# In log-odds, set by hand: beyond all that is found in texts.
SAID_SO = 30.0
PERSON = "an analyst says so"
MERGED, SPLIT = "merged", "split"


@dataclass(frozen=True, slots=True)
class Ruled:
    """What holds: `groups` of one origin, each in order, by the pairs `merged`; `split` pairs; words set `aside`."""

    groups: tuple[tuple[str, ...], ...] = ()
    merged: frozenset[Pair] = frozenset()
    split: frozenset[Pair] = frozenset()
    aside: frozenset[Pair] = frozenset()


def ruled(words: Iterable[tuple[str, str, str]], order: Sequence[str]) -> Ruled:
    """What holds of `words`, each on two names and what is said of them, the oldest first.

    `order` has all names, those that came first before the others.
    """
    newest = {frozenset((one, other)): said for one, other, said in words}
    rank = {name: place for place, name in enumerate(order)}
    split = frozenset(pair for pair, said in newest.items() if said == SPLIT)
    wanted = sorted(
        (sorted((rank[name] for name in pair), reverse=True), pair) for pair, said in newest.items() if said == MERGED
    )
    groups = {name: {name} for name in order}
    merged, aside = set[Pair](), set[Pair]()
    for _, pair in wanted:
        one, other = sorted(pair)
        if any(frozenset((a, b)) in split for a in groups[one] for b in groups[other]):
            aside.add(pair)
            continue
        merged.add(pair)
        together = groups[one] | groups[other]
        groups |= dict.fromkeys(together, together)
    found = {tuple(sorted(group, key=rank.__getitem__)) for group in groups.values() if len(group) > 1}
    return Ruled(tuple(sorted(found)), frozenset(merged), split, frozenset(aside))


def said_so(later: Told, earlier: Told) -> Copy:
    """That the one retells the other because a person says so: which words, nobody does."""
    timed = TIME * after(later.moment, earlier.moment)
    direction = (PUBLISHED, timed) if timed > 0 else (CAME_IN, ARRIVAL)
    return Copy(later.id, earlier.id, 0.0, 0.0, ((PERSON, SAID_SO),), (direction,))


def pair_of(copy: Copy) -> Pair:
    """The two reports of a copy."""
    return frozenset((copy.copy, copy.origin))


def cut(copies: Collection[Copy], moments: Mapping[str, str | None], split: frozenset[Pair]) -> frozenset[Pair]:
    """The pairs between which there is to be no tie so that no family holds one of `split`: those, and the weakest.

    Of the ties by which a family holds both, the least sure one goes, and again, until none does.
    """
    gone = set(split)
    while True:
        found = families([copy for copy in copies if pair_of(copy) not in gone], moments, gone)
        weak = next(
            (tie for family in found for pair in sorted(split, key=sorted) if (tie := _weakest(family, pair))), None
        )
        if weak is None:
            return frozenset(gone)
        gone.add(pair_of(weak))


def _weakest(family: Family, pair: Pair) -> Copy | None:
    """The least sure tie on the way from the one to the other; None where the family does not hold both."""
    if not pair <= set(family.members):
        return None
    parents = {copy.copy: copy for copy in family.parents}
    ways = [{copy.copy: copy for copy in _way(name, parents)} for name in sorted(pair)]
    between = [ways[number][name] for number in (0, 1) for name in ways[number].keys() - ways[1 - number].keys()]
    return min(between, key=lambda copy: (copy.sureness, copy.copy, copy.origin))


def _way(name: str, parents: Mapping[str, Copy]) -> Iterable[Copy]:
    while name in parents:
        yield parents[name]
        name = parents[name].origin
