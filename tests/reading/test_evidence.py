"""The words that name the evidence, near the claim, and whose it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fogline.reading.evidence import apart, shown
from fogline.terms.event import Evidence, EvidenceKind
from fogline.terms.span import Span


def cut(text: str) -> tuple[Span, ...]:
    """Sentences, ended by a stop and a blank."""
    spans, begin = [], 0
    for sentence in text.split(". "):
        spans.append((begin, begin + len(sentence)))
        begin += len(sentence) + 2
    return tuple(spans)


@pytest.mark.parametrize(
    ("kind", "text", "words", "holder"),
    [
        (
            "video_uav",
            "The ministry released video footage from unmanned aerial vehicles. *Troops are in the town",
            "video footage from unmanned aerial vehicles",
            "The ministry",
        ),
        (
            "video_uav",
            "*The flag flies, drone footage released by the 47th Brigade shows",
            "drone footage",
            "the 47th Brigade",
        ),
        ("video_uav", "*Село взято, видно на видео с дрона", "видео с дрона", None),
        ("video_ground", "*На видео Минобороны бойцы входят в село", "видео", "Минобороны"),
        ("video_ground", "*Наші в селі. Відео оприлюднила бригада", "Відео", None),
        ("photo", "*The bridge is down. The ministry's photographs show it", "photographs", "The ministry"),
        ("flag", "*Прапор висить над школою", "Прапор", None),
        ("geolocated", "*Geolocated footage shows troops in the centre", "Geolocated", None),
        ("satellite", "*Склад сгорел, это видно на спутниковых снимках", "спутниковых", None),
        ("map", "*On DeepState's map the village is red", "map", "DeepState"),
        ("document", "*Згідно з наказом, бригаду виводять", "наказом", None),
        ("eyewitness", "*A shell hit the market, a witness said", "witness", None),
        ("visit", "*Наша миссия посетила больницу, крыши нет", "посетила", None),
    ],
)
def test_the_words_and_the_holder(kind: str, text: str, words: str, holder: str | None) -> None:
    """A star stands where the sentence of the claim begins."""
    begin = text.index("*")
    text = text.replace("*", "")
    sentences = cut(text)
    clause = next(span for span in sentences if span[0] <= begin < span[1])
    found = shown(EvidenceKind(kind), text, clause, sentences)
    assert [text[a:b] for a, b in found.spans] == [words]
    assert found.holder == holder


def test_no_word_names_it() -> None:
    text = "The town has fallen"
    found = shown(EvidenceKind.SATELLITE, text, (0, len(text)), cut(text))
    assert (found.spans, found.holder) == ((), None)


def test_a_sentence_farther_off_does_not_count() -> None:
    text = "Photographs show it. It rained. The town has fallen"
    sentences = cut(text)
    assert shown(EvidenceKind.PHOTO, text, sentences[2], sentences).spans == ()


def test_the_nearest_words_are_meant() -> None:
    text = "A photo shows the school, and the bridge was hit, as a photo shows"
    begin = text.index("the bridge")
    found = shown(EvidenceKind.PHOTO, text, (begin, begin + 18), cut(text))
    assert found.spans == ((text.rindex("photo"), text.rindex("photo") + 5),)


def test_what_is_named_within_other_evidence_is_the_same_evidence() -> None:
    whole = Evidence(EvidenceKind.VIDEO_UAV, None, ((10, 31),))
    within = Evidence(EvidenceKind.GEOLOCATED, None, ((10, 15),))
    beside = Evidence(EvidenceKind.PHOTO, None, ((40, 45),))
    unnamed = Evidence(EvidenceKind.VISIT, None, ())
    assert apart([within, whole, beside, unnamed]) == (whole, beside, unnamed)


@given(st.text(), st.sampled_from(EvidenceKind))
def test_spans_lie_in_any_text(text: str, kind: EvidenceKind) -> None:
    found = shown(kind, text, (0, len(text)), ((0, len(text)),))
    assert all(0 <= a < b <= len(text) for a, b in found.spans)
