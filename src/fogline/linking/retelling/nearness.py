"""An index of sketches in memory: which texts have a sentence like one of these.

Bands are kept in sorted runs that are merged when they are alike in size (O'Neil and others 1996), so that adding goes
with the number of bands times its logarithm, and a batch is looked up at once. A ledger answers `hits` from a table
(band, report) instead; `candidates` and `standing` take either's answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from fogline.linking.retelling.letters import begins

if TYPE_CHECKING:
    from fogline.linking.retelling.letters import Counts, Hashes
    from fogline.linking.retelling.sketch import Sketches

# Of the reports that have a band only the first so many are looked at: a sentence that a thousand reports have costs no
# more than one that these have, and whoever copied it is tied to them.
MOST_HITS = 64
# A report is compared with so many others.
MOST_CANDIDATES = 16
# A sentence that so many others have, with so few of the sentences beside it, ties none of them together.
STANDING_REPORTS, STANDING_SENTENCES, STANDING_SHARE = 6, 2.0, 0.5
# Sentences with so many bands in common count as the same one there.
SAME_BANDS = 3
SIDES: tuple[Literal["left"], Literal["right"]] = ("left", "right")


@dataclass(frozen=True, slots=True)
class Hits:
    """Sentences like one of those asked for, as parallel columns: a row for each band in common.

    `text` and `sentence` are what was asked for, `known` the number of a report that has the same band, `crowd` how
    many have it.
    """

    text: Counts
    sentence: Counts
    known: Counts
    crowd: Counts


class Nearness:
    """Bands of reports, which are known by a number of the caller's."""

    def __init__(self) -> None:
        """An index of nothing."""
        self._runs: list[tuple[Hashes, Counts]] = []

    def add(self, sketches: Sketches, known: Counts) -> None:
        """Add a batch; `known` has the number of each text of it."""
        run = _sorted(sketches.band, known[sketches.text])
        while self._runs and len(self._runs[-1][0]) <= 2 * len(run[0]):
            bands, numbers = self._runs.pop()
            run = _sorted(np.concatenate([bands, run[0]]), np.concatenate([numbers, run[1]]))
        self._runs.append(run)

    def hits(self, sketches: Sketches) -> Hits:
        """Who has the bands of `sketches`, which were added; of each band and run the MOST_HITS first.

        Bands that nobody has but the text itself are left out.
        """
        order = np.argsort(sketches.band)
        asked = sketches.band[order]
        bounds = [[np.searchsorted(bands, asked, side) for side in SIDES] for bands, _ in self._runs]
        crowd = np.zeros(len(asked), dtype=np.int64)
        for first, after in bounds:
            crowd += after - first
        shared = np.flatnonzero(crowd > 1)
        rows, found = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
        for (_, numbers), (first, after) in zip(self._runs, bounds, strict=True):
            counts = np.minimum(after[shared] - first[shared], MOST_HITS)
            rows.append(np.repeat(shared, counts))
            steps = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
            found.append(numbers[np.repeat(first[shared], counts) + steps])
        row = np.concatenate(rows)
        return Hits(sketches.text[order[row]], sketches.sentence[order[row]], np.concatenate(found), crowd[row])


def candidates(hits: Hits, numbers: Counts, *, most: int = MOST_CANDIDATES) -> list[tuple[int, int]]:
    """Which texts to compare with which reports: those with most in common, rare bands before frequent ones.

    `numbers` are those of the texts asked for, so that none is compared with itself. Gives places of texts in the batch
    and numbers of reports, in order; at most `most` a text.
    """
    other = hits.known != numbers[hits.text]
    if not other.any():
        return []
    text, known, weight = hits.text[other], hits.known[other], 1.0 / hits.crowd[other]
    order = np.lexsort((known, text))
    text, known, weight = text[order], known[order], weight[order]
    firsts = np.flatnonzero(begins(text, known))
    text, known, weight = text[firsts], known[firsts], np.add.reduceat(weight, firsts)
    order = np.lexsort((known, -np.round(weight, 9), text))
    text, known = text[order], known[order]
    starts = np.flatnonzero(begins(text))
    rank = np.arange(len(text)) - np.repeat(starts, np.diff(np.append(starts, len(text))))
    kept = rank < most
    return sorted(zip(text[kept].tolist(), known[kept].tolist(), strict=True))


def standing(hits: Hits, numbers: Counts, lengths: Counts) -> list[set[int]]:
    """For each text the sentences that many reports have which share next to nothing else with it.

    Signatures, calls to subscribe, the formulae of daily summaries, a statement that everybody quotes. `lengths` are
    the numbers of sentences of the texts.
    """
    found: list[set[int]] = [set() for _ in range(len(lengths))]
    other = hits.known != numbers[hits.text]
    order = np.lexsort((hits.sentence[other], hits.known[other], hits.text[other]))
    text, known, sentence = (column[other][order] for column in (hits.text, hits.known, hits.sentence))
    firsts = np.flatnonzero(begins(text, known, sentence))
    same = np.diff(np.append(firsts, len(text))) >= SAME_BANDS
    text, known, sentence = (column[firsts[same]] for column in (text, known, sentence))
    if not len(text):
        return found
    pair = np.cumsum(begins(text, known)) - 1
    together = np.bincount(pair)[pair]
    order = np.lexsort((sentence, text))
    text, sentence, together = text[order], sentence[order], together[order]
    firsts = np.flatnonzero(begins(text, sentence))
    reports = np.diff(np.append(firsts, len(text)))
    shared = np.add.reduceat(together, firsts) / reports
    share = shared / lengths[text[firsts]]
    stands = (reports >= STANDING_REPORTS) & (shared <= STANDING_SENTENCES) & (share <= STANDING_SHARE)
    for place, which in zip(text[firsts][stands].tolist(), sentence[firsts][stands].tolist(), strict=True):
        found[place].add(which)
    return found


def _sorted(bands: Hashes, numbers: Counts) -> tuple[Hashes, Counts]:
    # Stable, as what comes in two sorted parts is then merged, not sorted.
    order = np.argsort(bands, kind="stable")
    return bands[order], numbers[order]
