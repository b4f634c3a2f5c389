"""A person's word on whether two reports, or two claims, have what they say from one origin."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fogline.terms.span import Span


class Kin(StrEnum):
    """What is said of two: that they are of one origin, that they are not, or nothing any more."""

    MERGED = "merged"
    SPLIT = "split"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Relative:
    """One of the two: the report with that id or, where `claim` is told, the claim in it at the spans `content`."""

    report: str
    claim: str | None = None
    content: tuple[Span, ...] = ()

    @property
    def id(self) -> str:
        """The id of what is meant."""
        return self.claim or self.report


@dataclass(frozen=True, slots=True)
class Kinship:
    """A person's word on two reports or two claims, in either order; `at` is the ISO 8601 moment in UTC."""

    one: Relative
    other: Relative
    kin: Kin
    by: str
    at: str
    note: str = ""
