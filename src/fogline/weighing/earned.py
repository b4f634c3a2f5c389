"""What a source's record adds to the weight of its claims: how they fared, against such claims by anybody.

Of all claims that say one thing, a share is said where it is so, a share where the place is contested, a share where
the opposite is so. Where a source says it half as often when it is so as others do, the odds of it are halved. Which
state there was is known in chances only, by what others and maps showed: the shares are those of a mixture, found by
expectation-maximisation, one step a claim (Neal and Hinton 1998, doi:10.1007/978-94-011-5014-9_12). A claim of whose
state nothing is known by others changes nothing.

What is found of a source is drawn towards what is found of its kind on its side, as if `worth` more claims had fared as
those of the kind do, and that towards all claims of the side (gamma-Poisson shrinkage of observed over expected counts:
Clayton and Kaldor 1987, doi:10.2307/2532003). No source counts for more than `worth` claims of its kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Floats = NDArray[np.float64]

# Rounds over all claims, for what is known in hindsight.
ROUNDS = 3


class Said(NamedTuple):
    """Claims, a row each: the source of each by number, which are `alike` in what they say, and how much each counts.

    `wider` are, a level each and the widest first, the groups to which sources belong: an element a source.
    """

    source: Numbers
    alike: Numbers
    weight: Floats
    wider: tuple[Numbers, ...]


class Fared(NamedTuple):
    """Chances of the states, [n, 3], on the day of each claim, the side that is spoken of first, by what others show.

    A claim is judged in period `at`, which then bears on the claims of that and of later periods; `said` is the period
    in which it was said.
    """

    known: Floats
    at: Numbers
    said: Numbers


def now(claims: Said, fared: Fared, worth: float) -> list[Floats]:
    """Log-odds, [n, 3] a level and the source's last, that records add to each claim, by what was judged before."""
    found = [np.zeros_like(fared.known) for _ in range(len(claims.wider) + 1)]
    sums = _Sums(claims, worth)
    for period in range(int(fared.said.max(initial=-1)) + 1):
        sums.add(np.flatnonzero(fared.at == period), fared.known, sums.logs())
        rows = np.flatnonzero(fared.said == period)
        for level, logs in enumerate(sums.logs()):
            found[level][rows] = logs[claims.source[rows]]
    return found


def then(claims: Said, known: Floats, worth: float) -> list[Floats]:
    """The same from all claims, for estimates in hindsight."""
    logs = _Sums(claims, worth).logs()
    for _ in range(ROUNDS):
        sums = _Sums(claims, worth)
        sums.add(np.arange(len(claims.source)), known, logs)
        logs = sums.logs()
    return [level[claims.source] for level in logs]


class _Sums:
    """What was counted so far: the states of claims that are alike, and those seen and expected of each source."""

    def __init__(self, claims: Said, worth: float) -> None:
        self._claims, self._worth = claims, worth
        sources = len(claims.wider[0])
        self._alike = np.zeros((int(claims.alike.max(initial=-1)) + 1, 3))
        self._seen, self._expected = np.zeros((sources, 3)), np.zeros((sources, 3))

    def add(self, rows: Numbers, known: Floats, logs: Sequence[Floats]) -> None:
        """Count the claims `rows`, where records add `logs`."""
        source, alike = self._claims.source[rows], self._claims.alike[rows]
        weight, ratio = self._claims.weight[rows, None], np.exp(sum(logs[1:], logs[0]))[source]
        self._alike += _summed(alike, weight * known[rows], len(self._alike))
        expected = _normal(self._alike[alike])
        self._seen += _summed(source, weight * _normal(known[rows] * ratio), len(self._seen))
        self._expected += _summed(source, weight * expected / _total(expected * ratio), len(self._seen))

    def logs(self) -> list[Floats]:
        """What each level adds for each source."""
        before, found = np.zeros_like(self._seen), []
        share = self._worth / (self._worth + _total(self._expected))
        for groups in self._claims.wider:
            many = int(groups.max(initial=-1)) + 1
            seen, expected = _summed(groups, share * self._seen, many), _summed(groups, share * self._expected, many)
            logs = self._ratio(seen[groups], expected[groups], before)
            found.append(logs - before)
            before = logs
        found.append(self._ratio(self._seen, self._expected, before) - before)
        return found

    def _ratio(self, seen: Floats, expected: Floats, before: Floats) -> Floats:
        """Log-odds by which what was seen exceeds what was expected, where `before` is what one would think."""
        # As many of each state: where one is rare among such claims, a few of it must not make a record.
        besides = self._worth / 3
        found: Floats = np.log((seen + besides * np.exp(before)) / (expected + besides))
        return found


def _total(chances: Floats) -> Floats:
    """The sums over the states, taken in an order that looks the same from both sides."""
    found: Floats = ((chances[:, 0] + chances[:, 2]) + chances[:, 1])[:, None]
    return found


def _normal(chances: Floats) -> Floats:
    return chances / _total(chances)


def _summed(group: Numbers, rows: Floats, groups: int) -> Floats:
    """The sums of the rows of each group."""
    return np.stack([np.bincount(group, rows[:, state], groups) for state in range(3)], axis=1)
