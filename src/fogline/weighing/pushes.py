"""What a saying announces: that a side is taking a place, that this is confirmed, or that the place is fought over."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from fogline.weighing.sayings import SYMBOLS, Symbol

# Who has taken a place or is in it has moved. That it took the place is confirmed by others who say so; that it is
# inside only shows, as does pressing on it, that the place is fought over.
TAKES = frozenset({"takes", "retakes"})
MOVES = TAKES | {"inside"}
FOUGHT = frozenset({"inside", "presses", "enters", "surrounds", "fights"})


class Announced(NamedTuple):
    """For each symbol: `side` that moves, -1 for none; `confirmed`, by others than itself; `fought`."""

    side: np.ndarray[tuple[int], np.dtype[np.int64]]
    confirmed: np.ndarray[tuple[int], np.dtype[np.bool_]]
    fought: np.ndarray[tuple[int], np.dtype[np.bool_]]


def announced() -> Announced:
    """What each symbol announces."""
    return Announced(
        np.array([_side(symbol) for symbol in SYMBOLS]),
        np.array([symbol.kind in TAKES and symbol.told_by != "itself" for symbol in SYMBOLS]),
        np.array([symbol.kind in FOUGHT for symbol in SYMBOLS]),
    )


def _side(symbol: Symbol) -> int:
    return symbol.side if symbol.kind in MOVES and symbol.side is not None else -1
