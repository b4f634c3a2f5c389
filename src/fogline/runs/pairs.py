"""Pairs of texts that people have said to be of one origin or not: what finding copies can be fitted to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fogline.ledger import asking, likeness
from fogline.runs import kinship, quoting
from fogline.runs.kinship import Kin
from fogline.terms.kept import KeptClaim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.ledger.database import Database
    from fogline.terms.kept import KeptReport, Question

__all__ = ["Paired", "pairs"]


class Paired(NamedTuple):
    """Two claims or reports with their texts, of a claim its sentences: whether they are `copies`, and were `found`.

    `found` is whether the one report was found to retell the other.
    """

    kept: tuple[KeptClaim | KeptReport, KeptClaim | KeptReport]
    texts: tuple[str, str]
    copies: bool
    found: bool


def pairs(database: Database, question: Question) -> Iterator[Paired]:
    """Yield those of which people's newest word says either, and of which one stands in a report that is asked for."""
    newest = kinship.newest(database)
    if not newest:
        return
    asked = {report.id for report in asking.reports(database, question)}
    for one, other, kin in newest:
        if kin is not Kin.OPEN and not asked.isdisjoint((_report(one).id, _report(other).id)):
            texts = _text(database, one), _text(database, other)
            yield Paired((one, other), texts, kin is Kin.MERGED, _found(database, _report(one), _report(other)))


def _report(kept: KeptClaim | KeptReport) -> KeptReport:
    return kept.report if isinstance(kept, KeptClaim) else kept


def _text(database: Database, kept: KeptClaim | KeptReport) -> str:
    if isinstance(kept, KeptClaim):
        return quoting.quoted(database, [kept])[0]
    return asking.text(database, kept.number)


def _found(database: Database, one: KeptReport, other: KeptReport) -> bool:
    numbers = likeness.numbers_of(database, [one.id, other.id])
    return any(likeness.copies_among(database, numbers.values()))
