"""Small worlds for the chain: a model, places, and what is heard of them, drawn from a seed."""

from __future__ import annotations

import numpy as np

from fogline.outlook.control.chain import Steps
from fogline.outlook.control.learning import Batch, Heard, Learned
from fogline.outlook.control.regimes import REGIMES

SYMBOLS = 4


def model(seed: int) -> Learned:
    """A chain and sayings without any order in them; the last symbol is never silent."""
    draw = np.random.default_rng(seed)
    chain = draw.dirichlet([1.0, 1.0, 1.0], size=(REGIMES, 3))
    said = draw.uniform(0.01, 0.2, (SYMBOLS, 3))
    return Learned(chain, said, 1 - said.sum(axis=0))


def batch(seed: int, places: int = 3, days: int = 7) -> Batch:
    """Places with steps on some days, evidence on some of those, and different regimes."""
    draw = np.random.default_rng(seed)
    rows = []
    for place in range(places):
        chosen = sorted({0, days - 1, *draw.integers(0, days, 3).tolist()})
        rows += [(place, 1000 + day, int(draw.integers(0, 5))) for day in chosen]
    place, day, regime = (np.array(column) for column in zip(*rows, strict=True))
    step = np.sort(draw.integers(0, len(rows), places * 2))
    heard = Heard(step, draw.integers(0, SYMBOLS, len(step)), draw.uniform(0.2, 1.0, len(step)))
    flags = np.isin(np.arange(len(rows)), step)
    known = np.where(draw.random((len(rows), 1)) < 0.3, draw.normal(size=(len(rows), 3)), 0.0)
    return Batch(Steps(place, day, regime, flags), heard, draw.dirichlet([1.0, 1.0, 1.0], places), known)
