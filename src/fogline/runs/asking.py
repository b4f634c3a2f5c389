"""Asking the ledger: what the views show of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from os.path import normpath
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from fogline.errors import NotThere
from fogline.ledger import asking, counting, tracing
from fogline.ledger.asking import claims, place, reading, reports, text
from fogline.ledger.counting import kinds, places, sayings, sides, sources
from fogline.terms.event import Period, TimeFrame
from fogline.terms.kept import KeptClaim, KeptReport, Question
from fogline.terms.states import CONTROL, Said, exclude

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.ledger.database import Database
    from fogline.terms.claim import Manner
    from fogline.terms.counted import Found, Trace
    from fogline.terms.event import Event

__all__ = ["claims", "kinds", "place", "places", "reading", "reports", "sayings", "sides", "sources", "text"]

# Claims and reports are counted up to this; a person needs no more to see that it is many.
MOST = 10_000
# Days before and after a claim within which others are set beside it.
AROUND = 14
HEX = re.compile(r"[0-9a-f]+")
SEVERAL = 3


def count_claims(database: Database, question: Question) -> int:
    """How many claims meet `question`, up to one more than MOST."""
    return counting.claims(database, replace(question, limit=None), MOST + 1)


def count_reports(database: Database, question: Question) -> int:
    """How many reports meet `question`, up to one more than MOST."""
    return counting.reports(database, replace(question, limit=None), MOST + 1)


def claim(database: Database, identifier: str) -> KeptClaim:
    """The claim whose id is, or begins with, `identifier`; raises NotThere where there is none or are several."""
    found = _claim(database, identifier)
    if found is None:
        message = f"no claim in the ledger has an id that begins with {identifier!r}: `fogline claims` lists them"
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

    `same` are claims of the same events, or of others that can be so beside it.
    """

    otherwise: tuple[KeptClaim, ...]
    same: tuple[KeptClaim, ...]


def others(database: Database, kept: KeptClaim) -> Others:
    """What was claimed of control over the places of `kept` in the days around it, the newest first."""
    ids = tuple({event.place.id: None for event in kept.claim.events if event.place and event.place.id})
    if not ids:
        return Others((), ())
    kinds = tuple(dict.fromkeys([*sorted(CONTROL), *(event.kind for event in kept.claim.events)]))
    day = date.fromisoformat(kept.said[:10])
    since, until = day - timedelta(days=AROUND), day + timedelta(days=AROUND + 1)
    question = Question(places=ids, kinds=kinds, since=since.isoformat(), until=until.isoformat())
    found = [one for one in claims(database, question) if one.claim.id != kept.claim.id and _meet(kept, one)]
    against = [one.number for one in found if _exclude(kept, one)]
    return Others(
        tuple(one for one in found if one.number in against), tuple(one for one in found if one.number not in against)
    )


class _Told(NamedTuple):
    event: Event
    manner: Manner
    days: Period


def _told(kept: KeptClaim) -> Iterator[_Told]:
    """The events of a claim with the days that they are of: those of the claim, where it names no others."""
    if kept.claim.manner is None:
        return
    day = date.fromisoformat(kept.said[:10])
    around = Period((day - timedelta(days=AROUND)).isoformat(), (day + timedelta(days=AROUND + 1)).isoformat(), "event")
    for event in kept.claim.events:
        yield _Told(event, kept.claim.manner, event.time or around)


def _pairs(one: KeptClaim, other: KeptClaim) -> Iterator[tuple[_Told, _Told]]:
    """Events of two claims that tell of one place and one time."""
    for event in _told(one):
        for beside in _told(other):
            same = event.event.place and beside.event.place and event.event.place.id == beside.event.place.id
            if same and event.days.start < beside.days.end and beside.days.start < event.days.end:
                yield event, beside


def _meet(one: KeptClaim, other: KeptClaim) -> bool:
    return any(True for _ in _pairs(one, other))


def _exclude(one: KeptClaim, other: KeptClaim) -> bool:
    return any(
        exclude(Said(event.event, event.manner.stance), Said(beside.event, beside.manner.stance))
        for event, beside in _pairs(one, other)
        if _is_of_a_time(event) and _is_of_a_time(beside)
    )


def _is_of_a_time(told: _Told) -> bool:
    """Whether it is known when it is said to be so: history without a date was at any time, a forecast not yet."""
    frame = told.manner.time_frame
    return frame is TimeFrame.PRESENT or (frame is TimeFrame.PAST and told.event.time is not None)


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
