"""Which claims repeat which: where each was first said, as far as is known, and the way it came from there.

Claims that say the same are one claim retold where the reports tell of it: the words stand in a passage that was
copied, the same source is named for them, or the report names the other's outlet. Without any of that, who says the
same says it on his own, and is another origin.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fogline.linking.retelling.cited import bare
from fogline.linking.retelling.order import overlap, stretched
from fogline.linking.retelling.ruled import PERSON, SAID_SO

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from fogline.linking.retelling.rows import Copy, Reasons, Told
    from fogline.linking.retelling.ruled import Pair
    from fogline.terms.span import Span

# In log-odds, set by hand: a copied passage that says the same is beyond doubt, a retelling in another language nearly;
# one source can have said it twice, and a report that names an outlet need not mean this claim.
COPIED, RETOLD, SAME_SOURCE, NAMED, SAID_BEFORE = 6.0, 4.0, 4.0, 2.0, 6.0
BY_GROUP = "one that an analyst joins with it has it from there"
# Claims without days of their own are about the same time if their reports are at most so many days apart.
DAYS_APART = 7
# So much of a claim's words must stand in a copied passage.
MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Said:
    """A claim, or one event of it, as it is held against others. `claim` is unique among the rows.

    `about` is what it says to be so: kind, stance, agent, place id and time frame; None where it tells of no event.
    `start` and `end` are its days as ISO dates, half-open; `speaker` is an actor's id, or a name; `span` is where it
    stands.
    """

    claim: str
    report: str
    about: tuple[Hashable, ...] | None
    span: Span
    speaker: str | None = None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Travel:
    """The way of a claim: `origin` is the first known claim that it repeats, itself if none, `parent` the one before.

    `reasons`, in log-odds, are those for having it from the parent.
    """

    claim: str
    origin: str
    parent: str | None
    reasons: Reasons


@dataclass(frozen=True, slots=True)
class Words:
    """What people say of the rows: `groups` that are of one origin, pairs that are not, and reports held `apart`.

    No pair of `split` is in one group. Between reports held apart, that the one names the other's outlet ties nothing.
    """

    groups: tuple[frozenset[str], ...] = ()
    split: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()


NOTHING = Words()
Link = tuple[str, "Reasons"]


def origins(
    claims: Iterable[Said], copies: Iterable[Copy], reports: Mapping[str, Told], words: Words = NOTHING
) -> list[Travel]:
    """How each of `claims` travelled, in the order of their ids. `reports` holds the reports of all of them, by id.

    `words` hold before all that is found. Of what would bring a split pair together the later claim's tie is left out.
    """
    ordered = sorted(claims, key=lambda said: (*_when(reports[said.report]), said.span, said.claim))
    links: dict[str, list[Link]] = {said.claim: [] for said in ordered}
    _in_passages(ordered, copies, links)
    _of_one_source(ordered, reports, links)
    _of_named(ordered, (reports, words.apart), links)
    parents = _grouped(ordered, words, links)
    held = _Held(words.split)
    for claim, (head, _) in parents.items():
        held.join(claim, head)
    for said in ordered:
        if said.claim in parents:
            continue
        for parent, reasons in sorted(links[said.claim], key=lambda link: (-_sum(link[1]), link[0])):
            root = _root(parent, parents)
            if root != said.claim and held.may(said.claim, root):
                parents[said.claim] = (parent, reasons)
                held.join(said.claim, root)
                break
    return [
        Travel(claim, _root(claim, parents), *(parents.get(claim) or (None, ())))
        for claim in sorted(said.claim for said in ordered)
    ]


def _grouped(ordered: Sequence[Said], words: Words, links: dict[str, list[Link]]) -> dict[str, Link]:
    """What is grouped has it from the first of the group, which in turn has all the ties that others of it have."""
    parents: dict[str, Link] = {}
    for group in words.groups:
        first, *others = [said.claim for said in ordered if said.claim in group] or [""]
        for claim in others:
            parents[claim] = (first, ((PERSON, SAID_SO),))
            links[first] += [(parent, ((BY_GROUP, _sum(why)),)) for parent, why in links[claim] if parent not in group]
    return parents


class _Held:
    """Which of the claims that a split speaks of are in which tree, by its root."""

    def __init__(self, split: frozenset[Pair]) -> None:
        self.apart: dict[str, set[str]] = {}
        for one, other in (sorted(pair) for pair in split):
            self.apart.setdefault(one, set()).add(other)
            self.apart.setdefault(other, set()).add(one)
        self.within: dict[str, set[str]] = {claim: {claim} for claim in self.apart}

    def may(self, root: str, other: str) -> bool:
        """Whether the trees of two roots may become one."""
        theirs = self.within.get(other, set())
        return not any(self.apart[claim] & theirs for claim in self.within.get(root, ()))

    def join(self, root: str, other: str) -> None:
        """Put the tree of the first under the other."""
        if root in self.within:
            self.within.setdefault(other, set()).update(self.within[root])


def _in_passages(ordered: Sequence[Said], copies: Iterable[Copy], links: dict[str, list[Link]]) -> None:
    """Tie the claims of a copy to those of its origin that they repeat."""
    told: dict[str, list[Said]] = {}
    for said in ordered:
        told.setdefault(said.report, []).append(said)
    for copy in copies:
        theirs: dict[Hashable, list[Said]] = {}
        for said in told.get(copy.origin, ()):
            theirs.setdefault(said.about, []).append(said)
        for said in told.get(copy.copy, ()):
            for other in theirs.get(said.about, ()):
                if reasons := _carried(said, other, copy):
                    links[said.claim].append((other.claim, reasons))


def _carried(said: Said, other: Said, copy: Copy) -> Reasons:
    """Why `said`, in the copy, repeats `other`, in its origin; nothing where it doesn't."""
    if not copy.passages:
        return (("the report retells it", RETOLD),) if said.about is not None and _same_days(said, other) else ()
    for passage in copy.passages:
        both = min(overlap(said.span, [passage.here]), overlap(other.span, [passage.there]))
        if both >= MOSTLY and (said.about is not None or _beside(said, other, passage.here, passage.there)):
            return (("stands in a copied passage", COPIED * both),)
    return ()


def _beside(said: Said, other: Said, here: Span, there: Span) -> bool:
    """Whether two claims are at the same place of a passage, so that they are the same words."""
    return overlap(stretched(said.span, here, there), [other.span]) >= MOSTLY


def _of_one_source(ordered: Sequence[Said], reports: Mapping[str, Told], links: dict[str, list[Link]]) -> None:
    """Tie claims to the first that names the same source for the same, or that the same report makes before."""
    first: dict[Hashable, Said] = {}
    for said in ordered:
        if said.about is None:
            continue
        for of_whom, reason, weight in (
            (said.speaker and bare(said.speaker), "has it from the same source", SAME_SOURCE),
            ((said.report, said.speaker), "says it before", SAID_BEFORE),
        ):
            if not of_whom:
                continue
            head = first.get((said.about, of_whom))
            if head is not None and _same_time(said, head, reports):
                links[said.claim].append((head.claim, ((reason, weight),)))
            else:
                first[said.about, of_whom] = said


def _of_named(
    ordered: Sequence[Said], known: tuple[Mapping[str, Told], frozenset[Pair]], links: dict[str, list[Link]]
) -> None:
    """Tie claims to the last that says the same in a report of an outlet which theirs names, if not held apart."""
    reports, apart = known
    last: dict[Hashable, Said] = {}
    for said in ordered:
        report = reports[said.report]
        for name in (*report.cited, *filter(None, (report.forwarded_from, said.speaker))):
            other = last.get((said.about, bare(name)))
            if said.about is None or other is None or frozenset((said.report, other.report)) in apart:
                continue
            if _same_time(said, other, reports):
                links[said.claim].append((other.claim, (("names its outlet", NAMED),)))
        if report.outlet:
            last[said.about, bare(report.outlet)] = said


def _same_time(said: Said, other: Said, reports: Mapping[str, Told]) -> bool:
    """Whether two claims can be about the same time: by their own days, or by those of their reports."""
    if said.start and other.start:
        return _same_days(said, other)
    one, two = reports[said.report].moment, reports[other.report].moment
    return one is None or two is None or abs((_day(one) - _day(two)).days) <= DAYS_APART


def _same_days(said: Said, other: Said) -> bool:
    if not (said.start and said.end and other.start and other.end):
        return True
    return said.start < other.end and other.start < said.end


def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])


def _when(report: Told) -> tuple[bool, str, int]:
    return report.moment is None, report.moment or "", report.arrival


def _root(claim: str, parents: Mapping[str, Link]) -> str:
    while claim in parents:
        claim = parents[claim][0]
    return claim


def _sum(reasons: Reasons) -> float:
    return sum(weight for _, weight in reasons)
