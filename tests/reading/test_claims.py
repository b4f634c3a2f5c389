"""From attributions and events to claims, both given by hand."""

from dataclasses import replace

from fogline.reading.attribution import Attribution
from fogline.reading.claims import Text, claims
from fogline.reading.events import FoundEvent
from fogline.reading.pieces import cut
from fogline.reading.sentences import sentences
from fogline.reading.stakes import Stakes
from fogline.reading.tagger import Tagged, load
from fogline.terms.actor import Side
from fogline.terms.claim import Claim, Voice
from fogline.terms.event import Certainty, EventKind, Stance, TimeFrame
from fogline.terms.speaker import Speaker
from tests.reading.texts import words_of

MODEL = load()
NEAR, FAR, OUTSIDE, UNKNOWN = range(4)


class Given:
    """What was found in `text`: each mark names the words of source, cue and content, each event its trigger's."""

    def __init__(self, text: str) -> None:
        """Find nothing yet."""
        self.text = text
        self.pieces = cut(text, MODEL.tokenizer, MODEL.end)
        self.attributions: list[Attribution] = []
        self.events: list[FoundEvent] = []
        self.names: list[tuple[int, int]] = []

    def words(self, phrase: str) -> tuple[int, ...]:
        return words_of(self.text, self.pieces, phrase)

    def says(self, source: str, cue: str, *contents: str, speaker: int = UNKNOWN) -> None:
        content = tuple(word for part in contents for word in self.words(part))
        who = self.words(source) if source else ()
        odds = tuple(4.0 * (one == speaker) for one in range(4))
        self.attributions.append(Attribution(self.words(cue)[0], 0.9, odds, who, self.words(cue), content))

    def tells(self, kind: EventKind, trigger: str, clause: str, place: str = "") -> FoundEvent:
        inside = self.words(clause)
        places = self.words(place)[:1] if place else ()
        if place:
            self.names.append((places[0], self.words(place)[-1] + 1))
        event = FoundEvent(
            trigger=self.words(trigger)[0],
            kinds=(kind,),
            agent=NEAR,
            nearer=4.0,
            own=0.0,
            target=None,
            denies=False,
            certainty=Certainty.ASSERTED,
            time_frame=TimeFrame.PRESENT,
            endorsed=False,
            evidence=(),
            places=places,
            clause=(inside[0], inside[-1] + 1),
        )
        self.events.append(event)
        return event

    def told(self, sides: tuple[Side, Side]) -> tuple[tuple[Speaker, ...], int, Stakes]:
        whose = (*sides, Side.INDEPENDENT, Side.UNKNOWN)
        said = tuple(Speaker("", whose[one.speaker.index(4.0)]) for one in self.attributions)
        return said, 0, Stakes(1.0, 1.0, 0.0)

    def claims(self, sides: tuple[Side, Side] = (Side.RU, Side.UA)) -> list[Claim]:
        starts, ends = self.pieces.word_starts.tolist(), self.pieces.word_ends.tolist()
        names = {word: (starts[a], ends[b - 1]) for a, b in self.names for word in range(a, b)}
        text = Text(self.text, self.pieces, sides, tuple(sentences(self.text, "en")), (), names, *self.told(sides))
        found = Tagged(tuple(self.attributions), tuple(self.events), tuple(sorted(self.names)), frozenset())
        return claims(text, found)


def read(text: str, *marks: tuple[str, str, list[str]]) -> list[Claim]:
    """The claims of `text` where each mark names the words of source, cue and content."""
    given = Given(text)
    for source, cue, contents in marks:
        given.says(source, cue, *contents)
    return given.claims()


def test_an_event_belongs_to_the_statement_that_tells_of_it() -> None:
    given = Given("Shells fell at noon. The ministry said that its men had taken Luhy.")
    given.says("The ministry", "said", "its men had taken Luhy", speaker=FAR)
    given.tells(EventKind.STRIKES, "fell", "Shells fell at noon")
    given.tells(EventKind.CAPTURES, "taken", "its men had taken Luhy", place="Luhy")
    own, said = given.claims()
    assert (own.voice, own.content.text) == (Voice.NARRATOR, "Shells fell at noon")
    assert [event.kind for event in own.events] == [EventKind.STRIKES]
    assert own.speaker is None
    (event,) = said.events
    assert (event.kind, event.agent, event.target) == (EventKind.CAPTURES, Side.RU, Side.UA)
    assert [given.text[a:b] for a, b in event.place_spans] == ["Luhy"]
    assert said.speaker is not None
    assert said.speaker.side is Side.UA


def test_sides_are_told_from_the_one_named_first() -> None:
    given = Given("They took Luhy.")
    given.tells(EventKind.CAPTURES, "took", "They took Luhy")
    ((event,),) = (claim.events for claim in given.claims((Side.UA, Side.RU)))
    assert (event.agent, event.target) == (Side.UA, Side.RU)


def test_a_side_that_holds_a_place_does_it_to_nobody() -> None:
    given = Given("They hold Luhy.")
    given.tells(EventKind.HOLDS, "hold", "They hold Luhy")
    ((event,),) = (claim.events for claim in given.claims())
    assert (event.agent, event.target) == (Side.RU, None)


def test_one_speaker_two_clauses_are_two_claims_each_with_its_own_content() -> None:
    given = Given("The mayor said the bridge was gone and the army would leave.")
    given.says("The mayor", "said", "the bridge was gone and the army would leave")
    given.tells(EventKind.DAMAGE, "gone", "the bridge was gone")
    later = given.tells(EventKind.WITHDRAWS, "leave", "the army would leave")
    given.events[-1] = replace(later, time_frame=TimeFrame.FUTURE)
    first, second = given.claims()
    assert [claim.content.text for claim in (first, second)] == ["the bridge was gone", "the army would leave"]
    assert first.source == second.source
    assert second.manner is not None
    assert second.manner.time_frame is TimeFrame.FUTURE


def test_two_speakers_of_one_statement_both_claim_it() -> None:
    given = Given("The mayor said, and the staff confirmed, that Luhy had fallen.")
    given.says("The mayor", "said", "Luhy had fallen")
    given.says("the staff", "confirmed", "Luhy had fallen")
    given.tells(EventKind.CAPTURES, "fallen", "Luhy had fallen", place="Luhy")
    assert [[event.kind for event in claim.events] for claim in given.claims()] == [[EventKind.CAPTURES]] * 2


def test_a_number_for_several_places_belongs_to_none_of_them() -> None:
    given = Given("In Luhy and Lyman 14 houses burned.")
    event = given.tells(EventKind.DAMAGE, "burned", "In Luhy and Lyman 14 houses burned", place="Luhy")
    (claim,) = given.claims()
    assert [one.count for one in claim.events] == [14]
    given.names.append((given.words("Lyman")[0], given.words("Lyman")[0] + 1))
    given.events[-1] = replace(event, places=(*event.places, given.words("Lyman")[0]))
    (claim,) = given.claims()
    assert [one.count for one in claim.events] == [None, None]


def test_an_outer_attribution_leaves_the_events_to_the_inner_one() -> None:
    given = Given("The agency reported that the minister had said the town had fallen.")
    given.says("The agency", "reported", "the minister had said the town had fallen")
    given.says("the minister", "said", "the town had fallen")
    given.tells(EventKind.CAPTURES, "fallen", "the town had fallen")
    outer, inner = given.claims()
    assert (outer.events, outer.manner) == ((), None)
    assert [event.kind for event in inner.events] == [EventKind.CAPTURES]


def test_a_denial_is_told_of_the_claim() -> None:
    given = Given("The staff denied that the town had fallen.")
    given.says("The staff", "denied", "the town had fallen")
    event = given.tells(EventKind.CAPTURES, "fallen", "the town had fallen")
    given.events[-1] = replace(event, denies=True)
    (claim,) = given.claims()
    assert claim.manner is not None
    assert claim.manner.stance is Stance.DENIES


def test_a_colon_is_a_cue() -> None:
    given = Given("The head of the district: «The bridge is gone».")
    given.says("The head of the district", ":", "The bridge is gone")
    (claim,) = given.claims()
    assert claim.voice is Voice.ATTRIBUTED
    assert claim.cue is not None
    assert claim.cue.text == ":"


def test_spans_point_at_the_words() -> None:
    text = "“The bridge,” the mayor said, “is gone.”"
    (claim,) = read(text, ("the mayor", "said", ["The bridge", "is gone"]))
    assert claim.content.text == "The bridge ... is gone"
    assert [text[a:b] for a, b in claim.content.spans] == ["The bridge", "is gone"]
    assert claim.source is not None
    assert claim.source.text == "the mayor"


def test_sentences_outside_attributions_are_the_reports_own() -> None:
    text = "The town fell on Friday. The mayor said that help was on its way. Nobody came for a day."
    own, said, last = read(text, ("The mayor", "said", ["help was on its way"]))
    assert (own.voice, own.content.text) == (Voice.NARRATOR, "The town fell on Friday.")
    assert said.voice is Voice.ATTRIBUTED
    assert (last.voice, last.content.text) == (Voice.NARRATOR, "Nobody came for a day.")


def test_a_long_rest_of_an_attributing_sentence_is_the_reports_own() -> None:
    text = "This is supported by the ministry, which released footage from drones that showed troops in the centre."
    said, own = read(text, ("the ministry", "supported by", ["This"]))
    assert said.content.text == "This"
    assert own.voice is Voice.NARRATOR
    assert own.content.text == "which released footage from drones that showed troops in the centre."


def test_a_short_rest_is_not() -> None:
    text = "In Kyiv on Friday, the mayor said the town would hold."
    (claim,) = read(text, ("the mayor", "said", ["the town would hold"]))
    assert claim.voice is Voice.ATTRIBUTED


def test_fragments_are_no_statements() -> None:
    assert read("ABSTRACT.\n\nPhoto: agency\n\n* * *") == []
