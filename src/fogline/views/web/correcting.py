"""Correct: an analyst's word on what a claim tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from fogline.errors import NotThere, Unclear
from fogline.runs import asking as runs
from fogline.runs import correcting, ledgers, naming
from fogline.runs.sides import ukraine
from fogline.terms.actor import Side
from fogline.terms.correction import Change, Correction
from fogline.terms.event import EventKind, Stance
from fogline.views.web.page import Asked, Moved, Page, claim_address
from fogline.views.web.shown import own

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markupsafe import Markup

    from fogline.terms.kept import KeptClaim, KeptReport
    from fogline.views.web.telling import Line, Telling

Choice = TypeVar("Choice", EventKind, Side, Stance)

# Letters of a field.
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Correct:
    """The form: the claim, what was sent, what there is to choose from, and what was wrong, in English."""

    line: Line
    sent: Mapping[str, str]
    kinds: tuple[EventKind, ...]
    sides: tuple[Side, Side]
    stances: tuple[Stance, ...]
    most: int
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction as it is listed: who, when, what instead of what was read, and the note."""

    by: str
    at: str
    changes: list[Markup]
    note: str


def correct(asked: Asked) -> Page | Moved:
    """The form for a claim, and, where it was sent, the claim corrected. Raises NotThere."""
    kept = runs.claim(asked.database, asked.part)
    sent, trouble = asked.sent, ""
    if sent is not None:
        asked.visitor.sent(sent.get("form", ""))
        try:
            _keep(asked, kept, sent)
        except (NotThere, Unclear) as error:
            trouble = str(error)
        else:
            return Moved(claim_address(kept.claim.id))
    facts = Correct(
        asked.telling.line(kept, asked.text_of()),
        sent or {},
        tuple(EventKind),
        ukraine().sides,
        tuple(Stance),
        correcting.LONGEST,
        trouble,
    )
    return Page("correct.html", asked.tongue.say("correct.title"), facts, 422 if trouble else 200)


def _keep(asked: Asked, kept: KeptClaim, sent: Mapping[str, str]) -> None:
    account = asked.visitor.account
    if account is None:
        raise Unclear("by", "say who corrects")
    place, speaker = (sent.get(field, "").strip()[:LONGEST] for field in ("place", "speaker"))
    change = Change(
        _one(EventKind, sent, "kind"),
        _one(Side, sent, "agent"),
        naming.place(asked.database, place, asked.service.holding.gazetteer).place if place else None,
        _one(Stance, sent, "stance"),
        correcting.speaker(speaker) if speaker else None,
    )
    event = sent.get("event", "")
    given = Correction("", "", (), account.name, asked.service.clock(), sent.get("note", "").strip(), change=change)
    with ledgers.opened(asked.service.holding.where, write=True) as writable:
        correcting.correct(writable, kept, given, int(event) if event.isdecimal() else None)


def _one(of: type[Choice], sent: Mapping[str, str], field: str) -> Choice | None:
    value = sent.get(field, "")
    if not value:
        return None
    try:
        return of(value)
    except ValueError:
        raise Unclear(field, f"{field}: one of {', '.join(of)}") from None


def history(asked: Asked, kept: KeptClaim) -> list[Corrected]:
    """What people have said of a claim, the oldest first."""
    return _listed(asked, correcting.history(asked.database, kept))


def waiting(asked: Asked, report: KeptReport) -> list[Corrected]:
    """What people have said of words of a report that are no claim any more."""
    return _listed(asked, correcting.waiting(asked.database, report))


def _listed(asked: Asked, found: list[Correction]) -> list[Corrected]:
    return [Corrected(one.by, one.at, list(_changes(asked.telling, one)), one.note) for one in found]


def _changes(telling: Telling, correction: Correction) -> Iterator[Markup]:
    say, change, event = telling.tongue.say, correction.change, correction.event
    if change.kind:
        new = say(f"kinds.{change.kind}.label")
        yield say("correct.instead", new=new, old=say(f"kinds.{event.kind}.label")) if event else new
    if change.agent:
        yield say("correct.told", what=say("correct.agent"), who=say(f"sides.{change.agent}.name"))
    if change.place:
        yield say("correct.told", what=say("correct.place"), who=own(telling.place_name(change.place)))
    if change.stance:
        yield say("correct.told", what=say("search.stance"), who=say(f"search.{change.stance}"))
    if change.speaker:
        yield say("correct.told", what=say("correct.speaker"), who=own(change.speaker.name))
