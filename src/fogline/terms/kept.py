"""What a ledger keeps, as it gives it out, and what it can be asked for."""

from __future__ import annotations

from dataclasses import dataclass, field

from fogline.terms.capture import Capture, Facts
from fogline.terms.claim import Claim
from fogline.terms.event import EventKind, Stance, TimeFrame
from fogline.terms.stated import Standing


@dataclass(frozen=True, slots=True)
class Maker:
    """A stage of the work in one version: what made a row."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Visit:
    """That the feed at `address` was asked for at the moment `at`, and the marks of the version that its server had."""

    address: str
    at: str
    etag: str | None
    modified: str | None


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report in the ledger as it was read last: `number` is its reading's, `id` that of its bytes.

    `said` is the ISO date it counts from: when it was published or, failing that, taken. `claims` is their number.
    """

    number: int
    id: str
    capture: Capture
    facts: Facts
    language: str | None
    title: str | None
    author: str | None
    outlet: str | None
    published: str | None
    said: str
    claims: int


@dataclass(frozen=True, slots=True)
class KeptClaim:
    """A claim in the ledger: `number` is the ledger's own for it, `report` what it stands in.

    `copies` is how many reports retell the one that it stands in, `origin` the id of the one which that one retells
    most surely. `standing` is None where it was not worked out.
    """

    number: int
    claim: Claim
    report: KeptReport
    said: str
    maker: Maker
    copies: int = 0
    origin: str | None = None
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """Within `km` kilometres of a point in degrees."""

    lat: float
    lon: float
    km: float


@dataclass(frozen=True, slots=True)
class Question:
    """Which claims or reports are wanted: those that meet all that is given.

    `places` are ids; `since` and `until` ISO dates between which it was said, the second not included; `sources`
    ids or names of speakers, `outlets` names of those whose reports' own voice will do as well; `standing`, any of
    which will do, is worked out and not kept: asking for it is slower; `words` as in a search box, words or
    "phrases". `ahead` asks for what is told of as not yet so, or as hanging on an if. `after` is the number of the last
    one had, to go on behind it; the newest come first.
    """

    places: tuple[str, ...] = ()
    near: Near | None = None
    kinds: tuple[EventKind, ...] = ()
    side: str | None = None
    sources: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    language: str | None = None
    since: str | None = None
    until: str | None = None
    stance: Stance | None = None
    time_frame: TimeFrame | None = None
    standing: tuple[Standing, ...] = ()
    words: str | None = None
    report: str | None = None
    ahead: bool = False
    after: int | None = None
    limit: int | None = field(default=None)
