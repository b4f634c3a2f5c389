"""From attributions to claims, the attributions given by hand."""

from fogline.reading.attribution import Attribution
from fogline.reading.claims import claims
from fogline.reading.pieces import cut
from fogline.reading.tagger import load
from fogline.terms.claim import Claim, Voice

MODEL = load()


def read(text: str, *marks: tuple[str, str, list[str]]) -> list[Claim]:
    """The claims of `text` where each mark names the words of source, cue and content."""
    pieces = cut(text, MODEL.tokenizer, MODEL.end)

    def words(phrase: str) -> tuple[int, ...]:
        at = text.index(phrase)
        inside = (pieces.word_starts >= at) & (pieces.word_ends <= at + len(phrase))
        return tuple(i for i, is_inside in enumerate(inside) if is_inside)

    found = []
    for source, cue, contents in marks:
        content = tuple(word for part in contents for word in words(part))
        found.append(Attribution(words(cue)[0], 0.9, words(source) if source else (), words(cue), content))
    return list(claims("sha256:0", text, pieces, found, "en"))


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
