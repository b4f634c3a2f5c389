"""Dates of every precision in English, Russian and Ukrainian, resolved against the day of publication.

A date that the text leaves open and that the day of publication cannot settle is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fogline.reading.date_forms import matches
from fogline.reading.periods import FIRST_YEAR, LAST_YEAR
from fogline.reading.surroundings import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fogline.terms.event import Period
    from fogline.terms.span import Span

WEAK = re.compile(r"(?:night|morning|evening|dawn|noon|ноч|ніч|утр|ран[кц])", re.IGNORECASE)
CLOSE = 12


@dataclass(frozen=True, slots=True)
class Dated:
    """Words that name a date, and the days they mean."""

    span: Span
    period: Period


def find(text: str, published: str | None) -> tuple[Dated, ...]:
    """The dates in `text` in the order in which they stand; `published` is the report's day as an ISO date."""
    place = Place(text, _published(published))
    found: list[Dated] = []
    end = 0
    for match, resolve in sorted(matches(text), key=lambda one: (one[0].start(), -one[0].end())):
        if match.start() < end:
            continue
        period = resolve(match, place)
        if period:
            end = match.end()
            found.append(Dated(match.span(), period))
            place.before.append((match.span(), period))
    return tuple(_without_hours(text, found))


def spans(text: str) -> tuple[Span, ...]:
    """Where `text` names a date, also one that cannot be settled."""
    return tuple(match.span() for match, _ in matches(text))


def _without_hours(text: str, found: Sequence[Dated]) -> Iterator[Dated]:
    """Leave out "morning" next to the day that it belongs to, and "a year ago" next to "11 July"."""
    for i, one in enumerate(found):
        near = [other for other in found[max(0, i - 1) : i + 2] if other is not one]
        close = [o for o in near if _are_close(text, one.span, o.span)]
        if WEAK.search(text, *one.span) and close:
            continue
        if any(one.period.start <= o.period.start and o.period.end <= one.period.end != o.period.end for o in close):
            continue
        yield one


def _are_close(text: str, one: Span, other: Span) -> bool:
    gap = text[min(one[1], other[1]) : max(one[0], other[0])]
    return len(gap) <= CLOSE and not set(gap) & set(".;:!?\n")


def _published(said: str | None) -> date | None:
    try:
        found = date.fromisoformat((said or "")[:10])
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def nearest(dates: Sequence[Dated], clause: Span, trigger: Span) -> Period | None:
    """The date inside `clause` that stands nearest to `trigger`."""
    inside = [one for one in dates if clause[0] <= one.span[0] and one.span[1] <= clause[1]]
    best = min(inside, key=lambda one: max(trigger[0] - one.span[1], one.span[0] - trigger[1]), default=None)
    return best.period if best else None
