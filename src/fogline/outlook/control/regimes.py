"""Regimes: what a place is under on a day, and how its state tends to change under it.

The regime is the known input of the chain (an input-output Markov model: Bengio and Frasconi 1995). Its parts are how
likely the line alone lets a place change hands, how lately each side has said that it took the place, whether fighting
was told of, and how likely the line lets a contested place fall to each side. States are 0, the first side holds, 1,
contested, 2, the second side holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Floats = NDArray[np.float64]

NEAR, PUSHES, FOUGHT, FALLS = 8, 4, 2, 4
REGIMES = NEAR * PUSHES * PUSHES * FOUGHT * FALLS * FALLS
# Kilometres from a line that is only roughly known up to which a place is in each class from FROM_FAR on but the last.
KILOMETRES = (1.0, 2.5, 6.0, 15.0, 40.0)
FROM_FAR = 2
PUSH_NAMES = ("none", "old", "fresh", "confirmed")
FALL_NAMES = ("hardly", "known", "easily", "soon")
FALL_KNOWN, EASILY = 1, 2


class Parts(NamedTuple):
    """The parts of regimes, an array each: `near` 0 to 7, `first` and `second` 0 to 3, `fought` 0 or 1, falls 0 to 3.

    `near` is the less the likelier a place is lost; `first` and `second` are how strongly each side is said to be
    taking it; `to_first` and `to_second` how easily it falls to each while it is contested.
    """

    near: Numbers
    first: Numbers
    second: Numbers
    fought: Numbers
    to_first: Numbers
    to_second: Numbers


def code(parts: Parts) -> Numbers:
    """The number of each regime, 0 up to REGIMES."""
    number = (parts.near * PUSHES + parts.first) * PUSHES + parts.second
    return ((number * FOUGHT + parts.fought) * FALLS + parts.to_first) * FALLS + parts.to_second


def parts_of(number: Numbers) -> Parts:
    """The parts of the regimes with these numbers."""
    rest, to_second = np.divmod(number, FALLS)
    rest, to_first = np.divmod(rest, FALLS)
    rest, fought = np.divmod(rest, FOUGHT)
    rest, second = np.divmod(rest, PUSHES)
    near, first = np.divmod(rest, PUSHES)
    return Parts(near, first, second, fought, to_first, to_second)


def prior_chain(rates: Mapping[str, float]) -> Floats:
    """What is expected of each regime before anything is learned: REGIMES × 3 × 3 chances from one day to the next.

    `rates` has the named numbers of `data/rates.csv`. Swapping the sides swaps the result to the last digit.
    """
    parts = parts_of(np.arange(REGIMES))
    leave = np.array([rates[f"leave_{near}"] for near in range(NEAR)])[parts.near]
    shaken = np.array([1.0, rates["fought"]])[parts.fought]
    chain = np.zeros((REGIMES, 3, 3))
    falls = np.array([rates[f"falls_{level}"] for level in FALL_NAMES])
    for held, pushing, held_push, to_other in (
        (0, parts.second, parts.first, parts.to_second),
        (2, parts.first, parts.second, parts.to_first),
    ):
        out = np.minimum(leave * _factors(rates, "leave", pushing) * shaken, rates["most"])
        chain[:, held, 1] = out * (1 - rates["at_once"])
        chain[:, held, 2 - held] = out * rates["at_once"]
        chain[:, held, held] = 1 - out
        fall = falls[to_other] * _factors(rates, "settle", pushing) * _factors(rates, "resist", held_push)
        chain[:, 1, 2 - held] = np.minimum(fall, rates["most"])
    chain[:, 1, 1] = 1 - (chain[:, 1, 0] + chain[:, 1, 2])
    return chain


def _factors(rates: Mapping[str, float], name: str, push: Numbers) -> Floats:
    return np.array([1.0, *(rates[f"{name}_{level}"] for level in PUSH_NAMES[1:])])[push]


def _between(levels: Sequence[float]) -> Floats:
    """The edges between rates: on a logarithmic scale as far from one as from the next."""
    edges: Floats = np.sqrt(np.array(levels[:-1]) * np.array(levels[1:]))
    return edges


def near_of(leaving: Floats, rates: Mapping[str, float]) -> Numbers:
    """The class of the rates a day at which places are left: the one whose own rate is nearest."""
    levels = [rates[f"leave_{near}"] for near in range(NEAR)]
    return NEAR - 1 - np.searchsorted(_between(levels[::-1]), leaving)


def falls_of(falling: Floats, rates: Mapping[str, float]) -> Numbers:
    """The class of the rates a day at which contested places fall to a side."""
    return np.searchsorted(_between([rates[f"falls_{level}"] for level in FALL_NAMES]), falling)


def near_from_far(distance: Floats) -> Numbers:
    """The class of places so many km from a line that is only roughly known."""
    return FROM_FAR + np.searchsorted(np.array(KILOMETRES), np.abs(distance))
