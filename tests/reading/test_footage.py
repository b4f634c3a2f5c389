"""Footage is evidence for what the report says, and no speaker."""

from functools import partial

import pytest

from fogline.reading.attribution import Attribution
from fogline.reading.events import FoundEvent
from fogline.reading.footage import are_pictures, as_evidence
from fogline.reading.pieces import cut
from fogline.reading.sentences import sentences
from fogline.reading.tagger import Tagged, load
from fogline.terms.event import Certainty, EventKind, EvidenceKind, TimeFrame
from tests.reading.texts import words_of

MODEL = load()


@pytest.mark.parametrize(
    ("source", "is_footage"),
    [
        ("The footage", True),
        ("The released video from the unpiloted apparatus", True),
        ("Drone footage published by the ministry", True),
        ("снимки со спутника", True),
        ("Оприлюднене відео", True),
        ("the ministry, which published the footage", False),
        ("a photographer", False),
        ("фотограф", False),
        ("Видных политиков", False),
        ("видеоблогер", False),
        ("the 47th Brigade's drone footage", True),
        ("He in a video", False),
        ("Автор видео", False),
        ("a video blogger", False),
        ("The footage's author", False),
    ],
)
def test_pictures_do_not_speak(source: str, *, is_footage: bool) -> None:
    assert are_pictures(source) is is_footage


def read(text: str, source: str, content: str, trigger: str) -> Tagged:
    """What stays of `source` saying `content`, which tells of an event."""
    pieces = cut(text, MODEL.tokenizer, MODEL.end)

    words = partial(words_of, text, pieces)
    cue = next(word for word in ("cannot confirm", "confirms", "shows") if word in text)
    said = Attribution(words(cue)[0], 0.9, (), words(source), words(cue), words(content))
    event = FoundEvent(
        trigger=words(trigger)[0],
        kinds=(EventKind.ENTERS,),
        agent=0,
        nearer=1.0,
        own=0.0,
        target=None,
        denies=False,
        certainty=Certainty.ASSERTED,
        time_frame=TimeFrame.PRESENT,
        endorsed=False,
        evidence=(),
        places=(),
        clause=(words(content)[0], words(content)[-1] + 1),
    )
    return as_evidence(Tagged((said,), (event,), (), frozenset()), text, pieces, list(sentences(text, "en")))


def test_what_footage_shows_is_the_reports_own_on_its_evidence() -> None:
    found = read("The footage shows troops entering Luhy.", "The footage", "troops entering Luhy", "entering")
    assert found.attributions == ()
    assert found.events[0].evidence == (EvidenceKind.VIDEO_GROUND,)


def test_how_it_was_made_may_be_told_before() -> None:
    text = "The ministry published drone footage. The video shows troops entering Luhy."
    found = read(text, "The video", "troops entering Luhy", "entering")
    assert found.events[0].evidence == (EvidenceKind.VIDEO_UAV,)


def test_what_it_is_said_to_prove_the_report_adopts() -> None:
    shown = read("The footage shows troops entering Luhy.", "The footage", "troops entering Luhy", "entering")
    proved = read("The footage confirms troops entering Luhy.", "The footage", "troops entering Luhy", "entering")
    unproved = read(
        "The footage cannot confirm troops entering Luhy.", "The footage", "troops entering Luhy", "entering"
    )
    assert [found.events[0].endorsed for found in (shown, proved, unproved)] == [False, True, False]


def test_a_speaker_stays_one() -> None:
    found = read("The ministry shows troops entering Luhy.", "The ministry", "troops entering Luhy", "entering")
    assert len(found.attributions) == 1
    assert found.events[0].evidence == ()
