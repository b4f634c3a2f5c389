"""The sentences that claims rest on, word for word."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from fogline.ledger import asking
from fogline.reading.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fogline.ledger.database import Database
    from fogline.terms.claim import Claim
    from fogline.terms.kept import KeptClaim

# What sentences are cut by where nobody knows the language.
ANY = "en"


def quoted(database: Database, claims: Iterable[KeptClaim]) -> list[str]:
    """For each of `claims` the whole sentences of its report that hold its source, cue and content."""
    text_of = lru_cache(maxsize=8)(lambda number: asking.text(database, number))
    return [quote(text_of(one.report.number), one.report.language, one.claim) for one in claims]


def quote(text: str, language: str | None, claim: Claim) -> str:
    """The sentences of `text` that `claim` stands in, from the first to the last; all of a text without sentences."""
    spans = [span for part in (claim.source, claim.cue, claim.content) if part for span in part.spans]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    touched = [(start, end) for start, end in sentences(text, language or ANY) if start < last and first < end]
    return text[min(start for start, _ in touched) : max(end for _, end in touched)] if touched else text.strip()
