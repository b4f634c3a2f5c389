import json

from hypothesis import given
from hypothesis import strategies as st

from fogline.terms.claim import Claim, make_claim, phrase
from fogline.terms.reading import Reading
from fogline.terms.report import Report
from fogline.views.shapes import claim_shape, reading_json, reading_shape, segments, speakers, summary

TEXT = "Rudenko said Kyiv had denied that the town was lost."
OUTER = make_claim("r", phrase(TEXT, [(0, 7)]), phrase(TEXT, [(8, 12)]), phrase(TEXT, [(13, 51)]))
INNER = make_claim("r", phrase(TEXT, [(13, 17)]), phrase(TEXT, [(18, 28)]), phrase(TEXT, [(34, 51)]))
OWN = make_claim("r", None, None, phrase(TEXT, [(0, 51)]))


def by(source: str | None) -> Claim:
    text = f"{source or 'It is'} said it"
    named = phrase(text, [(0, len(source))]) if source else None
    return make_claim(
        "r", named, phrase(text, [(len(text) - 7, len(text) - 3)]), phrase(text, [(len(text) - 2, len(text))])
    )


def test_a_claim_has_every_field_of_the_design() -> None:
    shape = claim_shape(OUTER)
    assert list(shape) == [
        *("id", "voice", "stance", "certainty", "time_frame"),
        *("source", "cue", "content", "events", "evidence", "endorsed"),
    ]
    assert shape["source"] == {"text": "Rudenko", "spans": [[0, 7]], "actor": None}
    assert shape["cue"] == {"text": "said", "spans": [[8, 12]]}
    assert claim_shape(OWN)["source"] is None
    assert claim_shape(OWN)["cue"] is None


def test_the_text_is_given_only_where_the_file_is_not_the_text() -> None:
    plain = reading_shape(Reading(Report("a.txt", "sha256:1", TEXT, verbatim=True), (OUTER,)))
    page = reading_shape(Reading(Report("a.html", "sha256:1", TEXT, verbatim=False), (OUTER,)))
    assert (plain["text"], page["text"]) == (None, TEXT)


def test_segments_nest_and_join_to_the_text() -> None:
    cut = segments(TEXT, [OUTER, INNER, OWN])
    assert "".join(segment.text for segment in cut) == TEXT
    roles = {segment.text: segment.roles for segment in cut}
    assert roles["Kyiv"] == (("content", 1), ("source", 2))
    assert roles["the town was lost"] == (("content", 1), ("content", 2))
    assert roles["Rudenko"] == (("source", 1),)


@given(st.lists(st.tuples(st.integers(0, 19), st.integers(1, 9)), max_size=8))
def test_every_mark_that_opens_closes(marks: list[tuple[int, int]]) -> None:
    text = "abcdefghij" * 3
    claims = [make_claim("r", None, phrase(text, [(a, a + 1)]), phrase(text, [(a, a + n)])) for a, n in marks]
    cut = segments(text, claims)
    assert "".join(segment.text for segment in cut) == text
    opened = sorted(mark for segment in cut for mark in segment.opens)
    assert opened == sorted(mark for segment in cut for mark in segment.closes)
    assert len(opened) == 2 * len(marks)


def test_a_short_form_of_a_name_is_the_same_source_and_a_pronoun_none() -> None:
    claims = [
        by("Andrei Rudenko, a journalist"),
        by("Rudenko"),
        by("he"),
        by("the Russian Ministry of Defense"),
        by("Rudenko"),
    ]
    assert speakers(claims) == ["Andrei Rudenko, a journalist", "the Russian Ministry of Defense"]


def test_the_summary_counts() -> None:
    line = summary([by("Rudenko"), by("he"), by(None), OWN])
    assert line == "4 statements: 3 attributed to 1 source (1 to nobody named), 1 in the report's own voice"


def test_the_line_of_json_is_the_shape_even_if_the_text_looks_like_json() -> None:
    reading = Reading(Report('"claims": []', "sha256:1", '"claims": []', verbatim=False), (OUTER, INNER))
    assert json.loads(reading_json(reading)) == reading_shape(reading)
