"""Sketches: what is kept of each sentence of a text so that a text which has the sentence too is found.

Each sentence has a MinHash of its runs of three words (Broder 1997; computed by rensa), cut into bands (Leskovec,
Rajaraman and Ullman 2014, chapter 3): two sentences of which a share J of the runs is common have at least one band in
common with probability 1 - (1 - J^2)^BANDS. Sentences, not texts, so that one that is pasted into another text, cut out
of one or moved within it is found as surely as a whole copy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from fogline.linking.retelling.letters import SPLIT, begins, columns, mixed
from fogline.linking.retelling.words import SHINGLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fogline.linking.retelling.letters import Counts, Hashes

# Sketches of another version of the scheme cannot be compared with these; rensa's own version counts too.
SCHEME = 1
SEED = 20_240_713
# Chosen by benchmarks/copies.py and benchmarks/nearness.py: fewer lose light paraphrases, more only take room.
BANDS, ROWS = 6, 2


@dataclass(frozen=True, slots=True)
class Sketches:
    """Bands of the sentences of several texts, as parallel columns: what a ledger keeps as rows (band, text, sentence).

    `text` is the place of the text in the batch, `sentence` the sentence's in the text, `band` a hash; `lengths` is the
    number of sentences of each text.
    """

    text: Counts
    sentence: Counts
    band: Hashes
    lengths: Counts


def version() -> str:
    """What sketches must have in common to be compared."""
    from rensa import RMinHash  # noqa: PLC0415 - not needed by those who only compare

    return f"{SCHEME}.{RMinHash.ALGORITHM_VERSION}"


def sketch(texts: Sequence[str]) -> Sketches:
    """The bands of each sentence of each of `texts`; BANDS of them a sentence, in order."""
    from rensa import RMinHash  # noqa: PLC0415 - as above

    words = columns(texts)
    firsts = np.flatnonzero(begins(words.text, words.sentence))
    runs, offsets = _within(words.hashes, np.diff(np.append(firsts, len(words.text))))
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(runs, offsets, BANDS * ROWS, SEED)
    digest = np.array(matrix.to_rows(), dtype=np.uint64).reshape(-1, BANDS, ROWS)
    return Sketches(
        text=np.repeat(words.text[firsts], BANDS),
        sentence=np.repeat(words.sentence[firsts], BANDS),
        band=_joined(digest),
        lengths=np.bincount(words.text[firsts], minlength=len(texts)),
    )


def _within(hashes: Hashes, lengths: Counts) -> tuple[Hashes, Hashes]:
    """The runs of words that lie within one sentence, and where each sentence's begin; a short one is one run."""
    kept = np.maximum(lengths - SHINGLE + 1, 1)
    after = np.cumsum(kept)
    ends = np.repeat(np.cumsum(lengths), kept)
    first = np.repeat(np.cumsum(lengths) - lengths - (after - kept), kept) + np.arange(len(ends))
    padded = np.concatenate([hashes, np.zeros(SHINGLE, dtype=np.uint64)])
    runs = mixed(padded[first])
    for place in range(1, SHINGLE):
        runs = mixed(runs * SPLIT + np.where(first + place < ends, padded[first + place], np.uint64(0)))
    return runs, np.concatenate([[0], after]).astype(np.uint64)


def _joined(digest: Hashes) -> Hashes:
    """One hash for each band of each row of a digest: the band's number is part of it."""
    joined = np.broadcast_to(np.arange(digest.shape[1], dtype=np.uint64), digest.shape[:2])
    for row in range(digest.shape[2]):
        joined = mixed(joined * SPLIT + digest[:, :, row])
    return joined.reshape(-1)
