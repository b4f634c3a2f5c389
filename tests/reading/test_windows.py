import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fogline.reading.pieces import Pieces
from fogline.reading.windows import windows


def of_lengths(lengths: list[int]) -> Pieces:
    """A text whose words have so many pieces each."""
    first = np.cumsum([0, *lengths])[:-1].astype(np.int32)
    total = sum(lengths)
    word = np.repeat(np.arange(len(lengths)), lengths).astype(np.int32)
    return Pieces(np.zeros(total, np.int32), word, first, first + 1, first, np.zeros(total, np.int8))


@given(st.lists(st.integers(1, 9), max_size=200), st.integers(12, 60), st.integers(0, 11))
def test_cores_cover_every_word_once_and_windows_fit(lengths: list[int], length: int, overlap: int) -> None:
    pieces = of_lengths(lengths)
    made = list(windows(pieces, length, overlap))
    covered = [word for w in made for word in range(w.core_first, w.core_last)]
    assert covered == list(range(len(lengths)))
    for w in made:
        assert w.first <= w.core_first <= w.core_last <= w.last
        assert sum(lengths[w.first : w.last]) <= length


def test_words_in_the_middle_are_judged_with_context_on_both_sides() -> None:
    made = list(windows(of_lengths([1] * 1000), 100, 40))
    assert all(w.core_first - w.first >= 19 for w in made[1:])
    assert all(w.last - w.core_last >= 19 for w in made[:-1])
