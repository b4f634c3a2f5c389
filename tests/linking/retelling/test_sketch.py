import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fogline.linking.retelling.letters import columns
from fogline.linking.retelling.sketch import BANDS, sketch

TEXT = (
    "Жителі Верхніх Луг повідомили про обстріл околиці вночі. Residents of Verkhni Luhy told of shelling in the night."
)


def words(text: str) -> list[str]:
    found = columns([text])
    return [text[start:end] for start, end in zip(found.starts.tolist(), found.ends.tolist(), strict=True)]


def test_words_stand_where_they_stand() -> None:
    assert words("Зв'язку — немає: 3,5 км\n(Luhy)…") == ["Зв", "язку", "немає", "3", "5", "км", "Luhy"]


@pytest.mark.parametrize(("one", "other"), [("Обстріляли", "обстрілян"), ("SHELLED", "shelled")])
def test_case_and_endings_make_no_other_word(one: str, other: str) -> None:
    assert columns([one]).hashes[-1] == columns([other]).hashes[-1]


def test_short_sentences_are_taken_with_the_next() -> None:
    text = (
        "Yes. No. It was shelled again during the night from the left bank. Nobody was hurt at all in the town of Luhy."
    )
    assert columns([text]).sentence.tolist() == [0] * 13 + [1] * 10


@given(st.lists(st.text(max_size=200) | st.just(TEXT), max_size=6))
def test_a_text_has_the_same_sketch_whatever_it_comes_with(texts: list[str]) -> None:
    together = sketch(texts)
    for place, text in enumerate(texts):
        alone = sketch([text])
        assert together.band[together.text == place].tolist() == alone.band.tolist()
        assert together.sentence[together.text == place].tolist() == alone.sentence.tolist()
        assert together.lengths[place] * BANDS == len(alone.band)


def test_a_sketch_is_the_same_in_another_process() -> None:
    code = f"from fogline.linking.retelling.sketch import sketch; print(sketch([{TEXT!r}]).band.tolist())"
    environment = {"PYTHONHASHSEED": "7", "PYTHONPATH": ":".join(filter(None, sys.path)), "PYTHONUTF8": "1"}
    out = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert out.stdout.strip() == str(sketch([TEXT]).band.tolist())


def test_a_sketch_is_what_it_was_when_ledgers_were_written() -> None:
    """If this fails the scheme has changed: raise SCHEME, so that ledgers sketch their reports anew."""
    assert int(np.bitwise_xor.reduce(sketch([TEXT]).band)) == 17145596821510707375
