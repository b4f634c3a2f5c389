"""What may be asked of forecasts and chains besides the filters of claims."""

from __future__ import annotations

import re

from fogline.terms.event import EventKind
from fogline.terms.forecast import State
from fogline.views.parameters import LONGEST, Parameter, one_of

DAYS = re.compile(r"[1-9]\d{0,3}", re.ASCII)
STEP = re.compile(r"([1-9]\d{0,2})=(0(?:\.\d{1,9})?|1(?:\.0{1,9})?)", re.ASCII)


def horizon(written: str) -> tuple[EventKind, int]:
    """A kind of event and the days within which such a forecast is taken to be meant."""
    kind, _, days = written.partition("=")
    if kind not in set(EventKind) or not DAYS.fullmatch(days):
        message = f"{written[:LONGEST]!r} is no horizon: write a kind and up to 9,999 days, captures=90"
        raise ValueError(message)
    return EventKind(kind), int(days)


def odds(written: str) -> tuple[int, float]:
    """The number of a step and how likely a reader takes it to be."""
    found = STEP.fullmatch(written)
    if found is None:
        message = f"{written[:LONGEST]!r} is no odds: write a step's number and a number from 0 to 1, 2=0.3"
        raise ValueError(message)
    return int(found[1]), float(found[2])


STATE = Parameter(
    "state",
    "Only those that are open, due, resolved or vague.",
    one_of(State),
    {"type": "string", "enum": [one.value for one in State]},
    "vague",
    "STATE",
    State,
)
HORIZON = Parameter(
    "horizon",
    "Take forecasts of a kind that name no deadline to be meant for so many days; may be given several times.",
    horizon,
    {"type": "string", "pattern": f"^({'|'.join(EventKind)})=[1-9][0-9]{{0,3}}$"},
    "captures=90",
    "KIND=DAYS",
    many=True,
)
ODDS = Parameter(
    "odds",
    "How likely you take a step to be, by its number: 2=0.3; may be given several times. Other steps are at even odds.",
    odds,
    {"type": "string", "pattern": r"^[1-9][0-9]{0,2}=(0(\.[0-9]{1,9})?|1(\.0{1,9})?)$"},
    "1=0.3",
    "STEP=ODDS",
    many=True,
)
