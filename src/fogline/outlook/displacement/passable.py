"""Which routes can be gone, by who holds the places at their ends.

Nobody crosses the line of control: a route whose ends are held by opposing sides is closed on that day. Places that are
contested or cut off can be passed, but slowly: their routes count as longer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fogline.outlook.displacement.setting import Route

# A route to a place that is contested or cut off on all days counts as so many times as long; of some days
# accordingly. Set by hand: neither of the two cases that the rest was learned from knows of it.
HINDERED = 3.0


def closed(
    routes: Sequence[Route], holders: Mapping[str, Sequence[int]], days: int
) -> tuple[frozenset[tuple[str, str]], ...]:
    """For each of `days` the names of the ends of routes that are closed on it.

    `holders` has for a place, day by day, 1 where the one side holds it, -1 where the other does, 0 for neither.
    """
    found: list[frozenset[tuple[str, str]]] = []
    for day in range(days):
        now = {name: held[day] for name, held in holders.items()}
        crossing = (one for one in routes if now.get(one.one, 0) * now.get(one.other, 0) < 0)
        found.append(frozenset((one.one, one.other) for one in crossing))
    return tuple(found)


def lengthened(routes: Sequence[Route], hindered: Mapping[str, float]) -> tuple[Route, ...]:
    """The routes, those to places that are `hindered` on a part of all days longer; the more hindered end counts."""
    return tuple(
        one._replace(
            km=round(one.km * (1 + (HINDERED - 1) * max(hindered.get(name, 0.0) for name in (one.one, one.other))), 1)
        )
        for one in routes
    )
