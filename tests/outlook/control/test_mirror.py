"""Sides swapped in, sides swapped out, to the last digit."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from fogline.outlook.control.assembling import Ground, Line, Told, assemble
from fogline.outlook.control.batches import split
from fogline.outlook.control.daily import days
from fogline.outlook.control.learning import learn
from fogline.outlook.control.line import depth, on_sphere, said_by_line
from fogline.outlook.control.regimes import FALL_KNOWN, FALLS, NEAR, near_from_far
from fogline.runs import priors
from fogline.runs.control import prior_of
from fogline.weighing.pushes import announced
from fogline.weighing.sayings import SYMBOLS, mirrored
from fogline.weighing.weights import repeated, share_of

PLACES, FIRST, LAST = 5, 1000, 1300
SAYING = mirrored()
ROWS = st.lists(
    st.tuples(
        st.integers(0, PLACES - 1),
        st.integers(FIRST, LAST),
        st.integers(0, len(SYMBOLS) - 1),
        st.floats(0.1, 1.3),
    ),
    min_size=1,
    max_size=40,
)


def estimates(rows: list[tuple[int, int, int, float]], seed: int, *, swapped: bool, hindsight: bool) -> np.ndarray:
    draw = np.random.default_rng(seed)
    place, day, symbol, weight = (
        np.array(column) for column in zip(*sorted(rows, key=lambda row: row[:2]), strict=True)
    )
    symbol = SAYING[symbol] if swapped else symbol
    says = announced()
    weight = weight * share_of(repeated(place, day, symbol, 30))
    told = Told(place, day, symbol, weight, says.side[symbol], says.confirmed[symbol], says.fought[symbol])
    points = on_sphere(draw.uniform(47, 50, PLACES), draw.uniform(35, 39, PLACES))
    start = draw.dirichlet([2.0, 1.0, 2.0], PLACES)
    known, held = on_sphere(draw.uniform(47, 50, 9), draw.uniform(35, 39, 9)), draw.integers(-1, 2, 9)
    near, first, second = draw.integers(0, NEAR, PLACES), *draw.integers(0, FALLS, (2, PLACES))
    shown = draw.integers(0, len(SYMBOLS), PLACES)
    if swapped:
        held, start, first, second, shown = -held, start[:, ::-1], second, first, SAYING[shown]
    depths, nothing = depth(points, known, held), np.full(PLACES, -1)
    falls = np.full(PLACES, FALL_KNOWN)
    coarse = Line(FIRST, near_from_far(depths), falls, falls, said_by_line(depths), nothing, coarse=True)
    drawn = Line(1100, near, first, second, np.zeros((PLACES, 3)), shown, coarse=False)
    batch = assemble(Ground(points, start), told, [coarse, drawn], (FIRST, LAST))
    model = learn([some for _, some in split(batch, 3)], prior_of(priors.load()), 2)
    return days(batch, model, LAST, hindsight=hindsight)


@settings(max_examples=40, deadline=None)
@given(ROWS, st.integers(0, 10_000), st.booleans())
def test_swapped_sides_swap_the_estimates(rows: list[tuple[int, int, int, float]], seed: int, hindsight: bool) -> None:  # noqa: FBT001 - drawn
    one = estimates(rows, seed, swapped=False, hindsight=hindsight)
    other = estimates(rows, seed, swapped=True, hindsight=hindsight)
    assert np.array_equal(one, other[:, ::-1])
