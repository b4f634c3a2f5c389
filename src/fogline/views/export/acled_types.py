"""Which of our events ACLED would count, and as what (ACLED's codebook, "Event types and sub-event types").

A claim is no event. A row of ACLED says that something happened; so only what a claim affirms, as past or present and
not as conditional, can be one, and only of kinds that ACLED's types have room for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fogline.terms.actor import Side
from fogline.terms.event import Certainty, EventKind, Stance, TimeFrame

if TYPE_CHECKING:
    from fogline.terms.claim import Claim
    from fogline.terms.event import Event

BATTLES = "Battles"
REMOTE = "Explosions/Remote violence"
DEVELOPMENTS = "Strategic developments"
VIOLENCE = "Political violence"
CLASH = "Armed clash"
OURS = "Government regains territory"
OTHERS = "Non-state actor overtakes territory"


class Coded(NamedTuple):
    """An event as ACLED types it; no sub-type where the claim does not tell it."""

    disorder_type: str
    event_type: str
    sub_event_type: str | None


# Who comes to hold the place decides the sub-type of these: its own state, or somebody else.
TAKEN = frozenset({EventKind.CAPTURES, EventKind.RETAKES})
LOST = frozenset({EventKind.LOSES})
TYPES: dict[EventKind, Coded] = {
    **dict.fromkeys((*TAKEN, *LOST), Coded(VIOLENCE, BATTLES, None)),
    **dict.fromkeys(
        (EventKind.PARTLY_CAPTURES, EventKind.ENTERS, EventKind.ADVANCES, EventKind.REPELS, EventKind.FIGHTS),
        Coded(VIOLENCE, BATTLES, CLASH),
    ),
    # Whether by shells, from the air or by missiles is not among our kinds.
    EventKind.STRIKES: Coded(VIOLENCE, REMOTE, None),
    **dict.fromkeys(
        (EventKind.REDEPLOYS, EventKind.WITHDRAWS), Coded(DEVELOPMENTS, DEVELOPMENTS, "Change to group/activity")
    ),
    **dict.fromkeys(
        (EventKind.ENCIRCLES, EventKind.FIRE_CONTROL, EventKind.HOLDS, EventKind.RESTRICTED_MOVEMENT),
        Coded(DEVELOPMENTS, DEVELOPMENTS, "Other"),
    ),
}


def happened(claim: Claim) -> bool:
    """Whether the claim says of its events that they are or were so."""
    manner = claim.manner
    return (
        manner is not None
        and manner.stance is Stance.AFFIRMS
        and manner.time_frame is not TimeFrame.FUTURE
        and manner.certainty is not Certainty.CONDITIONAL
    )


def coded(event: Event) -> Coded | None:
    """`event` as ACLED types it, None where it has no type for such a thing."""
    found = TYPES.get(event.kind)
    if found is None or event.kind not in TAKEN | LOST:
        return found
    home = is_home(event.agent, event.place.country if event.place else None)
    if home is None:
        return found
    return found._replace(sub_event_type=OURS if home is (event.kind in TAKEN) else OTHERS)


def is_home(side: Side | None, country: str | None) -> bool | None:
    """Whether `side` is the state whose `country` it is, by its code; None where either is not known."""
    if side is None or side in {Side.INDEPENDENT, Side.UNKNOWN} or country is None:
        return None
    return side.value == country.lower()
