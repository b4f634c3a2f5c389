from dataclasses import replace

import pytest

from fogline.terms.claim import Claim, Phrase, Voice, identify, phrase
from fogline.terms.event import Event, EventKind
from fogline.terms.ids import report_id

TEXT = "The bridge, the mayor said, is gone."


def test_a_phrase_shows_its_gaps() -> None:
    assert phrase(TEXT, [(0, 10), (28, 35)]).text == "The bridge ... is gone"


@pytest.mark.parametrize("spans", [(), ((3, 3),), ((5, 4),), ((4, 8), (6, 9)), ((6, 9), (1, 2))])
def test_a_phrase_refuses_spans_that_are_empty_or_overlap(spans: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(ValueError, match="spans"):
        Phrase("x", spans)


def test_ids_come_from_content_and_place() -> None:
    claim = Claim("", Voice.ATTRIBUTED, None, phrase(TEXT, [(22, 26)]), phrase(TEXT, [(0, 10)]))
    one = identify(report_id(b"a"), claim)
    assert one == identify(report_id(b"a"), claim)
    assert one.id != identify(report_id(b"b"), claim).id
    assert one.id != identify(report_id(b"a"), replace(claim, content=phrase(TEXT, [(0, 9)]))).id


def test_two_claims_of_the_same_words_are_told_apart_by_their_events() -> None:
    claim = Claim("", Voice.NARRATOR, None, None, phrase(TEXT, [(0, 10)]))
    event = Event(EventKind.DAMAGE, None, None, None, None, None, None, ((4, 10),))
    assert identify("r", claim).id != identify("r", replace(claim, events=(event,))).id
