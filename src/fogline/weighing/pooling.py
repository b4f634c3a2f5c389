"""Shares of many sources, pooled: a source of which little is known is taken to be like others of its group.

The hierarchical beta-binomial model of Gelman et al. 2013, "Bayesian Data Analysis", 3rd edition, section 5.3, with
one level more: a source's share is drawn from a beta distribution about its group's mean, that of a group from one
about the mean of all. How wide either is is learned from the counts, and summed over instead of set to its likeliest
value, without which intervals are too short (Kass and Steffey 1989, doi:10.1080/01621459.1989.10478825).

All is done on grids and in an order that the counts alone decide: sources and groups under other names have the same
shares to the last digit.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

Count = tuple[int, int]  # how many of how many
# Cells of the shares' grids, and values for how alike sources (groups) are. These are "prior sample sizes" n whose
# n ** -0.5 are spread evenly up to 2, the flat prior that the book gives for them.
CELLS, MEANS, WIDTHS = 400, 100, 16
WIDEST = 2.0
# Of the probability this much lies below, and as much above, an interval.
TAIL = 0.05


class Share(NamedTuple):
    """A share between 0 and 1: its mean, and an interval that holds it with a probability of 0.9."""

    mean: float
    low: float
    high: float


class Pooled(NamedTuple):
    """The shares of sources, those about which the sources of each group lie, and that about which groups lie."""

    sources: dict[tuple[Hashable, Count], Share]
    groups: dict[Hashable, Share]
    every: Share


def pooled(counts: Mapping[Hashable, Counter[Count]]) -> Pooled:
    """What `counts` tell of shares: of each group, how many sources have which count.

    Sources of one group with the same count have the same share, by which `sources` names them.
    """
    order = sorted(counts, key=lambda group: sorted(counts[group].items()))
    weights = _weights()
    likely = [_likelihood(counts[group]) for group in order]
    evidence = np.zeros((WIDTHS, len(weights)))
    within = []
    for log in likely:
        top = log.max(axis=1, keepdims=True)
        at_means = np.exp(log - top)
        sums = at_means @ weights.T
        evidence += np.log(np.maximum(sums, np.finfo(float).tiny)) + top
        within.append((at_means, sums))
    posterior = _normal(evidence)
    means = _centres(MEANS)
    sources: dict[tuple[Hashable, Count], Share] = {}
    groups: dict[Hashable, Share] = {}
    for group, (at_means, sums) in zip(order, within, strict=True):
        joint = at_means * ((posterior / np.maximum(sums, np.finfo(float).tiny)) @ weights)
        groups[group] = _share(joint.sum(axis=0), means)
        found = _sources(sorted(counts[group]), joint)
        sources.update({(group, count): share for count, share in found.items()})
    by_mean = posterior.reshape(WIDTHS, WIDTHS, MEANS).sum(axis=(0, 1))
    return Pooled(sources, groups, _share(by_mean, means))


def _centres(cells: int) -> Array:
    return (np.arange(cells) + 0.5) / cells


def _sizes() -> Array:
    """The prior sample sizes."""
    found: Array = (WIDEST * _centres(WIDTHS)) ** -2
    return found


@lru_cache(maxsize=1)
def _weights() -> Array:
    """The probability of each mean of a group, for each size and mean of all: (WIDTHS * MEANS, MEANS)."""
    return _masses(np.repeat(_sizes(), MEANS), np.tile(_centres(MEANS), WIDTHS), MEANS)


@lru_cache(maxsize=1)
def _shares() -> Array:
    """The probability of each share of a source, for each size and mean of its group: (WIDTHS * MEANS, CELLS)."""
    return _masses(np.repeat(_sizes(), MEANS), np.tile(_centres(MEANS), WIDTHS), CELLS)


def _masses(size: Array, mean: Array, cells: int) -> Array:
    from scipy.special import betainc  # noqa: PLC0415 - slow to load

    edges = np.linspace(0, 1, cells + 1)
    found: Array = np.diff(betainc((size * mean)[:, None], (size * (1 - mean))[:, None], edges[None, :]), axis=1)
    return found


def _beta_binomial(count: Count) -> Array:
    """The log-probability of `count` in one order, for each size and mean: (WIDTHS, MEANS)."""
    from scipy.special import betaln  # noqa: PLC0415 - slow to load

    hits, of = count
    first = _sizes()[:, None] * _centres(MEANS)[None, :]
    second = _sizes()[:, None] - first
    found: Array = betaln(first + hits, second + of - hits) - betaln(first, second)
    return found


def _likelihood(counts: Counter[Count]) -> Array:
    """The log-likelihood of a group's counts: (WIDTHS, MEANS)."""
    found = np.zeros((WIDTHS, MEANS))
    for count, times in sorted(counts.items()):
        found += times * _beta_binomial(count)
    return found


def _sources(counts: Sequence[Count], joint: Array) -> dict[Count, Share]:
    """The shares of sources, from what all those of their group tell of sizes and means: (WIDTHS, MEANS)."""
    log = np.log(np.maximum(joint, np.finfo(float).tiny))
    # What the source itself has told is taken out, so that it does not count twice.
    others = np.stack([_normal(log - _beta_binomial(count)).reshape(-1) for count in counts])
    before = others @ _shares()
    shares = _centres(CELLS)
    found = {}
    for (hits, of), weights in zip(counts, before, strict=True):
        told = hits * np.log(shares) + (of - hits) * np.log1p(-shares)
        found[hits, of] = _share(weights * np.exp(told - told.max()), shares)
    return found


def _normal(log: Array) -> Array:
    found: Array = np.exp(log - log.max())
    found /= found.sum()
    return found


def _share(weights: Array, at: Array) -> Share:
    """Mean and interval of a share that lies in cells about `at` with these weights."""
    mass = weights / weights.sum()
    edges = np.concatenate([[0.0], np.cumsum(mass)])
    ends = np.linspace(0, 1, len(at) + 1)
    low, high = np.interp([TAIL, 1 - TAIL], edges, ends)
    return Share(float(mass @ at), float(low), float(high))


def tally(counts: Mapping[Hashable, tuple[Hashable, Count]]) -> dict[Hashable, Counter[Count]]:
    """Counts of sources, each with its group, as `pooled` takes them."""
    found: dict[Hashable, Counter[Count]] = defaultdict(Counter)
    for group, count in counts.values():
        found[group][count] += 1
    return found
