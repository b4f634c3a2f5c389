"""What sides, kinds of event, days and evidence are called where a person reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from fogline.terms.actor import Side
from fogline.terms.claim import phrase
from fogline.terms.event import Certainty, EventKind, EvidenceKind, Stance, TimeFrame
from fogline.terms.place import Precision
from fogline.terms.stated import Standing

if TYPE_CHECKING:
    from fogline.terms.claim import Manner
    from fogline.terms.event import Event, Period

SIDES = {
    Side.RU: "Russian side",
    Side.UA: "Ukrainian side",
    Side.INDEPENDENT: "independent",
    Side.UNKNOWN: "side unknown",
}
DENIED = "denied"
# Letters of an event that is told in the report's own words.
CUT = 70


class Wording(NamedTuple):
    """A kind of event where it is told who does it (`verb`) and where not (`noun`), each with what leads to the place.

    A kind without a verb names, by `whose`, what the agent has to do with it.
    """

    verb: str
    to: str
    noun: str
    of: str
    whose: str = ""


KINDS = {
    EventKind.CAPTURES: Wording("captures", "", "capture", "of"),
    EventKind.PARTLY_CAPTURES: Wording("captures a part", "of", "capture of a part", "of"),
    EventKind.ENTERS: Wording("enters", "", "entry", "into"),
    EventKind.HOLDS: Wording("holds", "", "control", "of"),
    EventKind.LOSES: Wording("loses", "", "loss", "of"),
    EventKind.RETAKES: Wording("retakes", "", "recapture", "of"),
    EventKind.ENCIRCLES: Wording("encircles troops", "at", "encirclement of troops", "at"),
    EventKind.FIRE_CONTROL: Wording("has fire control", "over", "fire control", "over"),
    EventKind.ADVANCES: Wording("advances", "at", "advance", "at"),
    EventKind.REPELS: Wording("repels attacks", "at", "attacks repelled", "at"),
    EventKind.FIGHTS: Wording("fights", "at", "fighting", "at"),
    EventKind.REDEPLOYS: Wording("moves forces", "to or from", "forces moved", "to or from"),
    EventKind.WITHDRAWS: Wording("withdraws", "at", "withdrawal", "at"),
    EventKind.RESTRICTED_MOVEMENT: Wording("restricts movement", "at", "restricted movement", "at"),
    EventKind.STRIKES: Wording("strikes", "", "strikes", "on"),
    EventKind.TROOP_LOSSES: Wording("inflicts troop losses", "at", "troop losses", "at"),
    EventKind.CIVILIAN_CASUALTIES: Wording("", "", "civilian casualties", "at", "blamed on"),
    EventKind.DISPLACEMENT: Wording("", "", "civilians displaced", "at", "blamed on"),
    EventKind.EVACUATION: Wording("evacuates civilians", "at", "evacuation of civilians", "at"),
    EventKind.DAMAGE: Wording("", "", "damage", "at", "blamed on"),
    EventKind.AID_NEED: Wording("", "", "aid needed", "at", "from"),
    # Told in the report's own words.
    EventKind.OTHER: Wording("", "", "", "at", "about"),
}
EVIDENCE = {
    EvidenceKind.VIDEO_UAV: "drone video",
    EvidenceKind.VIDEO_GROUND: "video from the ground",
    EvidenceKind.PHOTO: "photograph",
    EvidenceKind.FLAG: "flag shown",
    EvidenceKind.GEOLOCATED: "geolocated footage",
    EvidenceKind.SATELLITE: "satellite image",
    EvidenceKind.MAP: "map",
    EvidenceKind.DOCUMENT: "document",
    EvidenceKind.EYEWITNESS: "eyewitness",
    EvidenceKind.VISIT: "visit to the place",
}
STANDINGS = {
    Standing.DISPUTED: "others say what can't be so together with it",
    Standing.CORROBORATED: "said by more than one side, or by one against its own interest",
    Standing.SINGLE_SIDE: "said by one side only",
    Standing.UNREPORTED: "said by neither side",
}
SHARES = {25: "a quarter", 33: "a third", 50: "half", 67: "two thirds", 75: "three quarters", 100: "all"}
MONTHS = "January February March April May June July August September October November December".split()
SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}


@dataclass(frozen=True, slots=True)
class Told:
    """An event in words: `what` is claimed to be so, and `how` it is put: hedged, future, denied ..."""

    what: str
    how: tuple[str, ...]

    def __str__(self) -> str:
        return ", ".join((self.what, *self.how))

    @property
    def denied(self) -> bool:
        """Whether it is said not to be so."""
        return DENIED in self.how


def side_name(side: Side) -> str:
    """What a side is called."""
    return SIDES[side]


def told(event: Event, manner: Manner | None, text: str, *, placed: bool = True) -> Told:
    """`event` in words, as `manner` puts it; `text` is the report's; without its place if not `placed`."""
    wording = KINDS[event.kind]
    acts = event.agent is not None and bool(wording.verb)
    core = f"{side_name(event.agent)} {wording.verb}" if acts and event.agent else wording.noun
    if event.kind is EventKind.OTHER:
        core = f"“{clipped(phrase(text, event.spans).text, CUT)}”"
    if event.target and (event.kind is EventKind.RESTRICTED_MOVEMENT or not acts):
        link = "of" if event.kind is EventKind.RESTRICTED_MOVEMENT else "against"
        core += f" {link} {side_name(event.target)}"
    place = place_name(event, text) if placed else None
    if place:
        core += f" {_leading(event, wording.to if acts else wording.of)}{place}"
    amounts = _amounts(event)
    core += f" ({amounts})" if amounts else ""
    how = [f"{wording.whose} {side_name(event.agent)}"] if event.agent and not acts else []
    how += [period_words(event.time)] if event.time else []
    return Told(core, (*how, *_manner(manner)))


def clipped(text: str, length: int) -> str:
    """`text` on one line, and no more of it than `length` letters, whole words."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[:length].rsplit(" ", 1)[0].rstrip(",;:.") + " …"


def place_name(event: Event, text: str) -> str | None:
    """What the event's place is called; the report's own words where it is not known which place they mean."""
    if event.place:
        return event.place.name
    return phrase(text, event.place_spans).text if event.place_spans else None


def _leading(event: Event, link: str) -> str:
    wide = event.place and event.place.precision not in {Precision.SETTLEMENT, Precision.HROMADA}
    link = "in" if link == "at" and wide else link
    return f"{link} " if link else ""


def _amounts(event: Event) -> str:
    amounts = []
    if event.share is not None:
        percent = round(event.share * 100)
        amounts.append(SHARES.get(percent, f"{percent}%"))
    if event.count is not None:
        amounts.append(f"{event.count:,.10g}")
    return "; ".join(amounts)


def _manner(manner: Manner | None) -> list[str]:
    if manner is None:
        return []
    how = [] if manner.certainty is Certainty.ASSERTED else [manner.certainty.value]
    how += [] if manner.time_frame is TimeFrame.PRESENT else [manner.time_frame.value]
    return [*how, DENIED] if manner.stance is Stance.DENIES else how


def period_words(period: Period) -> str:
    """The days of `period` as one would say them: "on 3 May 2024", "in September 2022", "in 2023"."""
    first, last = date.fromisoformat(period.start), date.fromisoformat(period.end) - timedelta(days=1)
    if first == last:
        return f"on {_day(first)}"
    if period.precision == "year" and first.year == last.year:
        return f"in {first.year}"
    if period.precision == "month" and (first.year, first.month) == (last.year, last.month):
        return f"in {MONTHS[first.month - 1]} {first.year}"
    if period.precision == "season" and first.month in SEASONS and first.day == 1:
        years = f"{first.year}" if first.year == last.year else f"{first.year}/{last.year % 100:02}"
        return f"in {SEASONS[first.month]} {years}"
    return f"from {_day(first)} to {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
