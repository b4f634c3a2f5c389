"""Search over everything: places, sources, claims and reports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fogline.errors import NotThere
from fogline.runs import asking as runs
from fogline.runs import naming
from fogline.terms.actor import Side
from fogline.terms.event import EventKind, Stance, TimeFrame
from fogline.terms.kept import Question
from fogline.views import knowing
from fogline.views.web.page import Asked, Page

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

    from fogline.terms.counted import SourceCount
    from fogline.terms.kept import KeptReport
    from fogline.terms.place import Place
    from fogline.views.web.telling import Line

CLAIMS, REPORTS = "claims", "reports"
A_PAGE, SOURCES = 25, 6
# Longer questions are none that a person types.
LONGEST = 400
CHOICES: dict[str, type[StrEnum]] = {"side": Side, "kind": EventKind, "stance": Stance, "time_frame": TimeFrame}
NUMBER = re.compile(r"\d{1,18}")


@dataclass(frozen=True, slots=True)
class Search:
    """What was asked, as it was written, and what was found; `after` is where the next page goes on."""

    wanted: Mapping[str, str]
    choices: Mapping[str, tuple[str, ...]]
    what: str
    place: Place | None
    sources: list[SourceCount]
    lines: list[Line]
    reports: list[KeptReport]
    counts: tuple[int, int]
    most: int
    after: int | None
    trouble: str | None


def search(asked: Asked) -> Page:
    """What meets the filters of the query; everything, the newest first, where there are none."""
    wanted = {name: value[:LONGEST].strip() for name, value in asked.query.items() if value.strip() and name != "lang"}
    trouble, question = None, Question(limit=0)
    try:
        question = _question(asked, wanted)
    except NotThere as error:
        trouble = str(error)
    what = REPORTS if wanted.get("in") == REPORTS else CLAIMS
    text, database = asked.text_of(), asked.database
    claims = list(runs.claims(database, question)) if what == CLAIMS and not trouble else []
    reports = list(runs.reports(database, question)) if what == REPORTS and not trouble else []
    found: list[int] = [one.number for one in (claims if what == CLAIMS else reports)]
    counts = (0, 0) if trouble else (runs.count_claims(database, question), runs.count_reports(database, question))
    facts = Search(
        wanted,
        {name: tuple(one.value for one in kind) for name, kind in CHOICES.items()},
        what,
        _place(asked, wanted),
        _sources(asked, wanted),
        asked.telling.lines(claims[:A_PAGE], text),
        reports[:A_PAGE],
        counts,
        runs.MOST,
        found[A_PAGE - 1] if len(found) > A_PAGE else None,
        trouble,
    )
    return Page("search.html", asked.tongue.say("nav.search"), facts)


def _question(asked: Asked, wanted: Mapping[str, str]) -> Question:
    """The question to the ledger, one longer than a page; raises NotThere for a name that is not known."""
    place, source, after = wanted.get("place"), wanted.get("source"), wanted.get("after", "")
    kind, side = _one_of("kind", wanted), _one_of("side", wanted)
    stance, frame = _one_of("stance", wanted), _one_of("time_frame", wanted)
    return Question(
        places=(naming.place(asked.database, place, asked.service.holding.gazetteer).place.id,) if place else (),
        kinds=(EventKind(kind),) if kind else (),
        side=side,
        sources=naming.source(asked.database, source, knowing.names(asked.service.holding, asked.database))
        if source
        else (),
        language=wanted.get("language"),
        since=_day(wanted.get("since")),
        until=_day(wanted.get("until"), after=1),
        stance=Stance(stance) if stance else None,
        time_frame=TimeFrame(frame) if frame else None,
        words=wanted.get("q"),
        after=int(after) if NUMBER.fullmatch(after) else None,
        limit=A_PAGE + 1,
    )


def _one_of(name: str, wanted: Mapping[str, str]) -> str | None:
    """What was chosen from a list; None where it is not on it."""
    value = wanted.get(name)
    return value if value in {one.value for one in CHOICES[name]} else None


def _day(written: str | None, after: int = 0) -> str | None:
    """An ISO date, so many days later; None where none was written."""
    try:
        return (date.fromisoformat(written or "") + timedelta(days=after)).isoformat()
    except (ValueError, OverflowError):
        return None


def _place(asked: Asked, wanted: Mapping[str, str]) -> Place | None:
    """The place that the words name, where some claim tells of it."""
    words = wanted.get("q", "").strip('"')
    if not words or "after" in wanted:
        return None
    try:
        taken = naming.place(asked.database, words, asked.service.holding.gazetteer)
    except NotThere:
        return None
    return taken.place if taken.claims else None


def _sources(asked: Asked, wanted: Mapping[str, str]) -> list[SourceCount]:
    """The sources whose names the words are part of."""
    words = wanted.get("q", "").strip('"')
    if not words or "after" in wanted:
        return []
    names = naming.like(asked.database, words, SOURCES, knowing.names(asked.service.holding, asked.database))
    return runs.sources(asked.database, Question(sources=names), SOURCES) if names else []
