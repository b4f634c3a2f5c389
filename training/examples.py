"""Turn annotated texts into windows of pieces with what is to be found in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from fogline.reading.pieces import Pieces, cut
from fogline.reading.sentences import sentences
from training.polnear import CONTENT, CUE, SOURCE, Article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    from training.encoders import Encoder

# How often a sentence without attributions becomes a fragment, one is made a clause, one begins with "that".
EMPTY, CLAUSE, THAT = 0.2, 0.5, 0.25


@dataclass(frozen=True, slots=True)
class Told:
    """The events of a text: each row is a trigger, `at` its word.

    `kinds` [rows, 22] are 0 or 1; `classes` [rows, 4] are agent, target, certainty and time frame, `flags` [rows, 12]
    denial, endorsement and the kinds of evidence; `own` [rows] is 1 where the agent is the side of who tells of it, 0
    where it is the other, -1 where that is not told; `places` and `clauses` [rows, words] are 1 where the word names
    the event's place or belongs to the clause that tells of it, 0 where not, -1 where nothing is to be learned.
    """

    at: NDArray[np.int32]
    kinds: NDArray[np.int8]
    classes: NDArray[np.int8]
    flags: NDArray[np.int8]
    own: NDArray[np.int8]
    places: NDArray[np.int8]
    clauses: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text in pieces; `anchors[i]` is the first cue word of attribution i, `roles[i]` a role for every word.

    `speakers[i]` says whose side speaks (-1: not to be learned); `toponyms` [words] is 1 where a name of a place
    begins, 2 where one goes on, -1 where nothing is to be learned. `attributed` is false where attributions are not
    marked, `told` None where events are not.
    """

    pieces: Pieces
    anchors: NDArray[np.int32]
    roles: NDArray[np.int8]
    speakers: NDArray[np.int8]
    toponyms: NDArray[np.int8]
    attributed: bool = True
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """One window of a marked text: piece ids with borders, their sides, the first piece of each word, and its marks."""

    ids: NDArray[np.int32]
    sides: NDArray[np.int8]
    first: NDArray[np.int32]
    anchors: NDArray[np.int32]
    roles: NDArray[np.int8]
    speakers: NDArray[np.int8]
    toponyms: NDArray[np.int8]
    attributed: bool
    told: Told | None


def role_rows(
    attributions: tuple[tuple[tuple[int, int, int], ...], ...], pieces: Pieces
) -> tuple[NDArray[np.int32], NDArray[np.int8], list[int]]:
    """Lay the character spans of attributions onto words; where roles overlap the cue wins, then the source.

    A source inside its cue keeps its words if that leaves the cue some. Returned are anchors, role rows, and which
    attributions they stand for (one without a word of cue is left out).
    """
    anchors, rows, kept = [], [], []
    for number, spans in enumerate(attributions):
        row = np.zeros(len(pieces.word_first), np.int8)
        for wanted in (CONTENT, SOURCE, CUE):
            for role, start, end in spans:
                if role == wanted:
                    row[inside(pieces, start, end)] = role
        if not (row == SOURCE).any():
            own = np.zeros(len(row), bool)
            for role, start, end in spans:
                if role == SOURCE:
                    own |= inside(pieces, start, end)
            if (row[~own] == CUE).any():
                row[own] = SOURCE
        cue = np.flatnonzero(row == CUE)
        if len(cue):
            anchors.append(cue[0])
            rows.append(row)
            kept.append(number)
    return np.array(anchors, np.int32), np.array(rows, np.int8).reshape(len(rows), len(pieces.word_first)), kept


def inside(pieces: Pieces, start: int, end: int) -> NDArray[np.bool_]:
    """Which words of `pieces` reach into the code points [start, end)."""
    touched: NDArray[np.bool_] = (pieces.word_ends > start) & (pieces.word_starts < end)
    return touched


def mark(article: Article, tokenizer: Tokenizer, separator: int) -> Marked:
    """An article of which only the attributions are known."""
    pieces = cut(article.text, tokenizer, separator)
    anchors, roles, _ = role_rows(article.attributions, pieces)
    words = len(pieces.word_first)
    return Marked(pieces, anchors, roles, np.full(len(anchors), -1, np.int8), np.full(words, -1, np.int8))


def examples(marked: Marked, encoder: Encoder, length: int, shift: int) -> Iterator[Example]:
    """Cut `marked` into windows of at most `length` pieces, the first of which ends `shift` pieces early."""
    pieces = marked.pieces
    count = len(pieces.word_first)
    first, room = 0, length - 2 - shift
    while first < count:
        start = int(pieces.word_first[first])
        last = int(np.searchsorted(pieces.word_first, start + room, "right")) - 1
        if start + room >= len(pieces.ids):
            last = count
        last = max(last, first + 1)
        stop = int(pieces.word_first[last]) if last < count else len(pieces.ids)
        stop = min(stop, start + length - 2)
        within = (marked.anchors >= first) & (marked.anchors < last)
        ids = np.concatenate([[encoder.begin], pieces.ids[start:stop], [encoder.end]]).astype(np.int32)
        yield Example(
            ids,
            np.concatenate([[0], pieces.sides[start:stop], [0]]).astype(np.int8),
            np.minimum(pieces.word_first[first:last] - start + 1, len(ids) - 2),
            marked.anchors[within] - first,
            marked.roles[within][:, first:last],
            marked.speakers[within],
            marked.toponyms[first:last],
            marked.attributed,
            _told_between(marked.told, first, last),
        )
        first, room = last, length - 2


def _told_between(told: Told | None, first: int, last: int) -> Told | None:
    if told is None:
        return None
    rows = (told.at >= first) & (told.at < last)
    places, clauses = (table[rows][:, first:last] for table in (told.places, told.clauses))
    single = (table[rows] for table in (told.kinds, told.classes, told.flags, told.own))
    return Told(told.at[rows] - first, *single, places, clauses)


def fragments(article: Article, rng: np.random.Generator) -> Iterator[Article]:
    """Yield sentences of `article` as texts of their own, some dressed as a clause in somebody's mouth.

    Sentences that an attribution reaches into from outside are left out, and most of those that hold none. They teach
    the tagger to read what comes without context: a message, a pasted sentence, the content of another attribution.
    """
    common = set(article.text.split())
    reach = [(min(start for _, start, _ in spans), max(end for _, _, end in spans)) for spans in article.attributions]
    for begin, end in sentences(article.text, "en"):
        held = [i for i, (first, last) in enumerate(reach) if begin <= first and last <= end]
        touched = sum(first < end and last > begin for first, last in reach)
        if touched > len(held) or (not held and rng.random() > EMPTY):
            continue
        text = article.text[begin:end]
        if text.split()[0].lower() in common and rng.random() < CLAUSE:
            text = text[0].lower() + text[1:]
        before = "that " if rng.random() < THAT else ""
        text = text.rstrip(".") if rng.random() < CLAUSE else text
        moved = (
            tuple((role, s - begin + len(before), e - begin + len(before)) for role, s, e in article.attributions[i])
            for i in held
        )
        yield Article(article.name, before + text, tuple(moved))
