"""Regimes: what a place is under on a day, and how its state tends to change under it.

The regime is the known input of the chain (an input-output Markov model: Bengio and Frasconi 1995). Its parts are how
near the known line is, how lately each side has said that it took the place, whether fighting was told of, and to which
side the last map leaned. States are 0, the first side holds, 1, contested, 2, the second side holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Floats = NDArray[np.float64]

NEAR, PUSHES, FOUGHT, LEANS = 6, 4, 2, 3
REGIMES = NEAR * PUSHES * PUSHES * FOUGHT * LEANS
# Kilometres from the known line up to which a place is in each class but the last.
KILOMETRES = (1.0, 2.5, 6.0, 15.0, 40.0)
PUSH_NAMES = ("none", "old", "fresh", "confirmed")


class Parts(NamedTuple):
    """The parts of regimes, an array each: `near` 0 to 5, `first` and `second` 0 to 3, `fought` 0 or 1, `lean` 0 to 2.

    `first` and `second` are how strongly each side is said to be taking the place; `lean` is 0 for none, 1 for the
    first side, 2 for the second.
    """

    near: Numbers
    first: Numbers
    second: Numbers
    fought: Numbers
    lean: Numbers


def code(parts: Parts) -> Numbers:
    """The number of each regime, 0 up to REGIMES."""
    number = (parts.near * PUSHES + parts.first) * PUSHES + parts.second
    return (number * FOUGHT + parts.fought) * LEANS + parts.lean


def parts_of(number: Numbers) -> Parts:
    """The parts of the regimes with these numbers."""
    rest, lean = np.divmod(number, LEANS)
    rest, fought = np.divmod(rest, FOUGHT)
    rest, second = np.divmod(rest, PUSHES)
    near, first = np.divmod(rest, PUSHES)
    return Parts(near, first, second, fought, lean)


def prior_chain(rates: Mapping[str, float]) -> Floats:
    """What is expected of each regime before anything is learned: REGIMES × 3 × 3 chances from one day to the next.

    `rates` has the named numbers of `data/rates.csv`. Swapping the sides swaps the result to the last digit.
    """
    parts = parts_of(np.arange(REGIMES))
    leave = np.array([rates[f"leave_{near}"] for near in range(NEAR)])[parts.near]
    shaken = np.array([1.0, rates["fought"]])[parts.fought]
    chain = np.zeros((REGIMES, 3, 3))
    for held, pushing, held_push, lean_to in ((0, parts.second, parts.first, 2), (2, parts.first, parts.second, 1)):
        out = np.minimum(leave * _factors(rates, "leave", pushing) * shaken, rates["most"])
        chain[:, held, 1] = out * (1 - rates["at_once"])
        chain[:, held, 2 - held] = out * rates["at_once"]
        chain[:, held, held] = 1 - out
        leaning = np.where(
            parts.lean == lean_to, rates["with_lean"], np.where(parts.lean == 0, 1.0, rates["against_lean"])
        )
        fall = rates["settle"] * _factors(rates, "settle", pushing) * _factors(rates, "resist", held_push) * leaning
        chain[:, 1, 2 - held] = np.minimum(fall, rates["most"])
    chain[:, 1, 1] = 1 - (chain[:, 1, 0] + chain[:, 1, 2])
    return chain


def _factors(rates: Mapping[str, float], name: str, push: Numbers) -> Floats:
    return np.array([1.0, *(rates[f"{name}_{level}"] for level in PUSH_NAMES[1:])])[push]
