"""Where reports and claims come from: families of copies, and the way that a claim travelled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fogline.ledger import asking, likeness
from fogline.linking.retelling.families import families
from fogline.linking.retelling.rows import Copy
from fogline.linking.retelling.travel import Said, origins
from fogline.runs import kinship
from fogline.runs.copies import COPY, told_of
from fogline.terms.kept import Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fogline.ledger.database import Database
    from fogline.linking.retelling.families import Family
    from fogline.linking.retelling.rows import Reasons, Told
    from fogline.linking.retelling.travel import Travel
    from fogline.runs.kinship import Rulings
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
    ruled = kinship.rulings(database)
    found, told = _kin(database, list(numbers.values()), ruled)
    by_id = {one.id: one for one in told.values()}
    moments = {name: one.moment for name, one in by_id.items()}
    kin = families(kinship.copies(found, ruled, by_id), moments, ruled.cut)
    trees = [_report_tree(database, family) for family in kin if report.id in family.members]
    return trees or [ReportTree((Step(report.id, None, None, ()),), {report.id: report})]


def claim_trees(database: Database, claim: KeptClaim) -> list[ClaimTree]:
    """The ways of the events of `claim`, each once; without events, what repeats its words in copies of its report."""
    trees = [_claim_tree(database, claim, event) for event in claim.claim.events or (None,)]
    return [tree for place, tree in enumerate(trees) if tree not in trees[:place]]


def travels(database: Database, claims: Sequence[KeptClaim], ruled: Rulings | None = None) -> list[Travel]:
    """How each event of `claims` travelled among them; a travel is named by the claim's id and the event's number.

    Who asks often looks up what people have `ruled` once.
    """
    ruled = ruled or kinship.rulings(database)
    numbers = likeness.numbers_of(database, sorted({claim.report.id for claim in claims}))
    told = {one.id: told_of(one) for one in likeness.texts(database, numbers.values())}
    kept = likeness.copies_of(database, list(numbers.values()))
    among = set(numbers.values())
    copies = (COPY.decode(copy.body) for copy in kept if copy.blob in among and copy.of_blob in among)
    rows = _said(claims)
    words = kinship.words(ruled, rows)
    return origins((said for _, said in rows), kinship.copies(copies, ruled, told, closed=True), told, words)


def _said(claims: Iterable[KeptClaim]) -> list[tuple[str, Said]]:
    return [
        (
            kept.claim.id,
            Said(
                f"{kept.claim.id}/{number}",
                kept.report.id,
                None if event is None else _about(kept, event),
                (kept.claim.content.spans[0][0], kept.claim.content.spans[-1][1]),
                _speaker(kept),
                event.time.start if event and event.time else None,
                event.time.end if event and event.time else None,
            ),
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


def _kin(database: Database, blobs: list[int], ruled: Rulings) -> tuple[list[Copy], dict[int, Told]]:
    """The copies that connect `blobs` with others, directly or by others, and the reports on both sides of them.

    Whom people have merged with one of them is among these.
    """
    joined = _joined(database, ruled)
    known, found = set(blobs), dict[tuple[int, int], Copy]()
    front = list(blobs)
    while front and len(known) < MOST_MEMBERS:
        near = likeness.copies_of(database, front)
        found.update({(copy.blob, copy.of_blob): COPY.decode(copy.body) for copy in near})
        ends = {blob for copy in near for blob in (copy.blob, copy.of_blob)}
        front = sorted((ends | {other for blob in front for other in joined.get(blob, ())}) - known)
        known.update(front)
    told = {one.blob: told_of(one) for one in likeness.texts(database, sorted(known))}
    return list(found.values()), told


def _joined(database: Database, ruled: Rulings) -> dict[int, set[int]]:
    """For each report, by its number, those that are in a group with it."""
    groups = [likeness.numbers_of(database, group).values() for group in ruled.reports.groups]
    return {blob: set(group) for group in groups for blob in group}


def _report_tree(database: Database, family: Family) -> ReportTree:
    parents = {copy.copy: copy for copy in family.parents}
    steps = []
    for member in family.members:
        copy = parents.get(member)
        # Which words a copy shares is not known where only a person says that it is one.
        share = (copy.share or None) if copy else None
        steps.append(Step(member, copy.origin, share, _told(copy)) if copy else Step(member, None, None, ()))
    reports = {member: found for member in family.members if (found := asking.report(database, member))}
    return ReportTree(tuple(steps), reports)


def _told(copy: Copy) -> Reasons:
    """The reasons without what would be told the wrong way round: that it is the origin that names its copy."""
    reversed_ = {name for name, weight in copy.direction if weight < 0}
    return tuple(reason for reason in copy.reasons if reason[0] not in reversed_)


def _claim_tree(database: Database, claim: KeptClaim, event: Event | None) -> ClaimTree:
    ruled = kinship.rulings(database)
    near = _alike(database, claim, event, ruled)
    wanted = f"{claim.claim.id}/{claim.claim.events.index(event) if event else 0}"
    found = travels(database, near, ruled)
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


def _alike(database: Database, claim: KeptClaim, event: Event | None, ruled: Rulings) -> list[KeptClaim]:
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
    # Who is merged with one of them belongs to them, whatever it tells of.
    here = {claim.claim.id: claim} | {one.claim.id: one for one in near if one.claim.id != claim.claim.id}
    groups = (group for group in ruled.claims.groups if not here.keys().isdisjoint(group))
    beside = {name: ruled.kept[name] for group in groups for name in group if name in ruled.kept}
    return [*here.values(), *(kept for name, kept in beside.items() if name not in here)]
