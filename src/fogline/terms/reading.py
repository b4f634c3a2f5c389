"""What came of reading one input."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fogline.terms.claim import Claim
    from fogline.terms.report import Report


@dataclass(frozen=True, slots=True)
class Reading:
    """A report and its claims, in the order in which they begin in the text.

    `unread` says why a report has no claims although it has a text: its language is not one that the tagger knows.
    """

    report: Report
    claims: tuple[Claim, ...]
    unread: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read: which, and why."""

    path: str
    reason: str


Outcome = Reading | Failure
