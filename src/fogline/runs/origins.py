"""Where reports and claims come from: families of copies, and the way that a claim travelled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fogline.ledger import asking, likeness
from fogline.linking.retelling.families import families
from fogline.linking.retelling.rows import Copy
from fogline.linking.retelling.travel import Said, origins
from fogline.runs.copies import COPY, told_of
from fogline.terms.kept import Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fogline.ledger.database import Database
    from fogline.linking.retelling.families import Family
    from fogline.linking.retelling.rows import Reasons, Told
    from fogline.linking.retelling.travel import Travel
    from fogline.terms.event import Event
    from fogline.terms.kept import KeptClaim, KeptReport

# A family that has grown beyond this is shown as far as here.
MOST_MEMBERS = 5000
# A claim is held against those that say the same within so many days of it.
DAYS = 45


@dataclass(frozen=True, slots=True)
class Step:
    """A report or claim in a tree of origins: what it has from `parent`, for `reasons`; None for the first known."""

    name: str
    parent: str | None
    share: float | None
    reasons: Reasons


@dataclass(frozen=True, slots=True)
class ReportTree:
    """A family of reports, the origin first; `reports` are those of the steps, by id."""

    steps: tuple[Step, ...]
    reports: dict[str, KeptReport]


@dataclass(frozen=True, slots=True)
class ClaimTree:
    """A claim's way: its first known statement, and all that repeat it, in order of time; `claims` are those, by id."""

    steps: tuple[Step, ...]
    claims: dict[str, KeptClaim]


def report_trees(database: Database, report: KeptReport) -> list[ReportTree]:
    """The families that `report` belongs to: by itself it is one of its own."""
    numbers = likeness.numbers_of(database, [report.id])
    copies, told = _kin(database, list(numbers.values()))
    moments = {one.id: one.moment for one in told.values()}
    trees = [_report_tree(database, family) for family in families(copies, moments) if report.id in family.members]
    return trees or [ReportTree((Step(report.id, None, None, ()),), {report.id: report})]


def claim_trees(database: Database, claim: KeptClaim) -> list[ClaimTree]:
    """The ways of the events of `claim`, each once; without events, what repeats its words in copies of its report."""
    trees = [_claim_tree(database, claim, event) for event in claim.claim.events or (None,)]
    return [tree for place, tree in enumerate(trees) if tree not in trees[:place]]


def travels(database: Database, claims: Sequence[KeptClaim]) -> list[Travel]:
    """How each event of `claims` travelled among them; a travel is named by the claim's id and the event's number."""
    numbers = likeness.numbers_of(database, sorted({claim.report.id for claim in claims}))
    told = {one.id: told_of(one) for one in likeness.texts(database, numbers.values())}
    kept = likeness.copies_of(database, list(numbers.values()))
    among = set(numbers.values())
    copies = [COPY.decode(copy.body) for copy in kept if copy.blob in among and copy.of_blob in among]
    return origins(_said(claims), copies, told)


def _said(claims: Iterable[KeptClaim]) -> list[Said]:
    return [
        Said(
            f"{kept.claim.id}/{number}",
            kept.report.id,
            None if event is None else _about(kept, event),
            (kept.claim.content.spans[0][0], kept.claim.content.spans[-1][1]),
            _speaker(kept),
            event.time.start if event and event.time else None,
            event.time.end if event and event.time else None,
        )
        for kept in claims
        for number, event in enumerate(kept.claim.events or (None,))
    ]


def _speaker(kept: KeptClaim) -> str | None:
    speaker = kept.claim.speaker
    return None if speaker is None else speaker.id or speaker.name or None


def _about(kept: KeptClaim, event: Event) -> tuple[str | None, ...]:
    """What is said to be so: who says it, and in which words, is no part of it."""
    manner = kept.claim.manner
    return (
        event.kind,
        manner.stance if manner else None,
        event.agent,
        event.place.id if event.place else None,
        manner.time_frame if manner else None,
    )


def _kin(database: Database, blobs: list[int]) -> tuple[list[Copy], dict[int, Told]]:
    """The copies that connect `blobs` with others, directly or by others, and the reports on both sides of them."""
    known, found = set(blobs), dict[tuple[int, int], Copy]()
    front = list(blobs)
    while front and len(known) < MOST_MEMBERS:
        near = likeness.copies_of(database, front)
        found.update({(copy.blob, copy.of_blob): COPY.decode(copy.body) for copy in near})
        front = sorted({blob for copy in near for blob in (copy.blob, copy.of_blob)} - known)
        known.update(front)
    told = {one.blob: told_of(one) for one in likeness.texts(database, sorted(known))}
    return list(found.values()), told


def _report_tree(database: Database, family: Family) -> ReportTree:
    parents = {copy.copy: copy for copy in family.parents}
    steps = []
    for member in family.members:
        copy = parents.get(member)
        steps.append(Step(member, copy.origin, copy.share, _told(copy)) if copy else Step(member, None, None, ()))
    reports = {member: found for member in family.members if (found := asking.report(database, member))}
    return ReportTree(tuple(steps), reports)


def _told(copy: Copy) -> Reasons:
    """The reasons without what would be told the wrong way round: that it is the origin that names its copy."""
    reversed_ = {name for name, weight in copy.direction if weight < 0}
    return tuple(reason for reason in copy.reasons if reason[0] not in reversed_)


def _claim_tree(database: Database, claim: KeptClaim, event: Event | None) -> ClaimTree:
    near = _alike(database, claim, event)
    wanted = f"{claim.claim.id}/{claim.claim.events.index(event) if event else 0}"
    found = travels(database, near)
    origin = next(travel.origin for travel in found if travel.claim == wanted)
    by_id = {kept.claim.id: kept for kept in near}
    kin = [travel for travel in found if travel.origin == origin]
    kin.sort(key=lambda travel: (travel.parent is not None, by_id[_bare(travel.claim)].said, travel.claim))
    steps = tuple(
        Step(_bare(travel.claim), _bare(travel.parent) if travel.parent else None, None, travel.reasons)
        for travel in kin
    )
    return ClaimTree(steps, {step.name: by_id[step.name] for step in steps})


def _bare(name: str) -> str:
    return name.rpartition("/")[0]


def _alike(database: Database, claim: KeptClaim, event: Event | None) -> list[KeptClaim]:
    """`claim`, and those that may repeat it or be repeated by it."""
    if event is None or event.place is None:
        trees = report_trees(database, claim.report)
        reports = {report for tree in trees for report in tree.reports}
        near = [found for report in sorted(reports) for found in asking.claims(database, Question(report=report))]
    else:
        day = date.fromisoformat(claim.said)
        question = Question(
            places=(event.place.id,),
            kinds=(event.kind,),
            since=(day - timedelta(days=DAYS)).isoformat(),
            until=(day + timedelta(days=DAYS + 1)).isoformat(),
        )
        near = list(asking.claims(database, question))
    return [claim, *(one for one in near if one.claim.id != claim.claim.id)]
