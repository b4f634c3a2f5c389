import numpy as np

from fogline.linking.retelling.nearness import MOST_CANDIDATES, Nearness, candidates, standing
from fogline.linking.retelling.sketch import sketch

SENTENCES = [
    "Shells fell on the market of Dobrava before noon and two stalls burned down",
    "The ferry over the Sosna was stopped until further notice because of mines",
    "Teachers of the school in Kamin moved their lessons into the cellar again",
    "The hospital at Verbove asked for generators and for fuel to run them",
]
CLOSING = "Send us your photographs and videos from the place by day or by night"


def found(texts: list[str], batch: int) -> list[tuple[int, int]]:
    index, pairs = Nearness(), []
    for first in range(0, len(texts), batch):
        part = sketch(texts[first : first + batch])
        numbers = np.arange(first, first + len(part.lengths))
        index.add(part, numbers)
        pairs += [(first + one, two) for one, two in candidates(index.hits(part), numbers)]
    return pairs


def test_a_text_with_a_sentence_of_another_is_a_candidate() -> None:
    texts = [f"{SENTENCES[0]}. {SENTENCES[1]}.", f"{SENTENCES[2]}. {SENTENCES[1]}.", SENTENCES[3]]
    assert found(texts, 3) == [(0, 1), (1, 0)]


def test_who_comes_later_finds_all_that_came_before() -> None:
    texts = [f"{sentence}. {CLOSING}." for sentence in SENTENCES]
    for batch in (1, 2, 4):
        assert {frozenset(pair) for pair in found(texts, batch)} == {
            frozenset({one, two}) for one in range(4) for two in range(one)
        }


def test_rare_sentences_come_before_frequent_ones() -> None:
    crowd = [f"{CLOSING}. Post number {number} of this channel on the day." for number in range(40)]
    texts = [*crowd, f"{SENTENCES[0]}. {CLOSING}.", f"{SENTENCES[0]}. {SENTENCES[1]}."]
    pairs = [two for one, two in found(texts, 50) if one == 40]
    assert 41 in pairs
    assert len(pairs) == MOST_CANDIDATES


def test_what_many_have_who_share_nothing_else_is_standing() -> None:
    own = [" ".join(f"word{number}of{place}" for place in range(10)) for number in range(12)]
    texts = [f"{words}. {CLOSING}." for words in own]
    parts = sketch(texts)
    index, numbers = Nearness(), np.arange(len(texts))
    index.add(parts, numbers)
    assert standing(index.hits(parts), numbers, parts.lengths) == [{1}] * 12


def test_what_many_copy_whole_is_not_standing() -> None:
    texts = [f"{SENTENCES[0]}. {SENTENCES[1]}. {SENTENCES[2]}."] * 12
    parts = sketch(texts)
    index, numbers = Nearness(), np.arange(len(texts))
    index.add(parts, numbers)
    assert standing(index.hits(parts), numbers, parts.lengths) == [set()] * 12


def test_nobody_is_found_in_nothing() -> None:
    nothing = sketch([])
    index = Nearness()
    index.add(nothing, np.zeros(0, dtype=np.int64))
    assert candidates(index.hits(sketch(["one two three four"])), np.array([0])) == []
