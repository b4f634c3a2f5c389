"""Claims with their places and speakers, the claims made by hand."""

from collections.abc import Callable, Sequence

from fogline.runs.linking import Named, linked, loaded_words, speakers
from fogline.runs.reading import load
from fogline.terms.actor import Side
from fogline.terms.claim import Claim, Voice, phrase
from fogline.terms.event import Event, EventKind
from fogline.terms.span import Span
from fogline.terms.speaker import Speaker

GAZETTEER = load().gazetteer


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return start, start + len(words)


def said(text: str, source: str, content: str, side: Side = Side.UNKNOWN, place: str = "") -> Claim:
    """Somebody's claim that something was captured; `side` is what the tagger makes of the context."""
    spans = (at(text, place),) if place else ()
    event = Event(EventKind.CAPTURES, Side.RU, Side.UA, None, None, None, None, (at(text, content),), spans)
    words = phrase(text, [at(text, source)])
    return Claim(
        content, Voice.ATTRIBUTED, words, None, phrase(text, [at(text, content)]), Speaker(source, side), None, (event,)
    )


def first_of(sides: list[Side]) -> Callable[[Sequence[int]], Side]:
    """What the context tells: of several sources the side of the first."""
    return lambda numbers: sides[numbers[0]]


def heard(text: str, *sources: tuple[str, Side]) -> list[tuple[str, Side]]:
    """Names and sides of `sources`, each with what the tagger makes of its context."""
    found = speakers([(at(text, words), words) for words, _ in sources], first_of([side for _, side in sources]), "en")
    return [(speaker.name, speaker.side) for speaker in found]


def test_a_known_actor_has_its_own_side_whatever_the_context_suggests() -> None:
    assert heard("DeepState says that Luhy fell.", ("DeepState", Side.RU)) == [("DeepState", Side.UA)]


def test_of_an_unknown_body_the_words_tell_the_side_and_then_the_context() -> None:
    text = "A Ukrainian officer says that it fell. The gunner says that it burned."
    found = heard(text, ("A Ukrainian officer", Side.RU), ("The gunner", Side.RU))
    assert [side for _, side in found] == [Side.UA, Side.RU]


def test_civilians_are_on_no_known_side_wherever_they_live() -> None:
    assert heard("A resident of Kharkiv says so.", ("A resident of Kharkiv", Side.UA))[0][1] is Side.UNKNOWN


def test_one_name_is_one_speaker_of_one_side() -> None:
    text = "Captain Petro Zhuk says that it fell. Zhuk adds that it burned. Zhuk believes it will rain."
    spans = [(at(text, "Captain Petro Zhuk"), "Captain Petro Zhuk"), ((38, 42), "Zhuk"), ((64, 68), "Zhuk")]
    assert [text[a:b] for (a, b), _ in spans] == [words for _, words in spans]
    found = speakers(spans, lambda numbers: Side.UA if numbers == [0, 1, 2] else Side.UNKNOWN, "en")
    assert {(one.name, one.side) for one in found} == {("Captain Petro Zhuk", Side.UA)}


def test_a_pronoun_speaks_for_whoever_was_named_before() -> None:
    text = "Russia's Defence Ministry says that Luhy fell. It says that the bridge burned."
    one, other = heard(text, ("Russia's Defence Ministry", Side.UNKNOWN), ("It", Side.UA))
    assert one == other
    assert one[1] is Side.RU


def test_the_place_is_looked_up_and_mentioned() -> None:
    text = "The staff says that Kupiansk was taken."
    claim = said(text, "The staff", "Kupiansk was taken", place="Kupiansk")
    found = linked(text, "en", [claim], Named((at(text, "Kupiansk"),), frozenset(), ()), GAZETTEER)
    place = found.claims[0].events[0].place
    assert place is not None
    assert place.name == "Kupyansk"
    assert [mention.phrase.text for mention in found.places] == ["Kupiansk"]


def test_what_no_gazetteer_has_stays_a_name_and_gives_way_to_a_place_beside_it() -> None:
    text = "The staff says that Qwrtsk in Lyman was taken."
    alone = said(text, "The staff", "Qwrtsk in Lyman was taken", place="Qwrtsk")
    both = Claim(
        "",
        Voice.NARRATOR,
        None,
        None,
        alone.content,
        events=tuple(
            Event(EventKind.ENTERS, None, None, None, None, None, None, (at(text, "taken"),), (at(text, name),))
            for name in ("Qwrtsk", "Lyman")
        ),
    )
    named = Named((at(text, "Qwrtsk"), at(text, "Lyman")), frozenset(), (at(text, "The staff"),))
    one, other = linked(text, "en", [alone, both], named, GAZETTEER).claims
    assert [event.place and event.place.lat for event in one.events] == [None]
    assert [event.place and event.place.name for event in one.events] == ["Qwrtsk"]
    assert [event.place and event.place.name for event in other.events] == ["Lyman"]


def test_a_name_that_no_gazetteer_has_is_mentioned_where_the_tagger_is_sure() -> None:
    text = "Qwrtsk, Vbnmsk, Lyman."
    spans = tuple(at(text, name) for name in ("Qwrtsk", "Vbnmsk", "Lyman"))
    found = linked(text, "en", [], Named(spans, frozenset(spans[:1]), ()), GAZETTEER)
    assert [mention.phrase.text for mention in found.places] == ["Qwrtsk", "Lyman"]


def test_loaded_words_and_actors_are_named_with_their_places() -> None:
    text = "Since the special military operation began, TASS reports."
    found = linked(text, "en", [], Named((), frozenset(), ()), GAZETTEER)
    assert [(one.phrase.text, one.side) for one in loaded_words(text)] == [("special military operation", Side.RU)]
    assert [(one.phrase.text, one.speaker.side) for one in found.actors] == [("TASS", Side.RU)]


def _both(text: str, kind: EventKind, *names: str, trigger: str) -> Claim:
    spans = (at(text, trigger),)
    events = (Event(kind, Side.UA, None, None, None, None, None, spans, (at(text, name),)) for name in names)
    return Claim("", Voice.NARRATOR, None, None, phrase(text, [(0, len(text))]), events=tuple(events))


def test_a_side_that_loses_a_place_is_not_the_place() -> None:
    text = "Kyiv will lose Lyman; Kyiv and Lyman are under fire."
    named = Named((at(text, "Kyiv"), at(text, "Lyman")), frozenset(), (at(text, "Kyiv"),))
    claims = [
        _both(text, EventKind.LOSES, "Kyiv", "Lyman", trigger="lose"),
        _both(text, EventKind.STRIKES, "Kyiv", "Lyman", trigger="fire"),
        _both(text, EventKind.LOSES, "Kyiv", trigger="lose"),
    ]
    found = linked(text, "en", claims, named, GAZETTEER).claims
    names = [[event.place and event.place.name for event in claim.events] for claim in found]
    assert names == [["Lyman"], ["Kyiv", "Lyman"], ["Kyiv"]]


def test_what_two_words_of_a_statement_tell_is_one_event() -> None:
    text = "The evacuation train from Lyman will leave."
    one = _both(text, EventKind.EVACUATION, "Lyman", trigger="evacuation")
    other = _both(text, EventKind.EVACUATION, "Lyman", trigger="leave")
    claim = Claim("", Voice.NARRATOR, None, None, one.content, events=(*one.events, *other.events))
    (found,) = linked(text, "en", [claim], Named((at(text, "Lyman"),), frozenset(), ()), GAZETTEER).claims
    assert [event.spans for event in found.events] == [(at(text, "evacuation"),)]


def test_nothing_happens_at_an_adjective_of_nationality_but_before_a_word_for_ground() -> None:
    text = "They took Swedish guns deep into Belarusian territory, and Canadian, Texas, slept."
    names = ("Swedish", "Belarusian", "Canadian", "Texas")
    spans = tuple(at(text, name) for name in names)
    claims = [_both(text, EventKind.ENTERS, name, trigger="took") for name in names[:2]]
    found = linked(text, "en", claims, Named(spans, frozenset(spans), ()), GAZETTEER)
    told = [event for claim in found.claims for event in claim.events]
    assert [(one.place and one.place.name, bool(one.place_spans)) for one in told] == [(None, False), ("Belarus", True)]
    assert [one.place.name for one in found.places] == ["Sweden", "Belarus", "Canadian", "Texas"]
