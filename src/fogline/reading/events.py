"""Read events off the tagger's scores: what is told, of whom, where, and how the clause puts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from fogline.reading.pairs import pair_scores
from fogline.reading.scores import (
    AGENT,
    CERTAINTIES,
    CERTAINTY,
    CLAUSE,
    DENIES,
    ENDORSED,
    EVENT_KINDS,
    EVIDENCE,
    EVIDENCE_KINDS,
    OWN,
    PLACE,
    TARGET,
    TIME,
    TIME_FRAMES,
)
from fogline.terms.event import EventKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from fogline.reading.scores import Scores
    from fogline.terms.event import Certainty, EvidenceKind, TimeFrame

# Names of places in a text, as words [first, last), in order.
Names = tuple[tuple[int, int], ...]
# From which log-odds on a name begins: below even, since a corpus of those it was learned from leaves out names that
# stand for something at the place ("Paris said"), which here are names too.
NAME_ODDS = -1.5
# Two words so near that tell of one kind are one trigger ("have seized control").
NEAR = 3
# Names that begin so near one another are "A in B" or "A and B".
BESIDE = 3
# Kinds that one word does not tell together.
SAME = (frozenset({EventKind.LOSES, EventKind.WITHDRAWS}), frozenset({EventKind.CAPTURES, EventKind.RETAKES}))
# A clause goes on over so many words that do not seem to belong to it.
GAP = 2


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which log-odds on a word tells of an event, and a name is its place.

    `clause_odds` is for names in the event's own clause, `place_odds` for the others.

    Chosen on a development set by `training.choose`.
    """

    trigger_odds: float
    place_odds: float
    clause_odds: float


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event in indices of words; `agent` and `target` are 0 for the side that is named first, 1 for the other.

    `nearer` are the log-odds that an agent, if there is one, is the side named first, `own` that it is the side of who
    tells of it, both by the clause alone.

    `places` are the words at which names of its place begin, the likeliest first; `clause` is the run of words that
    tells of it.
    """

    trigger: int
    kinds: tuple[EventKind, ...]
    agent: int | None
    nearer: float
    own: float
    target: int | None
    denies: bool
    certainty: Certainty
    time_frame: TimeFrame
    endorsed: bool
    evidence: tuple[EvidenceKind, ...]
    places: tuple[int, ...]
    clause: tuple[int, int]


def names_of(toponym: NDArray[np.float32]) -> Names:
    """The names of places by the odds [words, 2] that one begins and that one goes on."""
    found: list[tuple[int, int]] = []
    begins, on = toponym[:, 0] > NAME_ODDS, toponym[:, 1] > 0
    for word in np.flatnonzero(begins | on).tolist():
        goes_on = on[word] and toponym[word, 1] >= toponym[word, 0]
        if goes_on and found and found[-1][1] == word:
            found[-1] = (found[-1][0], word + 1)
        else:
            found.append((word, word + 1))
    return tuple(found)


def sure_names(toponym: NDArray[np.float32]) -> frozenset[int]:
    """The words at which, by those odds, a name of a place rather begins than not."""
    return frozenset(np.flatnonzero(toponym[:, 0] > 0).tolist())


def find_events(scores: Scores, core: tuple[int, int], first: int, thresholds: Thresholds) -> Iterator[FoundEvent]:
    """Yield the events that words in [core[0], core[1]) of a window tell of, the window beginning at word `first`."""
    odds = scores.trigger
    triggers = np.flatnonzero(odds[core[0] : core[1]].max(1, initial=-np.inf) >= thresholds.trigger_odds) + core[0]
    if not len(triggers):
        return
    pairs = pair_scores(scores.event, triggers)
    names = np.array([name[0] for name in names_of(scores.toponym)], np.int64)
    kept: list[tuple[int, int]] = []
    for row in np.argsort(-odds[triggers].max(1), kind="stable"):
        word = int(triggers[row])
        kinds = [kind for kind in _kinds(odds[word]) if not _near(kept, word, kind)]
        if not kinds:
            continue
        kept += [(word, kind) for kind in kinds]
        clause = _clause(pairs[row, :, CLAUSE], word)
        within = (names >= clause[0]) & (names < clause[1])
        likely = _places(names, pairs[row, names, PLACE], within, thresholds)
        yield _event(scores, first, word, kinds, likely, clause)


def merged(found: list[FoundEvent]) -> list[FoundEvent]:
    """`found` in order, without what two windows that meet in one trigger have both found."""
    kept: list[FoundEvent] = []
    for event in sorted(found, key=lambda one: one.trigger):
        near = (one for one in reversed(kept[-NEAR:]) if event.trigger - one.trigger < NEAR)
        if not any(set(one.kinds) & set(event.kinds) for one in near):
            kept.append(event)
    return kept


def _places(
    names: NDArray[np.int64], odds: NDArray[np.float32], within: NDArray[np.bool_], thresholds: Thresholds
) -> NDArray[np.int64]:
    """The likeliest name in the event's clause and others there that are likelier than not; else one from elsewhere.

    A name there that is rather not the place gives way to one from elsewhere that rather is ("like the one in ...").
    """
    order = np.argsort(-odds, kind="stable")
    if len(order) and not within[order[0]] and odds[order[0]] >= 0 and not (within & (odds >= 0)).any():
        return names[order[:1]]
    near = [at for at in order if within[at] and odds[at] >= thresholds.clause_odds]
    if near and near[0] and within[near[0] - 1] and names[near[0]] - names[near[0] - 1] <= BESIDE:
        near.insert(0, near[0] - 1)  # "Luhy in Sumy Oblast"
    if near:
        return names[[near[0], *(at for at in near[1:] if odds[at] >= 0)]]
    return names[[at for at in order[:1] if odds[at] >= thresholds.place_odds]]


def _kinds(odds: NDArray[np.float32]) -> list[int]:
    """The likeliest kind, and others that are likelier than not."""
    best = int(odds.argmax())
    others = (kind for kind in np.flatnonzero(odds > 0).tolist() if kind != best)
    return [best, *(kind for kind in others if {EVENT_KINDS[kind], EVENT_KINDS[best]} not in SAME)]


def _near(kept: list[tuple[int, int]], word: int, kind: int) -> bool:
    return any(kind == other and abs(word - at) < NEAR for at, other in kept)


def _event(
    scores: Scores, first: int, word: int, kinds: list[int], places: NDArray[np.int64], clause: tuple[int, int]
) -> FoundEvent:
    attributes = scores.attributes[word]
    agent, target = (int(attributes[part].argmax()) for part in (AGENT, TARGET))
    return FoundEvent(
        word + first,
        tuple(EVENT_KINDS[kind] for kind in kinds),
        agent - 1 if agent else None,
        float(attributes[AGENT][1] - attributes[AGENT][2]),
        float(attributes[OWN]),
        target - 1 if target else None,
        bool(attributes[DENIES] > 0),
        CERTAINTIES[int(attributes[CERTAINTY].argmax())],
        TIME_FRAMES[int(attributes[TIME].argmax())],
        bool(attributes[ENDORSED] > 0),
        tuple(kind for kind, odds in zip(EVIDENCE_KINDS, attributes[EVIDENCE], strict=True) if odds > 0),
        tuple((places + first).tolist()),
        (clause[0] + first, clause[1] + first),
    )


def _clause(odds: NDArray[np.float32], word: int) -> tuple[int, int]:
    """The run of words around `word` that belong to its clause, over small gaps."""
    inside = odds > 0
    begin = end = word
    at = word - 1
    while at >= 0 and begin - at <= GAP:
        begin = at if inside[at] else begin
        at -= 1
    at = word + 1
    while at < len(inside) and at - end <= GAP:
        end = at if inside[at] else end
        at += 1
    return begin, end + 1
