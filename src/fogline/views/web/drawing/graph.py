"""A graph of steps as a small picture: numbered circles from left to right, and what leads where."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from fogline.views.web.drawing.svg import element, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from markupsafe import Markup

    Pair = tuple[int, int]

# Units: how far layers and rows are apart, the radius of a step, and how long a point of an arrow is.
ACROSS, DOWN, RADIUS, POINT = 112, 68, 21, 11
EDGE = 12


class Graph(NamedTuple):
    """The picture within `width` and `height`."""

    drawn: Markup
    width: int
    height: int


def graph(edges: Sequence[Pair], opposed: Iterable[Pair], states: Mapping[int, str]) -> Graph:
    """The picture of steps by number, each with its state as a class; `opposed` pairs are joined by a broken line."""
    layers = _layers(edges, list(states))
    rows: dict[int, list[int]] = defaultdict(list)
    for number in sorted(layers, key=lambda one: (layers[one], one)):
        rows[layers[number]].append(number)
    most = max((len(row) for row in rows.values()), default=1)
    at = {
        number: (
            EDGE + RADIUS + layer * ACROSS,
            EDGE + RADIUS + (most - len(row)) * DOWN // 2 + place * DOWN,
        )
        for layer, row in rows.items()
        for place, number in enumerate(row)
    }
    below = 2 * EDGE + 2 * RADIUS + (most - 1) * DOWN + DOWN // 3
    drawn = joined(
        [
            *(_opposed(at[one], at[other]) for one, other in opposed),
            *(_edge(at, layers, edge, below) for edge in edges),
            *_steps(at, states),
        ]
    )
    width = 2 * (EDGE + RADIUS) + max(layers.values(), default=0) * ACROSS
    bent = any(layers[effect] - layers[cause] != 1 for cause, effect in edges)
    return Graph(drawn, width, 2 * (EDGE + RADIUS) + (most - 1) * DOWN + (2 * DOWN // 3 if bent else 0))


def _layers(edges: Sequence[Pair], numbers: Sequence[int]) -> dict[int, int]:
    """How many steps lead to each, the longest way; of a loop, the edge that closes it does not count."""
    after: dict[int, list[int]] = defaultdict(list)
    for cause, effect in edges:
        after[cause].append(effect)
    layers = dict.fromkeys(numbers, 0)
    led_to = {effect for _, effect in edges}
    starts = [number for number in numbers if number not in led_to]

    def deepen(number: int, above: tuple[int, ...]) -> None:
        for effect in after[number]:
            if effect not in above and layers[effect] < len(above):
                layers[effect] = len(above)
                deepen(effect, (*above, effect))

    for start in starts or numbers[:1]:
        deepen(start, (start,))
    return layers


def _edge(at: Mapping[int, Pair], layers: Mapping[int, int], edge: Pair, below: int) -> Markup:
    (x, y), (end_x, end_y) = at[edge[0]], at[edge[1]]
    if layers[edge[1]] - layers[edge[0]] == 1:
        return _straight(x, y, end_x, end_y)
    # Beyond the next layer, within one, or back: below all that stands between.
    low = below + DOWN // 3
    path = element("path", d=f"M{x} {y + RADIUS}C{x} {low} {end_x} {low} {end_x} {end_y + RADIUS + POINT - 3}")
    tip = element("path", d=f"M{end_x} {end_y + RADIUS + 1}l-5 {POINT}h10z", class_="tip")
    return element("g", path, tip, class_="edge")


def _straight(x: float, y: float, end_x: float, end_y: float) -> Markup:
    long = ((end_x - x) ** 2 + (end_y - y) ** 2) ** 0.5
    along, across = (end_x - x) / long, (end_y - y) / long
    begin = x + along * RADIUS, y + across * RADIUS
    tip = end_x - along * (RADIUS + 2), end_y - across * (RADIUS + 2)
    foot = tip[0] - along * POINT, tip[1] - across * POINT
    line = element("path", d=f"M{begin[0]:.1f} {begin[1]:.1f}L{foot[0]:.1f} {foot[1]:.1f}")
    corners = [tip, (foot[0] - across * 5, foot[1] + along * 5), (foot[0] + across * 5, foot[1] - along * 5)]
    point = element("polygon", points=" ".join(f"{a:.1f},{b:.1f}" for a, b in corners), class_="tip")
    return element("g", line, point, class_="edge")


def _opposed(one: Pair, other: Pair) -> Markup:
    return element("path", d=f"M{one[0]} {one[1]}L{other[0]} {other[1]}", class_="opposed")


def _steps(at: Mapping[int, Pair], states: Mapping[int, str]) -> Iterator[Markup]:
    for number, (x, y) in at.items():
        circle = element("circle", cx=x, cy=y, r=RADIUS)
        digit = element("text", number, x=x, y=y + 7, text_anchor="middle")
        yield element("a", circle, digit, href=f"#step{number}", class_=f"step {states[number]}")
