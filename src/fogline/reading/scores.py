"""What the tagger says of a window's words, and the layout of its answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from fogline.reading import pairs
from fogline.terms.event import Certainty, EventKind, EvidenceKind, TimeFrame

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fogline.reading.pairs import Pairs

EVENT_KINDS = tuple(EventKind)
CERTAINTIES = tuple(Certainty)
TIME_FRAMES = tuple(TimeFrame)
EVIDENCE_KINDS = tuple(EvidenceKind)
# A speaker is of the side that is named first, of the other, of neither, or of one that cannot be told.
SPEAKERS = 4
# The roles of words for an event: the name of its place, and the clause that tells of it.
PLACE, CLAUSE = range(2)
LINKS = 2
# The columns of `attributes`. Of agent and target: nobody, the side that is named first, the other. Of `OWN`: that
# the agent is the side of who tells of it.
AGENT = slice(0, 3)
TARGET = slice(3, 6)
DENIES = 6
CERTAINTY = slice(7, 10)
TIME = slice(10, 13)
ENDORSED = 13
EVIDENCE = slice(14, 24)
OWN = 24
ATTRIBUTES = 25


@dataclass(frozen=True, slots=True)
class Scores:
    """Log-odds, a row for each of a window's words.

    `anchor` [words]: that a cue begins here; `cue`: source, cue and content of the cues. `speaker` [words, 4]: whose
    side speaks, read at a cue. `toponym` [words, 2]: that a name of a place begins here, and that one goes on.
    `trigger` [words, 22]: that an event of each kind is told by this word; `attributes` [words, 25] of such an event,
    and `event`: its place and its clause.
    """

    anchor: NDArray[np.float32]
    cue: Pairs
    speaker: NDArray[np.float32]
    toponym: NDArray[np.float32]
    trigger: NDArray[np.float32]
    attributes: NDArray[np.float32]
    event: Pairs


HALF = np.float32(0.5)
# Where the columns of `speaker` and of `attributes` go when the sides change places.
SPEAKER_TURNED = (1, 0, 2, 3)
ATTRIBUTES_TURNED = (0, 2, 1, 3, 5, 4, *range(DENIES, ATTRIBUTES))


def mean(one: Scores, other: Scores) -> Scores:
    """The mean of what is said of a window from two perspectives: to `other` the sides are the other way round."""
    return Scores(
        (one.anchor + other.anchor) * HALF,
        pairs.mean(one.cue, other.cue),
        (one.speaker + other.speaker[:, SPEAKER_TURNED]) * HALF,
        (one.toponym + other.toponym) * HALF,
        (one.trigger + other.trigger) * HALF,
        (one.attributes + other.attributes[:, ATTRIBUTES_TURNED]) * HALF,
        pairs.mean(one.event, other.event),
    )
