"""A text for what is found in it by hand."""

from fogline.reading.pieces import Pieces


def words_of(text: str, pieces: Pieces, phrase: str) -> tuple[int, ...]:
    """The words of `text` that its first `phrase` is made of."""
    at = text.index(phrase)
    inside = (pieces.word_starts >= at) & (pieces.word_ends <= at + len(phrase))
    return tuple(i for i, is_inside in enumerate(inside) if is_inside)
