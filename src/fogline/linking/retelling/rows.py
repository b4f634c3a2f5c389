"""What is known of reports when it is asked which retells which, and what is answered."""

from __future__ import annotations

from dataclasses import dataclass, field

from fogline.terms.span import Span  # noqa: TC001 - msgspec reads the annotations


@dataclass(frozen=True, slots=True)
class Told:
    """A report as it is compared with others.

    `moment` is an ISO date or an ISO time in UTC; `arrival` counts reports as they came in. `cited` are names of those
    whom the report quotes as its sources, `marks` what it names in any language (see `marks`), in order. `standing` are
    the sentences of it that were found to tie nothing together when it came in.
    """

    id: str
    text: str
    arrival: int
    language: str | None = None
    moment: str | None = None
    outlet: str | None = None
    link: str | None = None
    forwarded_from: str | None = None
    cited: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    standing: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that two texts share: where they stand in either; `words` of them are the same, `telling` of those count.

    Quoted words do not count (who quotes the same statement need not have copied), nor do standing sentences, nor a
    passage whose numbers or names differ (a formula that is filled in anew each day).
    """

    here: Span
    there: Span
    words: int
    telling: int


@dataclass(frozen=True, slots=True)
class Shared:
    """What two texts share, longest first as they stand in the one; shares are of each text's words, 0 to 1."""

    passages: tuple[Passage, ...]
    share_here: float
    share_there: float

    @property
    def telling(self) -> int:
        """How many words count as evidence of copying."""
        return sum(passage.telling for passage in self.passages)


Reasons = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """`copy` retells `origin`, for `reasons`, in log-odds that add up; `direction` are those for which is which.

    `share` is the part of the copy's words that the origin has, `of_origin` the other way round. In `passages`, `here`
    is in the copy, `there` in the origin; none where the two are in different languages.
    """

    copy: str
    origin: str
    share: float
    of_origin: float
    reasons: Reasons
    direction: Reasons
    passages: tuple[Passage, ...] = field(default=())

    @property
    def sureness(self) -> float:
        """That it is a copy at all, in log-odds."""
        return sum(weight for _, weight in self.reasons)

    @property
    def turned(self) -> float:
        """That the copy is the later one, in log-odds; never below 0."""
        return sum(weight for _, weight in self.direction)
