"""An event: a typed, placed, dated state of affairs inside a claim, and how the claim puts it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fogline.terms.actor import Side
from fogline.terms.place import Place
from fogline.terms.span import Span


class EventKind(StrEnum):
    """What kind of state of affairs is claimed."""

    CAPTURES = "captures"
    PARTLY_CAPTURES = "partly_captures"
    ENTERS = "enters"
    HOLDS = "holds"
    LOSES = "loses"
    RETAKES = "retakes"
    ENCIRCLES = "encircles"
    FIRE_CONTROL = "fire_control"
    ADVANCES = "advances"
    REPELS = "repels"
    FIGHTS = "fights"
    REDEPLOYS = "redeploys"
    WITHDRAWS = "withdraws"
    RESTRICTED_MOVEMENT = "restricted_movement"
    STRIKES = "strikes"
    TROOP_LOSSES = "troop_losses"
    CIVILIAN_CASUALTIES = "civilian_casualties"
    DISPLACEMENT = "displacement"
    EVACUATION = "evacuation"
    DAMAGE = "damage"
    AID_NEED = "aid_need"
    OTHER = "other"


# Which sides an event of a kind has: an agent and its opponent as target, an agent alone, or none.
BOTH_SIDES = frozenset(
    {
        EventKind.CAPTURES,
        EventKind.PARTLY_CAPTURES,
        EventKind.ENTERS,
        EventKind.RETAKES,
        EventKind.ENCIRCLES,
        EventKind.FIRE_CONTROL,
        EventKind.ADVANCES,
        EventKind.REPELS,
        EventKind.STRIKES,
        EventKind.TROOP_LOSSES,
        EventKind.FIGHTS,
    }
)
AGENT_ALONE = frozenset(
    {
        EventKind.HOLDS,
        EventKind.LOSES,
        EventKind.WITHDRAWS,
        EventKind.REDEPLOYS,
        EventKind.EVACUATION,
        EventKind.CIVILIAN_CASUALTIES,
        EventKind.DISPLACEMENT,
        EventKind.DAMAGE,
        EventKind.OTHER,
    }
)


class Stance(StrEnum):
    """Whether the claim says that the event is so or that it is not."""

    AFFIRMS = "affirms"
    DENIES = "denies"


class Certainty(StrEnum):
    """How the claim is put: flatly, with a hedge, or hanging on an if."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    CONDITIONAL = "conditional"


class TimeFrame(StrEnum):
    """History, the news, or what is not yet so."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


class EvidenceKind(StrEnum):
    """What is shown or cited for a claim."""

    VIDEO_UAV = "video_uav"
    VIDEO_GROUND = "video_ground"
    PHOTO = "photo"
    FLAG = "flag"
    GEOLOCATED = "geolocated"
    SATELLITE = "satellite"
    MAP = "map"
    DOCUMENT = "document"
    EYEWITNESS = "eyewitness"
    VISIT = "visit"


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` up to, not including, `end`, as ISO dates; `precision` is day, month, season, year or event."""

    start: str
    end: str
    precision: str


@dataclass(frozen=True, slots=True)
class Event:
    """What is claimed to be so: `agent` does it to `target` at `place`.

    `share` is the part of the place in question, 0 to 1; `count` a number of people, places, attacks or km2. `spans`
    are the words that tell of it; `place_spans` those that name the place. None where the text does not tell.
    """

    kind: EventKind
    agent: Side | None
    target: Side | None
    place: Place | None
    time: Period | None
    share: float | None
    count: float | None
    spans: tuple[Span, ...]
    place_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Material that the report shows or cites for a claim; `holder` is whose it is, where the text says so."""

    kind: EvidenceKind
    holder: str | None
    spans: tuple[Span, ...]
