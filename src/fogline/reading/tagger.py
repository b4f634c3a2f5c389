"""The encoder with its heads, run by ONNX Runtime in 8 bits."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from fogline.errors import BrokenModel
from fogline.reading.attribution import Attribution, Decoding, attributions
from fogline.reading.events import FoundEvent, Names, Thresholds, find_events, merged, names_of, sure_names
from fogline.reading.pairs import Pairs, stretches
from fogline.reading.scores import Scores, mean
from fogline.reading.stakes import Stakes
from fogline.reading.windows import Window, windows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    from fogline.reading.pieces import Pieces

# What the graph gives, a row a word.
OUTPUTS = (
    "anchor",
    "speaker",
    "toponym",
    "trigger",
    "attributes",
    *(f"{scorer}.{part}" for scorer in ("cue", "event") for part in ("head", "word", "unary")),
)
# Of a cue within another's content: the odds that it must have had when the whole was read, which spares reading most
# contents again, and when its content is read.
HINT = -5.2
NESTED_ODDS = 5.0
NESTED_WORDS = 4


@dataclass(frozen=True, slots=True)
class Model:
    """What training made. `vectors` holds the word vectors, [pieces, width / 32, 18] bytes (see `unpack`).

    `languages` are those the tagger has been measured in.
    Safe to use from several threads.
    """

    name: str
    languages: tuple[str, ...]
    tokenizer: Tokenizer
    session: InferenceSession
    vectors: NDArray[np.uint8]
    distance: dict[str, NDArray[np.float32]]
    begin: int
    end: int
    length: int
    overlap: int
    decoding: Decoding
    thresholds: Thresholds
    stakes: Stakes


def load(folder: Path | None = None) -> Model:
    """Open the model in `folder`, by default the one shipped; raises BrokenModel where a file is missing or damaged."""
    from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions  # noqa: PLC0415 - 0.2 s
    from tokenizers import Tokenizer  # noqa: PLC0415

    folder = folder or Path(str(files("fogline.reading") / "model"))
    options = SessionOptions()
    options.intra_op_num_threads = 1  # threads run a batch each; within one they would wait for one another
    options.inter_op_num_threads = 1
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.log_severity_level = 3
    try:
        card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        return Model(
            name=card["name"],
            languages=tuple(card["languages"]),
            tokenizer=Tokenizer.from_file(str(folder / "tokenizer.json")),
            session=InferenceSession(str(folder / "tagger.onnx"), options, ["CPUExecutionProvider"]),
            vectors=np.load(folder / "vectors.npy", mmap_mode="r"),
            distance={name: np.array(bias, np.float32) for name, bias in card["distance"].items()},
            begin=card["begin"],
            end=card["end"],
            length=card["length"],
            overlap=card["overlap"],
            decoding=Decoding(card["cue_odds"], card["change_cost"]),
            thresholds=Thresholds(card["trigger_odds"], card["place_odds"], card["clause_odds"]),
            stakes=Stakes(**card["stakes"]),
        )
    except Exception as error:
        message = f"the model in {folder} cannot be opened ({error}); install Fogline again"
        raise BrokenModel(message) from error


def unpack(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Turn [n, k, 18] bytes into [n, 32 k] floats: a half-precision scale, then 32 nibbles, low ones first."""
    scale = np.ascontiguousarray(blocks[..., :2]).view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[..., 2:] & 15, blocks[..., 2:] >> 4], axis=-1)
    return ((nibbles.astype(np.float32) - 8) * scale).reshape(len(blocks), -1)


@dataclass(frozen=True, slots=True)
class _Job:
    text: int
    window: Window
    ids: NDArray[np.int32]
    sides: NDArray[np.int8]
    first: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Tagged:
    """What was found in a text, in indices of its words: attributions by their cues, events, and names of places.

    `sure` are the words at which names begin for which no gazetteer need speak.
    """

    attributions: tuple[Attribution, ...]
    events: tuple[FoundEvent, ...]
    names: Names
    sure: frozenset[int]


def tag(model: Model, texts: Sequence[Pieces], turned: Sequence[Pieces | None]) -> list[Tagged]:
    """What is found in each text.

    `turned` are the texts as the other side shows them, None where that makes no difference. Windows in which something
    happens are read from both perspectives, and the mean of the two counts; contents read once more are read from one.

    What is said is read once more as a text of its own, for what it makes others say: the corpus marks no attribution
    within another's content, so the tagger, reading the whole, has learned to pass them over. The odds that it gave
    such a cue all the same tell which contents are worth it.
    """
    found: list[list[Attribution]] = [[] for _ in texts]
    events: list[list[FoundEvent]] = [[] for _ in texts]
    odds = [np.full(len(t.word_first), -np.inf, np.float32) for t in texts]
    names = [np.zeros((len(t.word_first), 2), np.float32) for t in texts]
    judged = _judged(model, (job for n, t in enumerate(texts) for job in _jobs(model, n, t)))
    for job, scores, outer in _decoded(_from_both_sides(model, judged, turned), model.decoding):
        found[job.text] += outer
        core, first = slice(job.window.core_first, job.window.core_last), job.window.first
        here = slice(core.start - first, core.stop - first)
        odds[job.text][core] = scores.anchor[here]
        names[job.text][core] = scores.toponym[here]
        events[job.text] += find_events(scores, (here.start, here.stop), first, model.thresholds)
    found = _nested(model, texts, found, odds)
    return [
        Tagged(
            tuple(_apart(of_text)),
            tuple(merged(told)),
            names_of(toponyms),
            sure_names(toponyms),
        )
        for of_text, told, toponyms in zip(found, events, names, strict=True)
    ]


def _apart(found: list[Attribution]) -> list[Attribution]:
    """`found` in order; of two with a cue in common, from windows that meet in it, the surer."""
    kept: list[Attribution] = []
    for one in sorted(found, key=lambda a: a.anchor):
        if kept and set(kept[-1].cue) & set(one.cue):
            kept[-1] = max(kept[-1], one, key=lambda a: a.probability)
        else:
            kept.append(one)
    return kept


def _nested(
    model: Model, texts: Sequence[Pieces], found: list[list[Attribution]], odds: Sequence[NDArray[np.float32]]
) -> list[list[Attribution]]:
    newest = found
    while any(newest):
        jobs = [job for n, t in enumerate(texts) for job in _content_jobs(model, n, t, newest[n], odds[n] >= HINT)]
        newest = [[] for _ in texts]
        for job, _, inner in _decoded(_judged(model, jobs), replace(model.decoding, cue_odds=NESTED_ODDS)):
            taken = {word for a in (*found[job.text], *newest[job.text]) for word in a.cue}
            hinted = odds[job.text] >= HINT
            newest[job.text] += [a for a in inner if a.source and hinted[a.anchor] and not taken & set(a.cue)]
        found = [old + new for old, new in zip(found, newest, strict=True)]
    return found


def window_scores(model: Model, pieces: Pieces, turned: Pieces | None = None) -> list[tuple[Window, Scores]]:
    """The windows of a text with the tagger's scores as `tag` has them, for choosing how to read them."""
    judged = _from_both_sides(model, _judged(model, _jobs(model, 0, pieces)), [turned])
    return sorted(((job.window, scores) for job, scores in judged), key=lambda one: one[0].first)


def _judged(model: Model, jobs: Iterable[_Job]) -> list[tuple[_Job, Scores]]:
    return [(job, _run(model, job)) for job in jobs]


def _from_both_sides(
    model: Model, judged: list[tuple[_Job, Scores]], turned: Sequence[Pieces | None]
) -> list[tuple[_Job, Scores]]:
    """`judged` with the mean of both readings for windows that name a side and rather tell of an event than not."""
    again = {}
    for job, scores in judged:
        pieces = turned[job.text]
        if pieces and scores.trigger.max(initial=-np.inf) > 0:
            other = _job(model, job.text, pieces, job.window)
            if _whole(other, pieces) and not np.array_equal(other.sides, job.sides):
                again[job.text, job.window] = other
    others = {(job.text, job.window): scores for job, scores in _judged(model, again.values())}
    return [
        (job, mean(scores, others[job.text, job.window]) if (job.text, job.window) in others else scores)
        for job, scores in judged
    ]


def _whole(job: _Job, pieces: Pieces) -> bool:
    """Whether all words of the window fit; the other side's names may have more pieces."""
    last = int(pieces.word_first[job.window.last - 1] - pieces.word_first[job.window.first]) + 1
    return last < len(job.ids) - 1


def _decoded(judged: list[tuple[_Job, Scores]], decoding: Decoding) -> Iterator[tuple[_Job, Scores, list[Attribution]]]:
    decoded = decode([(job.window, scores) for job, scores in judged], decoding)
    for (job, scores), of_window in zip(judged, decoded, strict=True):
        yield job, scores, of_window


def _jobs(model: Model, number: int, pieces: Pieces) -> Iterator[_Job]:
    for window in windows(pieces, model.length - 2, model.overlap):
        yield _job(model, number, pieces, window)


def _content_jobs(
    model: Model, number: int, pieces: Pieces, found: Iterable[Attribution], hinted: NDArray[np.bool_]
) -> Iterator[_Job]:
    for attribution in found:
        for words in stretches(attribution.content):
            if len(words) >= NESTED_WORDS and hinted[list(words)].any():
                yield _job(model, number, pieces, Window(words[0], words[-1] + 1, words[0], words[-1] + 1))


def _job(model: Model, number: int, pieces: Pieces, window: Window) -> _Job:
    edges = np.append(pieces.word_first, len(pieces.ids))
    start, stop = int(edges[window.first]), int(edges[window.last])
    stop = min(stop, start + model.length - 2)
    ids = np.concatenate([[model.begin], pieces.ids[start:stop], [model.end]]).astype(np.int32)
    sides = np.concatenate([[0], pieces.sides[start:stop], [0]]).astype(np.int8)
    first = np.minimum(pieces.word_first[window.first : window.last] - start + 1, len(ids) - 2)
    return _Job(number, window, ids, sides, first)


def _run(model: Model, job: _Job) -> Scores:
    """The scores of a window, run by itself: its 8-bit scales are then its own, whatever is read beside it."""
    given = {
        "vectors": unpack(model.vectors[job.ids])[None],
        "sides": job.sides[None].astype(np.int64),
        "words": job.first.astype(np.int64),
    }
    outputs = map(np.asarray, model.session.run(list(OUTPUTS), given))
    return _scores(dict(zip(OUTPUTS, outputs, strict=True)), model.distance)


def _scores(given: dict[str, NDArray[np.float32]], distance: dict[str, NDArray[np.float32]]) -> Scores:
    def pairs(name: str) -> Pairs:
        bias = distance[name]
        head, word = (given[f"{name}.{end}"].reshape(len(given["anchor"]), len(bias), -1) for end in ("head", "word"))
        return Pairs(head, word, given[f"{name}.unary"], bias)

    return Scores(
        given["anchor"][:, 0],
        pairs("cue"),
        given["speaker"],
        given["toponym"],
        given["trigger"],
        given["attributes"],
        pairs("event"),
    )


def decode(judged: Sequence[tuple[Window, Scores]], decoding: Decoding) -> list[list[Attribution]]:
    """The attributions of each window's core, in word indices of its text."""
    cores = [(scores, (w.core_first - w.first, w.core_last - w.first)) for w, scores in judged]
    return [
        [_moved(one, window.first) for one in found]
        for (window, _), found in zip(judged, attributions(cores, decoding), strict=True)
    ]


def _moved(a: Attribution, by: int) -> Attribution:
    source, cue, content = (tuple(word + by for word in role) for role in (a.source, a.cue, a.content))
    return Attribution(a.anchor + by, a.probability, a.speaker, source, cue, content)
