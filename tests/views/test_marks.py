from hypothesis import given
from hypothesis import strategies as st

from fogline.terms.actor import Side
from fogline.views.marks import numbered, segments
from tests.views.readings import TEXT, Draft, luhy

NESTED = "Rudenko said Kyiv had denied that the town was lost."


def nested() -> Draft:
    draft = Draft(NESTED)
    draft.said("Rudenko", "said", "Kyiv had denied that the town was lost")
    draft.said("Kyiv", "had denied", "the town was lost")
    draft.own("Rudenko said")
    return draft


def test_segments_nest_and_join_to_the_text() -> None:
    cut = segments(nested().reading())
    assert "".join(segment.text for segment in cut) == NESTED
    roles = {segment.text: segment.roles for segment in cut}
    assert roles["Kyiv"] == (("content", 1), ("source", 2))
    assert roles["the town was lost"] == (("content", 1), ("content", 2))
    assert roles["Rudenko"] == (("source", 1),)


def test_places_and_loaded_words_are_marked_in_the_text() -> None:
    cut = segments(luhy())
    assert "".join(segment.text for segment in cut) == TEXT
    marked = {role: {s.text for s in cut if role in {r for r, _ in s.roles}} for role in ("place", "loaded")}
    assert marked == {"place": {"Luhy", "Kyiv"}, "loaded": {"heroic", "special operation"}}


def test_a_statement_is_numbered_after_its_cue_or_its_content_if_it_has_none() -> None:
    draft = Draft("It fell. They said that it fell again.")
    draft.said(None, None, "It fell")
    draft.said("They", "said", "it fell again")
    draft.said("They", "said", "again")
    assert [(s.text, s.numbers) for s in segments(draft.reading()) if s.numbers] == [
        ("It fell", (1,)),
        ("said", (2, 3)),
    ]


def test_numbers_go_on_in_the_reports_own_voice() -> None:
    voices = [(number, claim.voice.value) for number, claim in numbered(luhy().claims)]
    assert voices == [(1, "attributed"), (2, "attributed"), (4, "narrator"), (3, "attributed"), (5, "narrator")]


@given(st.lists(st.tuples(st.integers(0, 19), st.integers(1, 9)), max_size=8))
def test_every_mark_that_opens_closes(marks: list[tuple[int, int]]) -> None:
    draft = Draft("abcdefghijklmnopqrstuvwxyz1234")
    for start, length in marks:
        draft.said(None, draft.text[start], draft.text[start : start + length])
        draft.loaded(draft.text[start : start + length], Side.RU, "loaded_term", "")
    cut = segments(draft.reading())
    assert "".join(segment.text for segment in cut) == draft.text
    opened = sorted(mark for segment in cut for mark in segment.opens)
    assert opened == sorted(mark for segment in cut for mark in segment.closes)
    assert len(opened) == 3 * len(marks)
    assert sorted(n for segment in cut for n in segment.numbers) == list(range(1, len(marks) + 1))
