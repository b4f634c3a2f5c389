"""Merge and split: an analyst's word on whether two claims, or two reports, are of one origin."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from fogline.errors import NotThere, Unclear
from fogline.runs import asking as runs
from fogline.runs import correcting, kinship, ledgers
from fogline.runs.kinship import Kin, Kinship
from fogline.runs.origins import claim_trees, report_trees
from fogline.terms.kept import KeptClaim
from fogline.terms.kinship import Relative
from fogline.views.kinship import short
from fogline.views.web.page import Asked, Moved, Page, claim_address, clip, report_address
from fogline.views.web.shown import where
from fogline.views.words import clipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from fogline.terms.kept import KeptReport
    from fogline.views.web.telling import Line

    Kept = KeptClaim | KeptReport

# Others that are offered to choose from, and of how many claims of a report they are.
MOST, SOME = 60, 8
# Letters of what is pasted, of an outlet, and of the words of another.
LONGEST, SHORT, LABEL = 200, 30, 90


@dataclass(frozen=True, slots=True)
class Said:
    """A word as it is listed: who, when, of which other, and whether another word is at odds with it."""

    by: str
    at: str
    kin: Kin
    other: str
    address: str
    note: str
    aside: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Another that is offered: its id and how it is told from others; `near` where it is in a tree with the first."""

    id: str
    label: str
    near: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """The form: of what, a claim's `line` or a report; what was said; what there is to choose from; what was wrong."""

    address: str
    line: Line | None
    report: KeptReport
    said: list[Said]
    choices: list[Choice]
    sent: Mapping[str, str]
    most: int
    trouble: str = ""


def rule(asked: Asked) -> Page | Moved:
    """The form for a claim or report, and, where it was sent, a person's word on it and another. Raises NotThere."""
    kept = _one(asked, asked.part)
    sent, trouble = asked.sent, ""
    if sent is not None:
        asked.visitor.sent(sent.get("form", ""))
        try:
            _keep(asked, kept, sent)
        except (NotThere, Unclear) as error:
            trouble = str(error)
        else:
            return Moved(_address(kept))
    text = asked.text_of()
    facts = Rule(
        f"{_address(kept)}/kin",
        asked.telling.line(kept, text) if isinstance(kept, KeptClaim) else None,
        kept.report if isinstance(kept, KeptClaim) else kept,
        history(asked, kept),
        list(_choices(asked, kept)),
        sent or {},
        correcting.LONGEST,
        trouble,
    )
    title = asked.tongue.say("kin.title" if isinstance(kept, KeptClaim) else "kin.title_report")
    return Page("kin.html", title, facts, 422 if trouble else 200)


def _one(asked: Asked, part: str) -> Kept:
    """What is meant by an id, or by what is pasted: the address of its page."""
    name = part.strip()[:LONGEST].rpartition("/")[2].partition("?")[0].removeprefix("sha256:")
    if not runs.HEX.fullmatch(name):
        message = f"{clip(part)!r} is no id of a claim or report: paste one, or the address of its page"
        raise NotThere(message)
    # A claim's id is shorter than a report's, and a path is nothing that an address may name.
    return runs.claim_or_report(asked.database, name)


def _keep(asked: Asked, kept: Kept, sent: Mapping[str, str]) -> None:
    account = asked.visitor.account
    if account is None:
        raise Unclear("by", "say who says so")
    other = sent.get("pasted", "").strip() or sent.get("other", "")
    if not other:
        raise Unclear("other", "choose another one, or paste its id")
    try:
        kin = Kin(sent.get("kin", ""))
    except ValueError:
        raise Unclear("kin", f"kin: one of {', '.join(Kin)}") from None
    nobody = Relative("")
    given = Kinship(nobody, nobody, kin, account.name, asked.service.clock(), sent.get("note", ""))
    with ledgers.opened(asked.service.holding.where, write=True) as writable:
        kinship.rule(writable, kept, _one(asked, other), given)


def history(asked: Asked, kept: Kept) -> list[Said]:
    """What people have said of a claim or report and others, the oldest first."""
    to = claim_address if isinstance(kept, KeptClaim) else report_address
    return [
        Said(one.said.by, one.said.at, one.said.kin, short(one.other), to(one.other), one.said.note, one.aside)
        for one in kinship.history(asked.database, kept)
    ]


def _address(kept: Kept) -> str:
    return claim_address(kept.claim.id) if isinstance(kept, KeptClaim) else report_address(kept.id)


def _choices(asked: Asked, kept: Kept) -> Iterator[Choice]:
    """Those in a tree with it, and those beside it: claims of the same places and days, or the reports of such."""
    database = asked.database
    found: dict[str, Kept] = {}
    if isinstance(kept, KeptClaim):
        for tree in claim_trees(database, kept):
            found |= tree.claims
        near = set(found)
        found |= {one.claim.id: one for one in _beside(asked, [kept])}
    else:
        for family in report_trees(database, kept):
            found |= family.reports
        near = set(found)
        found |= {one.report.id: one.report for one in _beside(asked, islice(runs.claims_of(database, kept), SOME))}
    found.pop(kept.claim.id if isinstance(kept, KeptClaim) else kept.id, None)
    for identifier, one in islice(found.items(), MOST):
        yield Choice(identifier, _label(asked, one), identifier in near)


def _beside(asked: Asked, claims: Iterable[KeptClaim]) -> Iterator[KeptClaim]:
    for claim in claims:
        others = runs.others(asked.database, claim)
        yield from others.same
        yield from others.otherwise


def _label(asked: Asked, one: Kept) -> str:
    report = one.report if isinstance(one, KeptClaim) else one
    words = one.claim.content.text if isinstance(one, KeptClaim) else report.title or ""
    identifier = one.claim.id if isinstance(one, KeptClaim) else one.id
    outlet = clipped(report.outlet or report.facts.forwarded_from or where(report.capture), SHORT)
    return f"{asked.tongue.day(one.said)} · {outlet}: {clipped(words, LABEL)} ({short(identifier)})"
