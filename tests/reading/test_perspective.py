"""A text and the same text with its sides swapped are shown to the tagger as one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fogline.reading.perspective import FAR, NEAR, OUTSIDE, Mark, faced, first_named
from fogline.reading.pieces import Pieces, cut
from fogline.reading.tagger import load

MODEL = load()
PAIRS = (("Russian", "Ukrainian"), ("Moscow", "Kyiv"), ("Armed Forces of Russia", "AFU"), ("ВС РФ", "ВСУ"))


def marked(text: str, pieces: Pieces) -> list[Mark]:
    """Marks for the words of PAIRS in `text`, and of "TASS" as the first side's, "the UN" as nobody's."""
    found = {}
    known = [text[a:b] for a, b in zip(pieces.word_starts, pieces.word_ends, strict=True)]
    for pair in PAIRS:
        for side, form in enumerate(pair):
            parts = form.split()
            for at in range(len(known)):
                if known[at : at + len(parts)] == parts:
                    found[at] = Mark(at, at + len(parts), side, pair)
    for at, word in enumerate(known):
        if word in {"TASS", "UN"}:
            found[at] = Mark(at, at + 1, 0 if word == "TASS" else None, None)
    return [found[at] for at in sorted(found)]


def shown(text: str, *, turned: bool = False) -> Pieces:
    plain = cut(text, MODEL.tokenizer, MODEL.end)
    marks = marked(text, plain)
    return faced(plain, marks, first_named(marks) ^ turned, MODEL.tokenizer)


def swapped(text: str) -> str:
    for a, b in PAIRS:
        text = text.replace(a, "\0").replace(b, a).replace("\0", b)
    return text


def test_who_is_named_first_reads_as_the_first_side() -> None:
    ours, theirs = (shown(text) for text in ("The AFU hit a Russian depot.", "The Armed Forces of Russia hit a depot."))
    assert ours.ids[1:5].tolist() == theirs.ids[1:5].tolist()
    assert NEAR in ours.sides
    assert FAR in ours.sides


def test_a_name_of_a_side_is_one_word_and_points_at_its_letters() -> None:
    text = "The Armed Forces of Russia fired."
    pieces = shown(text)
    assert [text[a:b] for a, b in zip(pieces.word_starts, pieces.word_ends, strict=True)] == [
        "The",
        "Armed Forces of Russia",
        "fired",
        ".",
    ]


def test_an_actor_keeps_its_words_and_is_told_by_its_side() -> None:
    text = "TASS and the UN report."
    plain = cut(text, MODEL.tokenizer, MODEL.end)
    pieces = shown(text)
    assert pieces.ids.tolist() == plain.ids.tolist()
    assert {NEAR, OUTSIDE} <= set(pieces.sides.tolist())


def test_without_a_mark_nothing_changes() -> None:
    text = "Rain fell.\n\nIt stopped."
    plain = cut(text, MODEL.tokenizer, MODEL.end)
    pieces = faced(plain, [], 0, MODEL.tokenizer)
    assert pieces.ids.tolist() == plain.ids.tolist()
    assert not pieces.sides.any()


def test_a_blank_that_is_a_piece_by_itself_goes_with_the_word() -> None:
    text = "По городу ВС РФ бьют."
    assert shown(text).ids.tolist() == shown(swapped(text)).ids.tolist()


SENTENCES = st.lists(
    st.sampled_from([form for pair in PAIRS for form in pair] + "troops took the town from , . said and".split()),
    min_size=1,
    max_size=25,
).map(" ".join)


@given(SENTENCES)
def test_the_mirrored_text_is_the_same_to_the_tagger(text: str) -> None:
    one, other = shown(text), shown(swapped(text))
    for name in ("ids", "word", "word_first", "sides"):
        assert np.array_equal(getattr(one, name), getattr(other, name)), name


@given(SENTENCES)
def test_turned_round_the_sides_change_places(text: str) -> None:
    one, other = shown(text), shown(text, turned=True)
    here, there = (pieces.sides[pieces.word_first] for pieces in (one, other))
    assert np.array_equal(here == NEAR, there == FAR)
    assert np.array_equal(here == FAR, there == NEAR)


@given(SENTENCES)
def test_words_stay_in_order_and_apart(text: str) -> None:
    pieces = shown(text)
    assert (pieces.word_starts[1:] >= pieces.word_ends[:-1]).all()
    assert (pieces.word_ends > pieces.word_starts).all()
    assert (np.diff(pieces.word_first) > 0).all()
    assert [int(pieces.word[at]) for at in pieces.word_first] == list(range(len(pieces.word_first)))
