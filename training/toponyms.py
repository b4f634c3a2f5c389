"""Read texts whose names of places are marked (GeoWebNews, Gritta et al. 2018): names only, nothing else is known."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from fogline.reading.pieces import cut
from training.examples import Marked, inside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from training.encoders import Encoder


def read_toponyms(folder: Path, encoder: Encoder) -> Iterator[Marked]:
    """Yield the texts that `folder`/toponyms.jsonl lists, a line each: {"path", "toponyms": [{"start", "end"}]}.

    The corpus leaves out names that stand for something at the place ("Paris said"), so an unmarked word that is part
    of a name elsewhere teaches nothing.
    """
    rows = [json.loads(line) for line in (folder / "toponyms.jsonl").read_text(encoding="utf-8").splitlines()]
    parts = {word for row in rows for toponym in row["toponyms"] for word in toponym["phrase"].split()}
    for row in rows:
        text = (folder / row["path"]).read_bytes().decode("utf-8")
        pieces = cut(text, encoder.tokenizer, encoder.end)
        labels = np.zeros(len(pieces.word_first), np.int8)
        for word, (start, end) in enumerate(zip(pieces.word_starts, pieces.word_ends, strict=True)):
            if text[start].isupper() and text[start:end] in parts:
                labels[word] = -1
        for toponym in row["toponyms"]:
            words = np.flatnonzero(inside(pieces, toponym["start"], toponym["end"]))
            labels[words[:1]] = 1
            labels[words[1:]] = 2
        nothing = np.zeros(0, np.int32)
        roles = np.zeros((0, len(labels)), np.int8)
        yield Marked(pieces, nothing, roles, np.zeros(0, np.int8), labels, attributed=False)
