"""Products of small matrices whose sums are taken in an order that looks the same from both sides.

Floating-point sums depend on their order. Here the terms of the two sides are added first, the contested one after
them, so that swapping the sides swaps every result to the last digit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def total(first: Floats, contested: Floats, second: Floats) -> Floats:
    """The sum over the states."""
    return (first + second) + contested


def times(left: Floats, right: Floats) -> Floats:
    """The matrix product of `left` and `right`, each [..., 3, 3]."""
    outer = left[..., :, 0, None] * right[..., None, 0, :] + left[..., :, 2, None] * right[..., None, 2, :]
    product: Floats = outer + left[..., :, 1, None] * right[..., None, 1, :]
    return product


def onward(now: Floats, chain: Floats) -> Floats:
    """Chances of the states, [3, n], after steps with the chances `chain`, [9, n], row by row of each matrix."""
    after = np.empty_like(now)
    for state in range(3):
        after[state] = total(now[0] * chain[state], now[1] * chain[3 + state], now[2] * chain[6 + state])
    return after


def backward(later: Floats, chain: Floats) -> Floats:
    """What each state makes of `later`, [3, n], one value a state, before steps with the chances `chain`, [9, n]."""
    before = np.empty_like(later)
    for state in range(3):
        row = 3 * state
        before[state] = total(later[0] * chain[row], later[1] * chain[row + 1], later[2] * chain[row + 2])
    return before


def powers(chain: Floats, most: int) -> Floats:
    """The powers 0 to `most` of each matrix of `chain`, [r, 3, 3], as [r, most + 1, 9]."""
    table = np.empty((len(chain), most + 1, 3, 3))
    table[:, 0] = np.eye(3)
    for power in range(most):
        table[:, power + 1] = times(table[:, power], chain)
    return table.reshape(len(chain), most + 1, 9)


class Powers(NamedTuple):
    """Powers of one matrix a regime: `table`, [9, columns], has regime r's from column `first[r]` on, up to `most`.

    Numbers of the same kind stand together, which makes the passes several times faster.
    """

    table: Floats
    first: NDArray[np.int64]
    most: int


def tabled(chain: Floats, regimes: NDArray[np.int64], most: int) -> Powers:
    """The powers 0 to `most` of the matrices of `chain`, [all regimes, 3, 3], that `regimes` names."""
    chosen = np.unique(regimes)
    first = np.full(len(chain), -1, np.int64)
    first[chosen] = np.arange(len(chosen)) * (most + 1)
    return Powers(powers(chain[chosen], most).reshape(-1, 9).T.copy(), first, most)


def transitions(chain: Floats, pairs: Floats) -> Floats:
    """Expected numbers of changes from state to state within stretches, [r, 3, 3].

    A stretch of n days under regime r with a before it and b after it (a value a state, b with everything known later)
    adds a ⊗ b, divided by its chance, to `pairs[r, n]`, [r, most + 1, 3, 3]. The sum over the days of each stretch is
    taken for all stretches of a length at once, from the longest down: two Horner schemes run together.
    """
    across = np.swapaxes(chain, 1, 2).copy()
    waiting, gathered = np.zeros_like(chain), np.zeros_like(chain)
    for length in range(pairs.shape[1] - 1, 0, -1):
        waiting = pairs[:, length] + times(waiting, across)
        gathered = waiting + times(across, gathered)
    return gathered * chain
