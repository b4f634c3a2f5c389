"""A claim that came as a row of a table: facts that somebody else has already told apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fogline.terms.actor import Side
    from fogline.terms.event import EventKind, Period, Stance


@dataclass(frozen=True, slots=True)
class StructuredClaim:
    """What a row tells, None where it does not.

    `place` and `admin1` are names as written, not yet linked; so are `parties`, those between whom it happened where
    the table does not say whose doing it was. `agent` is as in an Event, `share` from 0 to 1, `count` in people.
    `evidence` is the table's own word, `text` a sentence that the row carries, `language` its ISO 639-1 code where the
    table tells it, `others` every column that has no place here, with its name, as it stands there and in its order.
    """

    date: Period
    claimant: str | None
    claimant_side: Side | None
    place: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    kind: EventKind
    stance: Stance
    agent: Side | None
    parties: tuple[str, ...]
    share: float | None
    count: float | None
    evidence: str | None
    url: str | None
    text: str | None
    language: str | None
    others: tuple[tuple[str, str], ...]
