"""Readings made by hand, for tests of what is shown."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from fogline.terms.actor import Side
from fogline.terms.claim import Claim, Manner, Phrase, Voice, identify, phrase
from fogline.terms.event import (
    Certainty,
    Event,
    EventKind,
    Evidence,
    EvidenceKind,
    Period,
    Stance,
    TimeFrame,
)
from fogline.terms.place import Place, Precision
from fogline.terms.reading import ActorMention, Framing, PlaceMention, Reading
from fogline.terms.report import Report
from fogline.terms.speaker import Speaker

if TYPE_CHECKING:
    from fogline.terms.span import Span

RU, UA = Side.RU, Side.UA
NEWS = Manner(Stance.AFFIRMS, Certainty.ASSERTED, TimeFrame.PRESENT, endorsed=False)
DENIAL = Manner(Stance.DENIES, Certainty.ASSERTED, TimeFrame.PRESENT, endorsed=False)
ADOPTED = Manner(Stance.AFFIRMS, Certainty.ASSERTED, TimeFrame.PRESENT, endorsed=True)
HISTORY = Manner(Stance.AFFIRMS, Certainty.ASSERTED, TimeFrame.PAST, endorsed=False)
IF = Manner(Stance.AFFIRMS, Certainty.CONDITIONAL, TimeFrame.FUTURE, endorsed=False)
LUHY = Place("geonames:1", "Luhy", 49.5, 37.5, Precision.SETTLEMENT, "UA", 900)


@dataclass
class Draft:
    """A text that is read by hand: words are given as they stand in it."""

    text: str
    claims: list[Claim] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    actors: list[ActorMention] = field(default_factory=list)
    framing: list[Framing] = field(default_factory=list)

    def at(self, words: str, after: str = "") -> Span:
        """Where `words` stand, at or after the first place of `after`."""
        start = self.text.index(words, self.text.index(after))
        return start, start + len(words)

    def words(self, words: str, after: str = "") -> Phrase:
        """`words` as they stand in the text, at or after the first place of `after`."""
        return phrase(self.text, [self.at(words, after)])

    def said(
        self,
        source: str | None,
        cue: str | None,
        content: str,
        speaker: Speaker | None = None,
        manner: Manner | None = None,
        *told: Event | Evidence,
    ) -> None:
        """Add what somebody is let say; source and cue stand in the sentence that holds `content`, or first in all."""
        near = self._sentence(content)
        self._add(
            Claim(
                *("", Voice.ATTRIBUTED),
                self.words(source, near if source in near else "") if source else None,
                self.words(cue, near if cue in near else "") if cue else None,
                self.words(content),
                speaker,
                manner,
            ),
            told,
        )

    def own(self, content: str, manner: Manner | None = None, *told: Event | Evidence) -> None:
        """Add what the report says itself."""
        self._add(Claim("", Voice.NARRATOR, None, None, self.words(content), None, manner), told)

    def event(
        self,
        kind: EventKind,
        words: str,
        agent: Side | None = None,
        place: Place | None = None,
        target: Side | None = None,
        time: Period | None = None,
    ) -> Event:
        """An event that `words` tell of."""
        return Event(kind, agent, target, place, time, None, None, (self.at(words),))

    def shown(self, kind: EvidenceKind, words: str | None, holder: str | None = None) -> Evidence:
        """Evidence that `words` name, if any do; `holder` are the words that say whose it is."""
        return Evidence(kind, holder, (self.at(words),) if words else ())

    def place(self, words: str, place: Place | None) -> None:
        """Mark every `words` as the name of `place`."""
        self.places += [PlaceMention(one, place) for one in self._every(words)]

    def actor(self, words: str, speaker: Speaker) -> None:
        """Mark every `words` as the name of `speaker`."""
        self.actors += [ActorMention(one, speaker) for one in self._every(words)]

    def loaded(self, words: str, side: Side | None, kind: str, note: str) -> None:
        """Mark every `words` as loaded."""
        self.framing += [Framing(one, side, kind, note) for one in self._every(words)]

    def reading(self, path: str = "a.txt", title: str | None = None) -> Reading:
        """The reading of the text."""
        report = Report(path, "sha256:1", self.text, verbatim=True, language="en", title=title)
        claims = tuple(sorted(self.claims, key=lambda claim: claim.content.spans))
        framing = tuple(sorted(self.framing, key=lambda one: one.phrase.spans))
        return Reading(report, claims, None, tuple(self.places), tuple(self.actors), framing)

    def _sentence(self, content: str) -> str:
        start, end = self.at(content)
        begin = max(self.text.rfind(". ", 0, start) + 2, self.text.rfind("\n", 0, start) + 1)
        stop = self.text.find(". ", end)
        return self.text[begin : stop if stop >= 0 else len(self.text)]

    def _every(self, words: str) -> list[Phrase]:
        found, start = [], self.text.find(words)
        while start >= 0:
            found.append(phrase(self.text, [(start, start + len(words))]))
            start = self.text.find(words, start + 1)
        return found

    def _add(self, claim: Claim, told: tuple[Event | Evidence, ...]) -> None:
        events = tuple(one for one in told if isinstance(one, Event))
        evidence = tuple(one for one in told if isinstance(one, Evidence))
        whole = Claim(
            *(claim.id, claim.voice, claim.source, claim.cue, claim.content, claim.speaker, claim.manner),
            events,
            evidence,
        )
        self.claims.append(identify("sha256:1", whole))


TEXT = """\
Moscow's ministry said its troops had taken half of Luhy, and released drone footage. \
According to Petrenk, a spokesman in Kyiv, the heroic liberation of Luhy has not happened. \
The footage confirms that the flag flies over Luhy. \
Unless reserves come, Luhy may fall in March 2031, it is said. \
The special operation took Luhy in 2022.
"""
MINISTRY = Speaker("Ministry of Defence of the Russian Federation", RU, "ru-mod", 1.0)
PETRENKO = Speaker("Ivan Petrenko", UA, "ua-petrenko", 0.8)


def luhy() -> Reading:
    """A short report that has a little of everything."""
    draft = Draft(TEXT)
    half = replace(draft.event(EventKind.PARTLY_CAPTURES, "taken", RU, LUHY, UA), share=0.5)
    footage = draft.shown(EvidenceKind.VIDEO_UAV, "drone footage", "Moscow's ministry")
    draft.said("Moscow's ministry", "said", "its troops had taken half of Luhy", MINISTRY, NEWS, half, footage)
    retaken = draft.event(EventKind.RETAKES, "liberation", RU, LUHY, UA)
    denied = "the heroic liberation of Luhy has not happened"
    draft.said("Petrenk, a spokesman in Kyiv", "According to", denied, PETRENKO, DENIAL, retaken)
    draft.own("the flag flies over Luhy", ADOPTED, draft.event(EventKind.ENTERS, "the flag flies", RU, LUHY, UA))
    march = Period("2031-03-01", "2031-04-01", "month")
    fall = draft.event(EventKind.CAPTURES, "fall", RU, LUHY, UA, march)
    draft.said(None, "it is said", "Unless reserves come, Luhy may fall in March 2031", None, IF, fall)
    year = Period("2022-01-01", "2023-01-01", "year")
    took = draft.event(EventKind.CAPTURES, "took", RU, LUHY, UA, year)
    draft.own("The special operation took Luhy in 2022", HISTORY, took)
    draft.place("Luhy", LUHY)
    draft.place("Kyiv", None)
    draft.actor("Petrenk", PETRENKO)
    draft.loaded("heroic", None, "judgement", "Praises.")
    draft.loaded("special operation", RU, "loaded_term", "Moscow's name for the war.")
    return draft.reading("luhy.txt")
