"""Events and claims in the words of a tongue."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from fogline.terms.claim import Voice, phrase
from fogline.terms.event import Certainty, EventKind, Stance, TimeFrame
from fogline.views.speakers import name_of, side_of
from fogline.views.web.shown import own, plain, quoted
from fogline.views.words import CUT, KINDS, clipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from fogline.terms.actor import Side
    from fogline.terms.claim import Claim, Manner
    from fogline.terms.event import Event, Period
    from fogline.terms.kept import KeptClaim
    from fogline.terms.place import Place
    from fogline.views.web.tongue import Tongue

# Letters of a statement in a list.
SHORT = 260
DAY, MONTH, YEAR, SEASON = "day", "month", "year", "season"


class Told(NamedTuple):
    """An event in words: `what` is claimed to be so, `how` it is put, and whether it is said not to be so."""

    what: Markup
    how: tuple[Markup, ...]
    denied: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A claim as lists show it: who says it (None: the report itself), for which side, and what in words."""

    kept: KeptClaim
    who: str | None
    side: Side | None
    told: tuple[Told, ...]
    content: str

    @property
    def denies(self) -> bool:
        """Whether something is said not to be so."""
        return any(one.denied for one in self.told)


@dataclass(frozen=True, slots=True)
class Telling:
    """What tells of events in `tongue`; `place_name` says what a place is called in it."""

    tongue: Tongue
    place_name: Callable[[Place], str]

    def event(self, event: Event, manner: Manner | None, text: str) -> Told:
        """`event` in words, as `manner` puts it; `text` is the report's, for what has no name but its own words."""
        tongue = self.tongue
        acts = event.agent is not None and bool(KINDS[event.kind].verb)
        agent = tongue.say(f"sides.{event.agent}.name") if event.agent else ""
        place = self._place(event, text)
        if event.kind is EventKind.OTHER:
            words = quoted(clipped(phrase(text, event.spans).text, CUT)) if text else tongue.say("kinds.other.noun")
            what = tongue.say("event.at", what=words, place=place) if place else words
        else:
            form = ("acts" if acts else "noun") + ("_at" if place else "")
            what = tongue.say(f"kinds.{event.kind}.{form}", agent=agent, place=place)
        notes = [*self._amounts(event), *self._parties(event, acts=acts), *self._time(event.time)]
        if notes:
            what = tongue.say("event.notes", what=what, notes=Markup("; ").join(notes))
        return Told(
            what[:1].upper() + what[1:],
            tuple(self._manner(manner)),
            manner is not None and manner.stance is Stance.DENIES,
        )

    def line(self, kept: KeptClaim, text: Callable[[int], str]) -> Line:
        """A claim of a ledger as lists show it; `text` gives that of a reading by its number."""
        claim = kept.claim
        told = self.events(claim, lambda: text(kept.report.number), kept.said)
        said = claim.voice is Voice.ATTRIBUTED
        return Line(kept, name_of(claim) if said else None, side_of(claim) if said else None, told, short(claim))

    def lines(self, found: Iterable[KeptClaim], text: Callable[[int], str]) -> list[Line]:
        """Claims of a ledger as lists show them."""
        return [self.line(kept, text) for kept in found]

    def events(self, claim: Claim, text: Callable[[], str], said: str | None = None) -> tuple[Told, ...]:
        """The events of `claim` in words, each once; their day where it is not the one on which it was `said`."""
        needed = any(event.kind is EventKind.OTHER or event.place is None for event in claim.events)
        words = text() if needed else ""
        shown = (replace(one, time=None) if one.time and _is_day(one.time, said) else one for one in claim.events)
        return tuple(dict.fromkeys(self.event(event, claim.manner, words) for event in shown))

    def period(self, period: Period) -> str:
        """The days of `period` as one would write them."""
        first, last = date.fromisoformat(period.start), date.fromisoformat(period.end) - timedelta(days=1)
        if first == last:
            return self.tongue.span(first, DAY)
        if period.precision == YEAR and first.year == last.year:
            return self.tongue.span(first, YEAR)
        if period.precision == MONTH and (first.year, first.month) == (last.year, last.month):
            return self.tongue.span(first, MONTH)
        if period.precision == SEASON and f"seasons.{first.month}" in self.tongue.words and first.day == 1:
            return str(self.tongue.say(f"seasons.{first.month}", year=first.year))
        return f"{self.tongue.span(first, DAY)} – {self.tongue.span(last, DAY)}"

    def _place(self, event: Event, text: str) -> Markup | None:
        if event.place:
            return own(self.place_name(event.place))
        return own(phrase(text, event.place_spans).text) if event.place_spans and text else None

    def _amounts(self, event: Event) -> list[Markup]:
        amounts = []
        if event.share is not None:
            amounts.append(self.tongue.say("event.share", share=self.tongue.number(round(event.share * 100))))
        if event.count is not None:
            amounts.append(self.tongue.say("event.count", count=self.tongue.number(event.count)))
        return amounts

    def _parties(self, event: Event, *, acts: bool) -> list[Markup]:
        """The sides that the words for the event do not name themselves."""
        found = []
        if event.agent and not acts:
            found.append(self.tongue.say("event.by", side=self.tongue.say(f"sides.{event.agent}.name")))
        if event.target and (event.kind is EventKind.RESTRICTED_MOVEMENT or not acts):
            found.append(self.tongue.say("event.against", side=self.tongue.say(f"sides.{event.target}.name")))
        return found

    def _time(self, period: Period | None) -> list[Markup]:
        return [Markup("{}").format(self.period(period))] if period else []

    def _manner(self, manner: Manner | None) -> list[Markup]:
        if manner is None:
            return []
        how = [] if manner.certainty is Certainty.ASSERTED else [f"certainty.{manner.certainty}"]
        how += [] if manner.time_frame is TimeFrame.PRESENT else [f"time_frame.{manner.time_frame}"]
        how += ["endorsed"] if manner.endorsed else []
        how += ["denied"] if manner.stance is Stance.DENIES else []
        return [self.tongue.say(f"manner.{one}") for one in how]


def _is_day(period: Period, said: str | None) -> bool:
    return said is not None and period.precision == DAY and period.start == said[:10]


def short(claim: Claim) -> str:
    """What is said, on a line."""
    return plain(clipped(claim.content.text, SHORT))
