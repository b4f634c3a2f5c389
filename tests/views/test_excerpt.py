from hypothesis import given
from hypothesis import strategies as st

from fogline.terms.claim import Claim, Voice, phrase
from fogline.terms.reading import Reading
from fogline.terms.report import Report
from fogline.views.excerpt import AROUND, excerpt
from tests.views.readings import luhy


def test_an_excerpt_begins_and_ends_with_sentences_and_its_marks_stand_right() -> None:
    far = "Something else happened far away. " * 20
    text = f"{far}The mayor said the bridge was gone. {far}"
    at = text.index("the bridge")
    claim = Claim("1", Voice.NARRATOR, None, None, phrase(text, [(at, at + 19)]))
    cut = excerpt(Reading(Report("a", "sha256:1", text, verbatim=True), (claim,)), claim)
    (here,) = cut.claims
    ((start, end),) = here.content.spans
    assert cut.report.text[start:end] == "the bridge was gone"
    assert cut.report.text.startswith("… Something")
    assert cut.report.text.endswith("away. …")


def test_of_a_short_report_all_is_shown_with_its_places_and_words() -> None:
    reading = luhy()
    cut = excerpt(reading, reading.claims[0])
    assert cut.report.text.startswith("Moscow's ministry said")
    assert [mention.phrase.text for mention in cut.places].count("Luhy") == 4
    assert [framing.phrase.text for framing in cut.framing] == ["heroic"]


@given(st.text("ab. \n", min_size=1, max_size=1500), st.data())
def test_what_is_marked_stays_what_it_was(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 50)))
    claim = Claim("1", Voice.ATTRIBUTED, None, None, phrase(text, [(start, end)]))
    cut = excerpt(Reading(Report("a", "sha256:1", text, verbatim=True), (claim,)), claim)
    ((first, last),) = cut.claims[0].content.spans
    assert cut.report.text[first:last] == text[start:end]
    assert len(cut.report.text) <= end - start + 2 * AROUND + 4
