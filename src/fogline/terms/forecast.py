"""A forecast: a claim about what is not yet so, in a form in which it can be resolved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fogline.terms.actor import Side
from fogline.terms.event import EventKind, Stance
from fogline.terms.place import Place
from fogline.terms.speaker import Speaker

# What finds what became of a forecast besides a person: estimates in hindsight, and what was claimed later.
HINDCAST, CLAIMS = "hindcast", "claims"


class Outcome(StrEnum):
    """What became of a forecast; `open` takes an earlier resolution back."""

    CAME = "came"
    DID_NOT = "did_not"
    VOID = "void"
    OPEN = "open"


class State(StrEnum):
    """Where a forecast stands today."""

    OPEN = "open"
    DUE = "due"
    RESOLVED = "resolved"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Forecast:
    """Who said on the ISO date `said` that what will be so where, up to the day `deadline`, on which condition.

    `id` is the claim's and the number of its event. `speaker` is None where the report says it itself. `threshold` is
    the share or the count that is foretold. `assumed`: the deadline is not the text's but the user's horizon for the
    kind. `conditional` is true also where the words of the `condition` were not found. `hedge` is the class of its
    words, `probability` what the text itself gives. `missing` names what a resolution would need and the text does not
    give: such a forecast is vague.
    """

    id: str
    claim: str
    said: str
    speaker: Speaker | None
    outlet: str
    kind: EventKind
    stance: Stance
    agent: Side | None
    target: Side | None
    place: Place | None
    threshold: float | None
    deadline: str | None
    assumed: bool
    conditional: bool
    condition: str | None
    hedge: str
    probability: float | None
    text: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of a forecast, `by` whom or what it was found, at which moment, and why.

    By HINDCAST, `share` is the chance that decided. By CLAIMS, `claims` are the ids of those that say that it came;
    where none does, `heard` is how many told of the place without saying so, up to `at`.
    """

    outcome: Outcome
    by: str
    at: str
    reasons: tuple[str, ...]
    share: float | None = None
    claims: tuple[str, ...] = ()
    heard: int = 0


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's word on the forecast with id `forecast`; the newest one counts."""

    forecast: str
    outcome: Outcome
    reason: str
    by: str
    at: str
