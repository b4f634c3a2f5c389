"""Statements made by hand, for tests of what is weighed."""

from __future__ import annotations

from datetime import date
from itertools import count

from hypothesis import strategies as st

from fogline.terms.actor import Side
from fogline.terms.event import Certainty, EventKind, Stance, TimeFrame
from fogline.terms.stated import Stated

SIDES = (Side.UA, Side.RU)
OTHER = {Side.UA: Side.RU, Side.RU: Side.UA}
AUGUST = date(2025, 8, 1).toordinal()
_numbers = count(1)


def states(  # noqa: PLR0913 - a test names what it needs
    source: str,
    side: Side,
    kind: EventKind,
    agent: Side | None,
    day: int,
    *,
    denies: bool = False,
    dated: bool = True,
    narrated: bool = False,
    frame: TimeFrame = TimeFrame.PRESENT,
    place: str = "geonames:1",
    origin: Stated | None = None,
) -> Stated:
    """What `source` states of a place on the day with number `day` of August 2025, from 0."""
    number = next(_numbers)
    said = AUGUST + day
    return Stated(
        *(number, f"{number:024x}", 0, source, source, side, narrated, kind, agent),
        *(Stance.DENIES if denies else Stance.AFFIRMS, Certainty.ASSERTED, frame, place, said),
        *((said, said + 1) if dated else (None, None)),
        number if origin is None else origin.claim,
    )


def mirrored(row: Stated) -> Stated:
    """The same with the sides exchanged."""
    return row._replace(side=OTHER.get(row.side, row.side), agent=OTHER.get(row.agent) if row.agent else None)


KINDS = (EventKind.CAPTURES, EventKind.HOLDS, EventKind.LOSES, EventKind.ENTERS, EventKind.FIGHTS)
rows = st.lists(
    st.builds(
        states,
        st.sampled_from("abcd"),
        st.sampled_from(Side),
        st.sampled_from(KINDS),
        st.sampled_from([*SIDES, None]),
        st.integers(0, 60),
        denies=st.booleans(),
        dated=st.booleans(),
        narrated=st.booleans(),
        frame=st.sampled_from(TimeFrame),
    ),
    max_size=12,
)
