"""An actor: a person in public life, an office, an organisation or an outlet that is named as a source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """The party of the conflict that somebody belongs to, none of them, or not known."""

    RU = "ru"
    UA = "ua"
    INDEPENDENT = "independent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor of a theatre. `speaks_for` is the id of the body it speaks for; `wikidata` its public identifier."""

    id: str
    name: str
    kind: str
    side: Side
    speaks_for: str | None
    wikidata: str | None
