"""Where reports join a condition to a consequence: of one claim, of one report, and of all of a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fogline.runs import asking as runs
from fogline.runs.joining import Joined, joined, of_reports
from fogline.terms.kept import Question

if TYPE_CHECKING:
    from fogline.runs.ledgers import Database
    from fogline.terms.claim import Claim
    from fogline.terms.kept import KeptReport
    from fogline.terms.reading import Reading
    from fogline.terms.span import Span

__all__ = ["Chained", "Joined", "chained", "joined_by", "joined_in"]

# Of the newest reports so many are looked through.
LOOKED_THROUGH = 2000


class Chained(NamedTuple):
    """A report and all that it joins; `copies` are how many others of those looked through join the same words."""

    report: KeptReport
    joins: list[Joined]
    copies: int

    @property
    def flows(self) -> list[list[str]]:
        """The words of steps that lead to one another, where one join begins with what the one before ends with."""
        found: list[list[str]] = []
        for join in self.joins:
            if found and found[-1][-1] == join.cause:
                found[-1].append(join.effect)
            else:
                found.append([join.cause, join.effect])
        return found


def joined_in(reading: Reading) -> list[Joined]:
    """All that a report joins."""
    return [_words(reading, join.cause, join.cue, join.effect, sentence) for join, sentence in joined(reading)]


def joined_by(reading: Reading, claim: Claim) -> list[Joined]:
    """What a report joins in the words of one of its claims."""
    own = claim.content.spans
    return [
        _words(reading, join.cause, join.cue, join.effect, sentence)
        for join, sentence in joined(reading)
        if any(_meet(span, part) for span in own for part in (join.cause, join.effect))
    ]


def chained(database: Database) -> list[Chained]:
    """The reports that join something, the newest first; of those that join the same words the first one."""
    found: dict[tuple[tuple[str, str], ...], Chained] = {}
    for report, joins in of_reports(database, runs.reports(database, Question(limit=LOOKED_THROUGH))):
        if joins:
            key = tuple((join.cause, join.effect) for join in joins)
            known = found.get(key)
            found[key] = Chained(report, joins, known.copies + 1 if known else 0)
    return sorted(found.values(), key=lambda one: (one.report.said, one.report.number), reverse=True)


def _words(reading: Reading, cause: Span, cue: Span, effect: Span, sentence: str) -> Joined:
    text = reading.report.text
    return Joined(text[slice(*cause)], text[slice(*cue)], text[slice(*effect)], sentence)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
