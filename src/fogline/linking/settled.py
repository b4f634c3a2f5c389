"""Where people live: the settlements of a gazetteer's layers, by column."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from fogline.linking.layer import Layer


class Settled(NamedTuple):
    """Settlements that have a point of their own: degrees, and how many live there, 0 where no figure is known.

    `layer` and `owner` are where each stands: the number of the layer, and its own number there.
    """

    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    people: NDArray[np.int64]
    layer: NDArray[np.int64]
    owner: NDArray[np.int64]


def settled(layers: Sequence[Layer]) -> Settled:
    """The settlements of `layers`, the last of which counts first: its account of a place replaces earlier ones."""
    known, parts = set[str](), list[Settled]()
    for number, layer in enumerate(reversed(layers)):
        rows = layer.settlements()
        if len(layers) > 1:
            ids = [layer.identifier(row) for row in rows.tolist()]
            if number:
                rows = rows[[identifier not in known for identifier in ids]]
            known.update(ids)
        parts.append(Settled(*layer.columns(rows), np.full(len(rows), len(layers) - 1 - number), rows))
    return Settled(*(np.concatenate(column) for column in zip(*parts, strict=True)))
