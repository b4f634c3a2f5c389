"""Which passages two texts share, wherever in them they stand.

Runs of three words that either text has once are anchors; anchors that follow one another at the same distance in
both texts, over gaps of a few words, are one passage. So a passage survives words that were exchanged within it and
paragraphs that were moved, and words that both texts use by chance are none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fogline.linking.retelling.rows import Passage, Shared
from fogline.linking.retelling.words import SHINGLE

if TYPE_CHECKING:
    from fogline.linking.retelling.letters import Counts
    from fogline.linking.retelling.words import Words

# Words between two anchors of one passage, and by how much the distance may shift there.
GAP, SHIFT = 6, 4
# Fewer words in a row are shared by texts that have nothing to do with one another.
SHORTEST_PASSAGE = 8
# A passage with this share of its numbers in common at most, or of its names, is a formula.
SAME = 0.5
# One name may be spelt in two ways.
OTHER_NAMES = 2


def compare(here: Words, there: Words) -> Shared:
    """What the texts with the words `here` and `there` share."""
    at, other = _common(here, there)
    if not len(at):
        return Shared((), 0.0, 0.0)
    breaks = (np.diff(at) > SHINGLE + GAP) | (np.abs(np.diff(other - at)) > SHIFT)
    firsts = np.concatenate([[0], np.flatnonzero(breaks) + 1])
    lasts = np.concatenate([firsts[1:], [len(at)]]) - 1
    covered = np.minimum(np.diff(at, append=at[-1] + SHINGLE), SHINGLE)
    covered[lasts] = SHINGLE
    words = np.add.reduceat(covered, firsts)
    kept = words >= SHORTEST_PASSAGE
    passages = [
        _passage(here, there, (int(at[first]), int(at[last])), (int(other[first]), int(other[last])), int(count))
        for first, last, count in zip(firsts[kept], lasts[kept], words[kept], strict=True)
    ]
    total = int(words[kept].sum())
    return Shared(
        tuple(sorted(passages, key=lambda passage: (-passage.words, passage.here))),
        min(1.0, total / len(here)),
        min(1.0, total / len(there)),
    )


def turned(shared: Shared) -> Shared:
    """`shared` seen from the other text."""
    passages = tuple(Passage(one.there, one.here, one.words, one.telling) for one in shared.passages)
    return Shared(passages, shared.share_there, shared.share_here)


def _common(here: Words, there: Words) -> tuple[Counts, Counts]:
    """Where the anchors stand that both texts have, in the order of the first."""
    if not len(there.anchors):
        return there.places, there.places
    nearest = np.minimum(np.searchsorted(there.anchors, here.anchors), len(there.anchors) - 1)
    both = there.anchors[nearest] == here.anchors
    found, found_there = here.places[both], there.places[nearest[both]]
    order = np.argsort(found)
    return found[order], found_there[order]


def _passage(here: Words, there: Words, at: tuple[int, int], other: tuple[int, int], words: int) -> Passage:
    """A passage whose first and last anchors stand at `at` in the one text and at `other` in the other."""
    ours = slice(at[0], at[1] + SHINGLE)
    theirs = slice(min(other), max(other) + SHINGLE)
    spans = here.span(ours.start, ours.stop), there.span(theirs.start, theirs.stop)
    if _formula(here, ours, there, theirs):
        return Passage(*spans, words, 0)
    idle = max(
        np.count_nonzero(side.quoted[part] | side.standing[part]) / (part.stop - part.start)
        for side, part in ((here, ours), (there, theirs))
    )
    return Passage(*spans, words, round(words * (1 - idle)))


def _formula(here: Words, ours: slice, there: Words, theirs: slice) -> bool:
    """Whether the same words are said of other numbers or other names."""
    for mask, mask_there, least in ((here.numbers, there.numbers, 1), (here.names, there.names, OTHER_NAMES)):
        one = set(here.hashes[ours][mask[ours]].tolist())
        two = set(there.hashes[theirs][mask_there[theirs]].tolist())
        if min(len(one - two), len(two - one)) >= least and len(one & two) <= SAME * len(one | two):
            return True
    return False
