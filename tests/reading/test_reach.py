"""How far what somebody says goes."""

from functools import partial

from fogline.reading.attribution import Attribution
from fogline.reading.pieces import cut
from fogline.reading.reach import within_reach
from fogline.reading.sentences import sentences
from fogline.reading.tagger import load
from tests.reading.texts import words_of

MODEL = load()


def reached(text: str, cue: str, *contents: str) -> list[str]:
    """The words that stay of `contents`, all of which the tagger took for what is said."""
    pieces = cut(text, MODEL.tokenizer, MODEL.end)

    words = partial(words_of, text, pieces)
    content = tuple(word for part in contents for word in words(part))
    one = Attribution(words(cue)[0], 0.9, (), (), words(cue), content)
    (found,) = within_reach([one], text, pieces, list(sentences(text, "en")))
    return [text[pieces.word_starts[word] : pieces.word_ends[word]] for word in found.content]


def test_what_follows_without_a_cue_is_the_reports_own() -> None:
    text = "According to the staff, Luhy is lost. The bridge is gone."
    assert reached(text, "According", "Luhy is lost", "The bridge is gone") == ["Luhy", "is", "lost"]


def test_a_quotation_goes_on_to_its_end() -> None:
    text = 'The staff said: "Luhy is lost. The bridge is gone."'
    assert reached(text, "said", "Luhy is lost", "The bridge is gone")[-1] == "gone"
    text = '"Luhy is lost," the staff said. "The bridge is gone."'
    assert reached(text, "said", "Luhy is lost", "The bridge is gone")[-1] == "gone"


def test_a_heading_speaks_for_all_that_follows() -> None:
    text = "Briefing of the staff. Luhy is lost. The bridge is gone."
    assert reached(text, "Briefing", "Luhy is lost", "The bridge is gone")[-1] == "gone"


def test_an_apostrophe_or_a_name_in_quotation_marks_is_no_quotation() -> None:
    text = "The staff says the enemy's assault failed. The bridge at the «Zoria» farm isn't there."
    content = "the enemy's assault failed", "The bridge at the «Zoria» farm isn't there"
    assert reached(text, "says", *content)[-1] == "failed"
