"""Graphs of steps: ways through, loops, contradictions and the arithmetic."""

from __future__ import annotations

import pytest

from fogline.outlook.foretelling.consequences import Chain, Edge, Interval, Step, contradictions, loops, sums, ways


def graph(
    *pairs: tuple[int, int], odds: dict[int, float] | None = None, opposed: tuple[int, int] | None = None
) -> Chain:
    """A chain of the steps that `pairs` lead from and to."""
    numbers = sorted({number for pair in pairs for number in pair})
    known = odds or {}
    steps = (Step(n, "", "", Interval(known[n], 0, 1) if n in known else None) for n in numbers)
    return Chain(tuple(steps), tuple(Edge(*pair, ()) for pair in pairs), (opposed,) if opposed else ())


def test_four_steps_at_even_odds_are_one_in_sixteen() -> None:
    (found,) = sums(graph((1, 2), (2, 3), (3, 4)))
    assert found == ((1, 2, 3, 4), 1 / 16, 0, None, None)


def test_the_weakest_step_is_the_one_that_happens_least() -> None:
    (found,) = sums(graph((1, 2), (2, 3), odds={1: 0.5, 2: 0.1}))
    assert (found.weakest, found.known) == (2, 2)
    assert found.by_rates == pytest.approx(0.05)


def test_every_way_is_followed() -> None:
    assert ways(graph((1, 2), (2, 3), (2, 4), (5, 4))) == [(1, 2, 3), (1, 2, 4), (5, 4)]


def test_a_loop_is_found_once_and_does_not_hang() -> None:
    knot = graph((1, 2), (2, 3), (3, 1), (3, 4))
    assert loops(knot) == [(1, 2, 3)]
    assert ways(knot) == [(1, 2, 3, 4)]
    assert loops(graph((1, 2), (2, 3))) == []


def test_what_leads_to_a_thing_and_its_opposite_contradicts_itself() -> None:
    assert contradictions(graph((1, 2), (1, 3), opposed=(2, 3))) == [(1, 2, 3)]
    assert contradictions(graph((1, 2), (4, 3), opposed=(2, 3))) == []


def test_a_very_knotted_graph_ends() -> None:
    knot = graph(*((a, b) for a in range(1, 12) for b in range(1, 12) if a != b))
    assert len(ways(knot)) == 100
