"""Merging and splitting: a person's word on whether two reports or claims are of one origin, kept and made to hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fogline.errors import SaidAlready, Unclear
from fogline.ledger import asking, kinship, likeness
from fogline.linking.retelling import ruled
from fogline.linking.retelling.ruled import Pair, Ruled, pair_of, said_so
from fogline.linking.retelling.travel import Words
from fogline.runs.copies import COPY, told_of
from fogline.runs.correcting import LONGEST, LONGEST_NAME, meant
from fogline.terms.kept import KeptClaim, KeptReport, Question
from fogline.terms.kinship import Kin, Kinship, Relative

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from fogline.ledger.database import Database
    from fogline.linking.retelling.rows import Copy, Told
    from fogline.linking.retelling.travel import Said

__all__ = ["Kin", "Kinship", "Rulings", "copies", "history", "newest", "rule", "rulings", "words"]

# A family that has grown beyond this is looked at as far as here.
MOST_MEMBERS = 5000


class Rulings(NamedTuple):
    """What people's words come to: on `reports` and on `claims`, by their ids as they are now.

    `cut` are the pairs of reports between which there is to be no tie. `kept` are the claims that words speak of.
    """

    reports: Ruled
    claims: Ruled
    cut: frozenset[Pair]
    kept: dict[str, KeptClaim]


NONE = Rulings(Ruled(), Ruled(), frozenset(), {})


def rule(database: Database, one: KeptClaim | KeptReport, other: KeptClaim | KeptReport, said: Kinship) -> Kinship:
    """Keep a person's word on two; `said` tells who says what when, whom it is about is filled in here.

    Raises Unclear where it cannot be meant, SaidAlready where it is what the newest word on the two says.
    """
    if type(one) is not type(other):
        raise Unclear("other", "a report and a claim cannot be of one origin: name two reports or two claims")
    found = Kinship(_relative(one), _relative(other), said.kin, said.by, said.at, said.note.strip())
    if found.one.id == found.other.id:
        raise Unclear("other", "that is the same twice: name two")
    if not 0 < len(found.by.strip()) <= LONGEST_NAME:
        raise Unclear("by", "say who says so")
    if len(found.note) > LONGEST:
        raise Unclear("note", f"a note has up to {LONGEST:,} letters")
    before = _newest(_resolved(database, kinship.all_kinships(database))).get(_pair(found), Kin.OPEN)
    if before is found.kin:
        nothing = "nobody has said anything of these two that could be taken back"
        raise SaidAlready("kin", nothing if before is Kin.OPEN else f"the newest word on these two is {before} already")
    kinship.keep_kinship(database, found)
    return found


def _relative(kept: KeptClaim | KeptReport) -> Relative:
    if isinstance(kept, KeptReport):
        return Relative(kept.id)
    return Relative(kept.report.id, kept.claim.id, kept.claim.content.spans)


def _pair(said: Kinship) -> Pair:
    return frozenset((said.one.id, said.other.id))


def _newest(said: Iterable[Kinship]) -> dict[Pair, Kin]:
    return {_pair(one): one.kin for one in said}


class Heard(NamedTuple):
    """A word on something and an `other`, and whether it is set `aside` because another word is at odds with it."""

    said: Kinship
    other: str
    aside: bool


def history(database: Database, kept: KeptClaim | KeptReport) -> list[Heard]:
    """What people have said of something and others being of one origin, the oldest first."""
    here, own = _relative(kept).report, _relative(kept).id
    said = [one for one in kinship.all_kinships(database) if here in (one.one.report, one.other.report)]
    said = _resolved(database, said)
    mine = [(one, other) for one in said for other in _pair(one) - {own} if own in _pair(one)]
    if not mine:
        return []
    found = rulings(database)
    aside = found.reports.aside | found.claims.aside
    return [Heard(one, other, one.kin is Kin.MERGED and _pair(one) in aside) for one, other in mine]


def newest(database: Database) -> list[tuple[KeptClaim | KeptReport, KeptClaim | KeptReport, Kin]]:
    """The newest word on each pair as it is now, the pair that was first spoken of first; none on what is no claim."""
    kept: dict[str, KeptClaim] = {}
    said = _resolved(database, kinship.all_kinships(database), kept)

    def now(half: Relative) -> KeptClaim | KeptReport | None:
        return kept.get(half.claim) if half.claim else asking.report(database, half.report)

    last = {_pair(one): one for one in said if one.one.id != one.other.id}
    found = ((now(one.one), now(one.other), one.kin) for one in last.values())
    return [(one, other, kin) for one, other, kin in found if one is not None and other is not None]


def rulings(database: Database) -> Rulings:
    """What all words together come to."""
    last: dict[Pair, Kinship] = {}
    for one in kinship.all_kinships(database):
        last.pop(_pair(one), None)
        last[_pair(one)] = one
    if not last:
        return NONE
    kept: dict[str, KeptClaim] = {}
    said = _resolved(database, list(last.values()), kept)
    claims = [one for one in said if one.one.claim]
    reports = [one for one in said if not one.one.claim]
    halves = {half.id: half for one in said for half in (one.one, one.other)}
    numbers = likeness.numbers_of(database, sorted({half.report for half in halves.values()}))
    told = {one.id: told_of(one) for one in likeness.heads(database, numbers.values())}
    # As travels are: what is known of a report's time, and where in it a claim stands.
    order = sorted(halves, key=lambda name: (*_when(told[halves[name].report]), halves[name].content, name))
    of_reports = ruled.ruled(_words(reports), [name for name in order if name in told])
    of_claims = ruled.ruled(_words(claims), [name for name in order if name not in told])
    return Rulings(of_reports, of_claims, _cut(database, of_reports, told), kept)


def _words(said: Iterable[Kinship]) -> Iterator[tuple[str, str, str]]:
    for one in said:
        # Two claims may be read as one later.
        if one.one.id != one.other.id:
            yield one.one.id, one.other.id, one.kin.value


def _when(report: Told) -> tuple[bool, str, int]:
    return report.moment is None, report.moment or "", report.arrival


def _resolved(database: Database, said: Sequence[Kinship], kept: dict[str, KeptClaim] | None = None) -> list[Kinship]:
    """The same with the ids that claims have now; words on one that is no claim any more stay as they were said."""
    found: dict[str, dict[str, KeptClaim]] = {}

    def now(half: Relative) -> Relative:
        if half.claim is None:
            return half
        if half.report not in found:
            claims = asking.claims(database, Question(report=half.report))
            found[half.report] = {one.claim.id: one for one in claims}
        by_id = found[half.report]
        claim = meant([one.claim for one in by_id.values()], half.claim, half.content)
        if claim is None:
            return half
        if kept is not None:
            kept[claim.id] = by_id[claim.id]
        return Relative(half.report, claim.id, half.content)

    return [Kinship(now(one.one), now(one.other), one.kin, one.by, one.at, one.note) for one in said]


def _cut(database: Database, found: Ruled, mentioned: Mapping[str, Told]) -> frozenset[Pair]:
    if not found.split:
        return frozenset()
    kin: dict[Pair, Copy] = {}
    known = {one.arrival for one in mentioned.values()}
    front = sorted(known)
    while front and len(known) < MOST_MEMBERS:
        near = likeness.copies_of(database, front)
        kin.update({pair_of(copy): copy for copy in (COPY.decode(one.body) for one in near)})
        front = sorted({blob for copy in near for blob in (copy.blob, copy.of_blob)} - known)
        known.update(front)
    told = {one.id: told_of(one) for one in likeness.heads(database, known)}
    moments = {name: one.moment for name, one in told.items()}
    return ruled.cut(_with_merged(kin.values(), found, told), moments, found.split)


def copies(found: Iterable[Copy], rulings: Rulings, told: Mapping[str, Told], *, closed: bool = False) -> list[Copy]:
    """The copies that were `found` as people's words leave them, and those that people say of reports in `told`.

    With `closed`, each of a group is besides a copy of the group's first.
    """
    if rulings is NONE:
        return list(found)
    left = [copy for copy in found if pair_of(copy) not in rulings.cut]
    return _with_merged(left, rulings.reports, told, rulings.cut, closed=closed)


def _with_merged(
    found: Iterable[Copy],
    of: Ruled,
    told: Mapping[str, Told],
    cut: frozenset[Pair] = frozenset(),
    *,
    closed: bool = False,
) -> list[Copy]:
    left = list(found)
    known = {pair_of(copy) for copy in left}
    wanted = set(of.merged)
    if closed:
        wanted |= {frozenset((group[0], other)) for group in of.groups for other in group[1:]}
    for pair in sorted(wanted - known - cut, key=sorted):
        if pair <= told.keys():
            earlier, later = sorted(pair, key=lambda name: _when(told[name]))
            left.append(said_so(told[later], told[earlier]))
    return left


def words(rulings: Rulings, rows: Iterable[tuple[str, Said]]) -> Words:
    """What people's words mean for `rows`, each with the id of its claim.

    Of two claims that are merged, events of one kind are; where there is none, the first of each.
    """
    if rulings is NONE:
        return Words()
    by_claim: dict[str, list[Said]] = {}
    spoken = {name for group in rulings.claims.groups for name in group} | set().union(*rulings.claims.split)
    for identifier, said in rows:
        if identifier in spoken:
            by_claim.setdefault(identifier, []).append(said)
    groups = [
        event
        for group in rulings.claims.groups
        for event in _events([by_claim[name] for name in group if name in by_claim])
    ]
    split = {
        frozenset((a.claim, b.claim))
        for one, other in (sorted(pair) for pair in rulings.claims.split)
        for a in by_claim.get(one, ())
        for b in by_claim.get(other, ())
    }
    return Words(tuple(groups), frozenset(split), rulings.reports.split)


def _events(claims: Sequence[Sequence[Said]]) -> Iterator[frozenset[str]]:
    if not claims:
        return
    first, *others = claims
    together: list[tuple[Said, set[str]]] = [(said, {said.claim}) for said in first]
    for rows in others:
        tied = False
        for said in rows:
            for head, names in together:
                if _kind(head) == _kind(said):
                    names.add(said.claim)
                    tied = True
                    break
        if not tied:
            together[0][1].add(rows[0].claim)
    yield from (frozenset(names) for _, names in together if len(names) > 1)


def _kind(said: Said) -> object:
    return said.about[0] if said.about else None
