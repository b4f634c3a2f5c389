"""Windows of like length together, padded, as tensors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from training.examples import Example, Told


@dataclass(frozen=True, slots=True)
class Anchored:
    """Words of the batch's rows that others belong to: `rows` and `at` say which, `table` [n, words] how others do."""

    rows: Tensor
    at: Tensor
    table: Tensor


@dataclass(frozen=True, slots=True)
class Events:
    """The triggers of a batch: `clauses` holds their words, the others a row for each (see `examples.Told`)."""

    clauses: Anchored
    kinds: Tensor
    classes: Tensor
    flags: Tensor
    own: Tensor
    places: Tensor


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of about one length, padded; `cues` has roles as its table. Past a window's end `real` is false.

    `cues` is None where attributions are not marked, `events` where events are not.
    """

    ids: Tensor
    sides: Tensor
    mask: Tensor | None
    first: Tensor
    real: Tensor
    toponyms: Tensor
    speakers: Tensor
    cues: Anchored | None
    events: Events | None


def collate(chosen: Sequence[Example], pad: int) -> Batch:
    """Pad `chosen`, all from one corpus, to the longest; tables have -1 past a window's end."""
    pieces, words = max(len(e.ids) for e in chosen), max(len(e.first) for e in chosen)
    ids = _padded([e.ids for e in chosen], pieces, pad)
    mask = ids != pad
    told = [e.told for e in chosen if e.told is not None]
    cues = _anchored([(e.anchors, e.roles) for e in chosen], words) if chosen[0].attributed else None
    return Batch(
        ids,
        _padded([e.sides for e in chosen], pieces, 0),
        None if bool(mask.all()) else mask,
        _padded([e.first for e in chosen], words, 0),
        _padded([np.ones(len(e.first)) for e in chosen], words, 0).bool(),
        _padded([e.toponyms for e in chosen], words, -1),
        torch.from_numpy(np.concatenate([e.speakers for e in chosen]).astype(np.int64)),
        cues,
        _events(told, words) if told else None,
    )


def _padded(rows: Sequence[NDArray[np.generic]], width: int, value: int) -> Tensor:
    table = np.full((len(rows), width), value, np.int64)
    for i, row in enumerate(rows):
        table[i, : len(row)] = row
    return torch.from_numpy(table)


def _anchored(parts: Sequence[tuple[NDArray[np.int32], NDArray[np.int8]]], words: int) -> Anchored:
    rows = np.concatenate([np.full(len(at), i) for i, (at, _) in enumerate(parts)]).astype(np.int64)
    at = np.concatenate([at for at, _ in parts]).astype(np.int64)
    table = _padded([row for _, every in parts for row in every], words, -1)
    return Anchored(torch.from_numpy(rows), torch.from_numpy(at), table)


def _events(told: Sequence[Told], words: int) -> Events:
    def joined(tables: Iterable[NDArray[np.int8]]) -> Tensor:
        return torch.from_numpy(np.concatenate(list(tables)).astype(np.int64))

    return Events(
        _anchored([(one.at, one.clauses) for one in told], words),
        joined(one.kinds for one in told),
        joined(one.classes for one in told),
        joined(one.flags for one in told),
        joined(one.own for one in told),
        _padded([row for one in told for row in one.places], words, -1),
    )


def grouped(every: Sequence[Example], pieces: int) -> list[list[Example]]:
    """`every` in groups of like length that hold about `pieces` pieces each."""
    groups: list[list[Example]] = [[]]
    for example in sorted(every, key=lambda one: len(one.ids)):
        if (len(groups[-1]) + 1) * len(example.ids) > pieces and groups[-1]:
            groups.append([])
        groups[-1].append(example)
    return [group for group in groups if group]
