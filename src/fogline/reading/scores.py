"""What the tagger says of a window's words, and the layout of its answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fogline.terms.event import Certainty, EventKind, EvidenceKind, TimeFrame

if TYPE_CHECKING:
    import numpy as np
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
# The columns of `attributes`. Of agent and target: nobody, the side that is named first, the other.
AGENT = slice(0, 3)
TARGET = slice(3, 6)
DENIES = 6
CERTAINTY = slice(7, 10)
TIME = slice(10, 13)
ENDORSED = 13
EVIDENCE = slice(14, 24)
ATTRIBUTES = 24


@dataclass(frozen=True, slots=True)
class Scores:
    """Log-odds, a row for each of a window's words.

    `anchor` [words]: that a cue begins here; `cue`: source, cue and content of the cues. `speaker` [words, 4]: whose
    side speaks, read at a cue. `toponym` [words, 2]: that a name of a place begins here, and that one goes on.
    `trigger` [words, 22]: that an event of each kind is told by this word; `attributes` [words, 24] of such an event,
    and `event`: its place and its clause.
    """

    anchor: NDArray[np.float32]
    cue: Pairs
    speaker: NDArray[np.float32]
    toponym: NDArray[np.float32]
    trigger: NDArray[np.float32]
    attributes: NDArray[np.float32]
    event: Pairs
