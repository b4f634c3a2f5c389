import pytest

from fogline.terms.claim import Phrase, Voice, make_claim, phrase
from fogline.terms.ids import report_id

TEXT = "The bridge, the mayor said, is gone."


def test_a_phrase_shows_its_gaps() -> None:
    assert phrase(TEXT, [(0, 10), (28, 35)]).text == "The bridge ... is gone"


@pytest.mark.parametrize("spans", [(), ((3, 3),), ((5, 4),), ((4, 8), (6, 9)), ((6, 9), (1, 2))])
def test_a_phrase_refuses_spans_that_are_empty_or_overlap(spans: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(ValueError, match="spans"):
        Phrase("x", spans)


def test_a_claim_without_a_cue_is_the_narrators() -> None:
    report = report_id(TEXT.encode())
    assert make_claim(report, None, None, phrase(TEXT, [(0, 10)])).voice is Voice.NARRATOR
    assert make_claim(report, None, phrase(TEXT, [(22, 26)]), phrase(TEXT, [(0, 10)])).voice is Voice.ATTRIBUTED


def test_ids_come_from_content_and_place() -> None:
    said = phrase(TEXT, [(22, 26)])
    one = make_claim(report_id(b"a"), None, said, phrase(TEXT, [(0, 10)]))
    assert one == make_claim(report_id(b"a"), None, said, phrase(TEXT, [(0, 10)]))
    assert one.id != make_claim(report_id(b"b"), None, said, phrase(TEXT, [(0, 10)])).id
    assert one.id != make_claim(report_id(b"a"), None, said, phrase(TEXT, [(0, 9)])).id
