"""Forecasts and later claims made by hand."""

from __future__ import annotations

from dataclasses import replace

from fogline.terms.actor import Side
from fogline.terms.capture import Capture, Facts, Way
from fogline.terms.claim import Claim, Manner, Phrase, Voice
from fogline.terms.event import Certainty, Event, EventKind, Period, Stance, TimeFrame
from fogline.terms.forecast import Forecast
from fogline.terms.kept import KeptClaim, KeptReport, Maker
from fogline.terms.place import Place, Precision
from fogline.terms.speaker import Speaker

LUHY = Place("geonames:1", "Luhy", 49.5, 37.5, Precision.SETTLEMENT, "UA", 900)
REPORT = KeptReport(
    1,
    "sha256:1",
    Capture("luhy.txt", Way.FILE, "2025-09-01T12:00:00Z"),
    Facts(),
    *("en", None, None, None, None),
    "",
    1,
)
SHALL = Manner(Stance.AFFIRMS, Certainty.ASSERTED, TimeFrame.FUTURE, endorsed=False)
NEWS = replace(SHALL, time_frame=TimeFrame.PRESENT)


def claim(  # noqa: PLR0913 - a test names what it needs
    number: int,
    said: str,
    kind: EventKind = EventKind.CAPTURES,
    *,
    by: Side = Side.RU,
    agent: Side | None = Side.RU,
    manner: Manner = NEWS,
    time: Period | None = None,
    place: Place | None = LUHY,
) -> KeptClaim:
    """A claim of one event, said on a day by somebody of a side."""
    event = Event(kind, agent, None, place, time, None, None, ((0, 4),))
    told = Claim(
        f"{number:024x}",
        Voice.ATTRIBUTED,
        None,
        None,
        Phrase("so it is", ((0, 8),)),
        Speaker(f"the {by} staff", by),
        manner,
        (event,),
    )
    return KeptClaim(number, told, REPORT, said, Maker("read", "1"))


FORECAST = Forecast(
    "f-1",
    "f",
    "2025-09-01",
    Speaker("the staff", Side.RU),
    "luhy.txt",
    EventKind.CAPTURES,
    Stance.AFFIRMS,
    Side.RU,
    Side.UA,
    LUHY,
    None,
    "2025-09-10",
    assumed=False,
    conditional=False,
    condition=None,
    hedge="flat",
    probability=None,
    text="will fall",
    missing=(),
)
