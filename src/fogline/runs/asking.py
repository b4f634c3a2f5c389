"""Asking the ledger: what the views show of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from os.path import normpath
from pathlib import Path
from typing import TYPE_CHECKING

from fogline.errors import NotThere
from fogline.ledger import asking, counting, tracing
from fogline.ledger.asking import place, reading, text
from fogline.ledger.counting import kinds, places, sayings, sayings_of_places, sides, sources, told
from fogline.runs import stating
from fogline.runs.looked import Looked
from fogline.runs.standing import claims, reports, with_standing
from fogline.terms.kept import KeptClaim, KeptReport, Question
from fogline.terms.states import CONTROL
from fogline.weighing.contradictions import contradict
from fogline.weighing.meeting import AROUND, span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fogline.ledger.database import Database
    from fogline.terms.counted import Found, Trace
    from fogline.terms.stated import Stated

__all__ = [
    "AROUND",
    "claims",
    "kinds",
    "place",
    "places",
    "reading",
    "reports",
    "sayings",
    "sayings_of_places",
    "sides",
    "sources",
    "text",
    "told",
    "with_standing",
]

# Claims and reports are counted up to this; a person needs no more to see that it is many.
MOST = 10_000
# Claims of others that are set beside one.
OTHERS = 100
HEX = re.compile(r"[0-9a-f]+")
REPORT_ID = re.compile(r"(?:sha256:)?[0-9a-f]+")
SEVERAL = 3


def count_claims(database: Database, question: Question) -> int:
    """How many claims meet `question`, up to one more than MOST; by standing, up to one more than its limit."""
    if question.standing:
        return _up_to(claims(database, replace(question, limit=_enough(question))))
    return counting.claims(database, replace(question, limit=None), MOST + 1)


def count_reports(database: Database, question: Question) -> int:
    """How many reports meet `question`, counted up to where claims are."""
    if question.standing:
        return _up_to(reports(database, replace(question, limit=_enough(question))))
    return counting.reports(database, replace(question, limit=None), MOST + 1)


def _enough(question: Question) -> int:
    """Standing is worked out claim by claim: whether there are more than are wanted is all that is counted."""
    return MOST + 1 if question.limit is None else min(question.limit, MOST) + 1


def _up_to(found: Iterator[object]) -> int:
    return sum(1 for _ in found)


def claim(database: Database, identifier: str) -> KeptClaim:
    """The claim whose id is, or begins with, `identifier`; raises NotThere where there is none or are several."""
    found = _claim(database, identifier)
    if found is None:
        message = f"no claim in the ledger has an id that begins with {identifier!r}: `fogline claims` lists them"
        raise NotThere(message)
    return found


def report(database: Database, identifier: str) -> KeptReport:
    """The report whose id is, or begins with, `identifier`, as it was read last; raises NotThere."""
    found = asking.report(database, identifier) if REPORT_ID.fullmatch(identifier) else None
    if found is None:
        message = f"no report in the ledger has an id that begins with {identifier!r}: `fogline reports` lists them"
        raise NotThere(message)
    return found


def claim_or_report(database: Database, identifier: str) -> KeptClaim | KeptReport:
    """The claim or report with the id `identifier`, or the beginning of one, or the report at that address or path.

    Raises NotThere where there is none or are several.
    """
    # Files have their absolute paths for addresses.
    path = normpath(Path(identifier).absolute())
    found = _claim(database, identifier) or asking.report(database, identifier) or asking.report(database, path)
    if found is None:
        message = (
            f"no claim or report in the ledger has {identifier!r} for its id, the beginning of its id or its address: "
            "`fogline claims` and `fogline reports` list them"
        )
        raise NotThere(message)
    return found


def _claim(database: Database, identifier: str) -> KeptClaim | None:
    if not HEX.fullmatch(identifier):
        return None
    ids = asking.identifiers(database, identifier, SEVERAL)
    if len(ids) > 1 and identifier not in ids:
        more = "" if len(ids) < SEVERAL else " and others"
        message = f"several claims have ids that begin with {identifier!r}: {', '.join(ids)}{more}; write more of it"
        raise NotThere(message)
    return asking.claim(database, identifier)


@dataclass(frozen=True, slots=True)
class Others:
    """What others say of a claim's places at its time: those that can't be right together with it, and the rest.

    Of each these are the newest; `more` says how many there are besides.
    """

    otherwise: tuple[KeptClaim, ...]
    same: tuple[KeptClaim, ...]
    more: tuple[int, int] = (0, 0)


def others(database: Database, kept: KeptClaim, looked: Looked | None = None, most: int = OTHERS) -> Others:
    """What was claimed of the places of `kept` at its time, the newest first, `most` of each; `looked` is what was
    looked up before.

    `otherwise` is whatever contradicts it, whenever it was said; `same` what else was said of control, or of the same
    kinds of events, in the days around it.
    """
    ids = tuple({event.place.id: None for event in kept.claim.events if event.place and event.place.id})
    kinds = CONTROL.union(event.kind for event in kept.claim.events)
    against, beside = dict[int, int](), dict[int, int]()
    told = stating.of_claim(kept)
    for at, stated in (looked or Looked()).of(database, ids).items():
        own = [one for one in told if one.place == at]
        for row in stated.rows:
            if row.claim == kept.number:
                continue
            if any(contradict(one, row) for one in own):
                against[row.claim] = row.said
            elif row.kind in kinds and any(_beside(one, row) for one in own):
                beside[row.claim] = row.said
    beside = {claim: said for claim, said in beside.items() if claim not in against}
    more = max(0, len(against) - most), max(0, len(beside) - most)
    return Others(_newest_first(database, against, most), _newest_first(database, beside, most), more)


def _beside(one: Stated, other: Stated) -> bool:
    (first, end), (start, stop) = span(one), span(other)
    return abs(one.said - other.said) <= AROUND and first < stop and start < end


def _newest_first(database: Database, said: Mapping[int, int], most: int) -> tuple[KeptClaim, ...]:
    """The `most` newest of claims whose numbers and days these are."""
    newest = sorted(said, key=lambda claim: (said[claim], claim), reverse=True)[:most]
    found = asking.claims_numbered(database, newest)
    return tuple(sorted(found, key=lambda kept: (kept.said, kept.number), reverse=True))


def trace(database: Database, kept: KeptClaim) -> Trace:
    """The way back from a claim to the bytes that it was read from."""
    return tracing.trace(database, kept)


def found(database: Database, report: KeptReport) -> tuple[Found, ...]:
    """Everywhere that a report's bytes were found, the oldest first."""
    return tracing.found(database, report.id)


def replaced(database: Database, report: KeptReport) -> str | None:
    """Why a reading does not count any more; None where it does."""
    return tracing.replaced(database, report.number)


def claims_of(database: Database, report: KeptReport) -> Iterator[KeptClaim]:
    """The claims of one report, as it was read last."""
    return claims(database, Question(report=report.id))
