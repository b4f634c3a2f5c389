"""Forward and backward through the days of all places at once, from one piece of evidence to the next.

Between evidence the regime stays the same, so that a stretch of any length is one matrix power, looked up in a table
(Baum, Petrie, Soules and Weiss 1970; scaling as in Rabiner 1989). Places are taken side by side, the first step of
each, then the second.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.outlook.control.powers import backward, onward, total

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Floats = NDArray[np.float64]


class Steps(NamedTuple):
    """The days on which something is heard of a place or its regime changes, all places together.

    `place` numbers the places from 0 without gaps, `day` is an ordinal; both are sorted, place first, and a pair stands
    once. `regime` holds from that day until the place's next step. `heard` says whether there is evidence on that day.
    """

    place: Numbers
    day: Numbers
    regime: Numbers
    heard: NDArray[np.bool_]


class Tiers(NamedTuple):
    """The same in the order of the passes: `order` sorts the steps by their number within their place.

    The steps of tier k are `order[edges[k]:edges[k + 1]]`, those places first that have most; `stretch` is the number
    of days from each step (as sorted in `Steps`) to the place's next, 0 for the last.
    """

    order: Numbers
    edges: Numbers
    stretch: Numbers


class Passed(NamedTuple):
    """What the passes found, a row a step in the order of `Steps`: `forward` is the chances of the states, given all
    up to that day; `later` how much likelier everything after it is from each state than on the whole; `share` the
    chance of the evidence of that day given all before.
    """

    forward: Floats
    later: Floats
    share: Floats


def tiers(steps: Steps) -> Tiers:
    """How the steps are taken side by side."""
    counts = np.bincount(steps.place)
    starts = np.cumsum(counts) - counts
    within = np.arange(len(steps.place)) - starts[steps.place]
    rank = np.empty_like(counts)
    rank[np.argsort(-counts, kind="stable")] = np.arange(len(counts))
    order = np.lexsort((rank[steps.place], within))
    edges = np.concatenate(([0], np.cumsum(np.bincount(within))))
    stretch = np.zeros_like(steps.day)
    same = steps.place[1:] == steps.place[:-1]
    stretch[:-1][same] = np.diff(steps.day)[same]
    return Tiers(order, edges, stretch)


def passed(at: Tiers, codes: Numbers, table: Floats, start: Floats, likelihood: Floats) -> Passed:
    """Both passes over the steps.

    `table` holds a matrix of nine numbers a column, `codes` which one leads from each step to its place's next. `start`
    is the chances of the states before the first step, a row a place; `likelihood` a row a step: how likely that day's
    evidence is in each state, ones where there is none.
    """
    edges = at.edges
    # In the order of the tiers every tier, and those of it that go on, are runs of columns.
    likely, leads = likelihood.T[:, at.order], codes[at.order]
    forward, later = np.empty_like(likely), np.ones_like(likely)
    share = np.ones(likely.shape[1])
    tierwise = [slice(first, last) for first, last in pairwise(edges.tolist())]
    for tier, here in enumerate(tierwise):
        if tier:
            before = slice(edges[tier - 1], edges[tier - 1] + here.stop - here.start)
            now = onward(forward[:, before], np.take(table, leads[before], axis=1))
        else:
            now = start[_places(at)].T
        now = now * likely[:, here]
        share[here] = total(now[0], now[1], now[2])
        forward[:, here] = now / share[here]
    for tier in range(len(tierwise) - 1, 0, -1):
        here = tierwise[tier]
        before = slice(edges[tier - 1], edges[tier - 1] + here.stop - here.start)
        after = later[:, here] * likely[:, here] / share[here]
        later[:, before] = backward(after, np.take(table, leads[before], axis=1))
    back = np.empty_like(at.order)
    back[at.order] = np.arange(len(back))
    return Passed(np.take(forward, back, axis=1).T, np.take(later, back, axis=1).T, share[back])


def _places(at: Tiers) -> Numbers:
    """The places in the order of the first tier."""
    first = at.order[: at.edges[1]]
    rows: Numbers = np.empty(len(first), np.int64)
    # First steps stand in the order of their places.
    rows[np.argsort(first)] = np.arange(len(first))
    return rows
