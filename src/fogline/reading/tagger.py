"""The encoder with its heads, run by ONNX Runtime in 8 bits."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from fogline.errors import BrokenModel
from fogline.reading.attribution import Attribution, Decoding, Scores, attributions
from fogline.reading.windows import windows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    from fogline.reading.pieces import Pieces
    from fogline.reading.windows import Window

BLOCK = 32
ROLES = 3
# Pieces a run of the encoder: few enough to stay in a core's cache.
BATCH = 1536


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
    distance: NDArray[np.float32]
    begin: int
    end: int
    length: int
    overlap: int
    decoding: Decoding


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
            distance=np.array(card["distance"], np.float32),
            begin=card["begin"],
            end=card["end"],
            length=card["length"],
            overlap=card["overlap"],
            decoding=Decoding(card["cue_odds"], card["change_cost"]),
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
    first: NDArray[np.int32]


def tag(model: Model, texts: Sequence[Pieces]) -> list[list[Attribution]]:
    """The attributions of each text, in the order of their cues; word indices count the text's words."""
    jobs = [job for number, pieces in enumerate(texts) for job in _jobs(model, number, pieces)]
    jobs.sort(key=lambda job: len(job.ids))
    found: list[list[Attribution]] = [[] for _ in texts]
    judged = [(job, scores) for batch in _batches(jobs) for job, scores in zip(batch, _run(model, batch), strict=True)]
    decoded = decode([(job.window, scores) for job, scores in judged], model.decoding)
    for (job, _), of_window in zip(judged, decoded, strict=True):
        found[job.text] += of_window
    return [sorted(of_text, key=lambda a: a.anchor) for of_text in found]


def window_scores(model: Model, pieces: Pieces) -> list[tuple[Window, Scores]]:
    """The windows of a text with the tagger's scores, for choosing how to decode them."""
    return [(job.window, _run(model, [job])[0]) for job in _jobs(model, 0, pieces)]


def _jobs(model: Model, number: int, pieces: Pieces) -> list[_Job]:
    room = model.length - 2
    jobs = []
    for window in windows(pieces, room, model.overlap):
        start = int(pieces.word_first[window.first])
        ids = np.concatenate([[model.begin], pieces.ids[start : start + room], [model.end]]).astype(np.int32)
        first = np.minimum(pieces.word_first[window.first : window.last] - start + 1, len(ids) - 2)
        jobs.append(_Job(number, window, ids, first))
    return jobs


def _batches(jobs: Iterable[_Job]) -> Iterator[list[_Job]]:
    """Windows of one length together: without padding the encoder's attention needs no mask and is a third faster."""
    for length, alike in groupby(jobs, key=lambda job: len(job.ids)):
        while batch := list(islice(alike, max(1, BATCH // length))):
            yield batch


def _run(model: Model, batch: Sequence[_Job]) -> list[Scores]:
    length = len(batch[0].ids)
    every, where = np.unique(np.concatenate([job.ids for job in batch]), return_inverse=True)
    vectors = unpack(model.vectors[every])[where].reshape(len(batch), length, -1)
    words = np.concatenate([row * length + job.first for row, job in enumerate(batch)]).astype(np.int64)
    outputs = model.session.run(None, {"vectors": vectors, "words": words})
    ends = np.cumsum([len(job.first) for job in batch])[:-1]
    parts = zip(*(np.split(np.asarray(output), ends) for output in outputs), strict=True)
    return [
        Scores(anchor, cue.reshape(len(anchor), ROLES, -1), word.reshape(len(anchor), ROLES, -1), unary, model.distance)
        for anchor, cue, word, unary in parts
    ]


def decode(judged: Sequence[tuple[Window, Scores]], decoding: Decoding) -> list[list[Attribution]]:
    """The attributions of each window's core, in word indices of its text."""
    cores = [(scores, (w.core_first - w.first, w.core_last - w.first)) for w, scores in judged]
    return [
        [_moved(one, window.first) for one in found]
        for (window, _), found in zip(judged, attributions(cores, decoding), strict=True)
    ]


def _moved(a: Attribution, by: int) -> Attribution:
    source, cue, content = (tuple(word + by for word in role) for role in (a.source, a.cue, a.content))
    return Attribution(a.anchor + by, a.probability, source, cue, content)
