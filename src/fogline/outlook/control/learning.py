"""Learning how states change and what evidence looks like in each, from evidence alone.

Expectation-maximisation (Dempster, Laird and Rubin 1977; for chains Baum et al. 1970, with known inputs Bengio and
Frasconi 1995), with Dirichlet priors, so that what the ledger seldom shows stays near what was expected. A regime and
its mirror image share what is learned, and so do a saying and its mirror image.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fogline.outlook.control.chain import passed, tiers
from fogline.outlook.control.powers import tabled, total, transitions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from fogline.outlook.control.chain import Passed, Steps, Tiers
    from fogline.outlook.control.powers import Powers

    Numbers = NDArray[np.int64]
    Floats = NDArray[np.float64]

# Somebody always may have said nothing.
MOST_SPOKEN = 0.9


class Heard(NamedTuple):
    """Evidence, a row each: at which step, which symbol, how much it counts (1 for whole)."""

    step: Numbers
    symbol: Numbers
    weight: Floats


class Batch(NamedTuple):
    """Some places: their steps and evidence; `start` is a row a place, `known` a row a step of what else is known."""

    steps: Steps
    heard: Heard
    start: Floats
    known: Floats


class Prior(NamedTuple):
    """Counts that stand for what is expected: `chain` [r, 3, 3] in days, `said` [symbols, 3] in claims.

    `days` is in how many days, a state each, so much is said; `shown` tells which symbols are readings of maps, whose
    counts are of readings."""

    chain: Floats
    said: Floats
    days: Floats
    shown: NDArray[np.bool_]


class Learned(NamedTuple):
    """`chain`, [r, 3, 3], are chances from one day to the next; `said`, [symbols, 3], how often a day in each state.

    Of what maps show `said` is a part of all readings. `silent` is the chance, a state each, that nothing is said on
    a day.
    """

    chain: Floats
    said: Floats
    silent: Floats


class Counts(NamedTuple):
    """Expected counts of changes and of symbols."""

    chain: Floats
    said: Floats


def at_first(prior: Prior) -> Learned:
    """What the prior alone expects."""
    nothing = Counts(np.zeros_like(prior.chain), np.zeros_like(prior.said))
    return _best(prior, nothing)


def learn(batches: Sequence[Batch], prior: Prior, rounds: int) -> Learned:
    """What is learned in `rounds` rounds."""
    model = at_first(prior)
    laid_out = [(batch, tiers(batch.steps)) for batch in batches]
    longest = max(int(at.stretch.max(initial=0)) for _, at in laid_out)
    regimes = np.concatenate([np.unique(batch.steps.regime) for batch in batches])
    for _ in range(rounds):
        model = _best(prior, count(laid_out, model, tabled(passing(model), regimes, longest)))
    return model


def _best(prior: Prior, counts: Counts) -> Learned:
    """The likeliest model given the counts and the prior."""
    chain = prior.chain + counts.chain
    said = prior.said + counts.said
    claimed = said / (prior.days + _summed(_over_states(counts.chain)))
    out = np.where(prior.shown[:, None], said / _summed(said[prior.shown]), claimed)
    spoken = np.minimum(_summed(claimed[~prior.shown]), MOST_SPOKEN)
    return Learned(chain / _over_states(chain)[:, :, None], out, 1 - spoken)


def _over_states(chain: Floats) -> Floats:
    """The sums of the rows of matrices."""
    return total(chain[:, :, 0], chain[:, :, 1], chain[:, :, 2])


def _summed(rows: Floats) -> Floats:
    """The sums of the columns, smallest first, so that the order of the rows does not matter to the last digit."""
    sums: Floats = np.sort(rows, axis=0).sum(axis=0)
    return sums


def likelihood(batch: Batch, model: Learned) -> Floats:
    """How likely the evidence of each step is in each state, the likeliest taken for 1."""
    logs = np.log(model.said / model.silent)[batch.heard.symbol] * batch.heard.weight[:, None]
    steps = len(batch.steps.place)
    # A column after the other, as the passes want it.
    summed = np.stack([np.bincount(batch.heard.step, logs[:, state], steps) for state in range(3)]).T
    whole = summed + batch.known
    out: Floats = np.exp(whole - np.max(whole, axis=1, keepdims=True))
    return out


def passing(model: Learned) -> Floats:
    """What a day on which nothing is heard does to the chances of the states, [r, 3, 3]: silence is evidence too."""
    return model.chain * model.silent


def go_through(batch: Batch, at: Tiers, likely: Floats, table: Powers) -> Passed:
    """Both passes over a batch; `likely` is what `likelihood` makes of it."""
    return passed(at, table.first[batch.steps.regime] + at.stretch, table.table, batch.start, likely)


def count(laid_out: Sequence[tuple[Batch, Tiers]], model: Learned, table: Powers) -> Counts:
    """What all batches lead one to expect, given a model and the powers of its chain."""
    regimes = np.flatnonzero(table.first >= 0)
    pairs, said = np.zeros((table.table.shape[1], 9)), np.zeros_like(model.said)
    for batch, at in laid_out:
        heard, likely = batch.heard, likelihood(batch, model)
        run = go_through(batch, at, likely, table)
        _add_pairs(pairs, batch, (run, likely), table)
        now = run.forward * run.later
        now /= ((now[:, 0] + now[:, 2]) + now[:, 1])[:, None]
        told = now[heard.step] * heard.weight[:, None]
        said += np.stack([np.bincount(heard.symbol, told[:, state], len(said)) for state in range(3)], axis=1)
    chain = np.zeros_like(model.chain)
    chain[regimes] = transitions(passing(model)[regimes], pairs.reshape(len(regimes), table.most + 1, 3, 3))
    return Counts(chain, said)


def _add_pairs(pairs: Floats, batch: Batch, gone: tuple[Passed, Floats], table: Powers) -> None:
    """Add the stretches of a batch, by regime and length, as `transitions` wants them."""
    steps, (run, likely) = batch.steps, gone
    same = steps.place[1:] == steps.place[:-1]
    after = (run.later[1:] * likely[1:] / run.share[1:, None])[same]
    before = run.forward[:-1][same]
    codes = table.first[steps.regime[:-1][same]] + np.diff(steps.day)[same]
    for one in range(3):
        for other in range(3):
            pairs[:, 3 * one + other] += np.bincount(codes, before[:, one] * after[:, other], len(pairs))
