"""The reliability diagram: how often what was estimated at some probability was so (Murphy and Winkler 1977)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fogline.views.web.drawing.svg import drawn, element, figure, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from fogline.views.web.drawing.svg import Tongue

SIZE, LEFT, RIGHT, TOP, BOTTOM = 480, 56, 456, 34, 434
HEIGHT = 490
# The radius of a bin's dot, from that of the rarest to that of the most frequent.
SMALL, LARGE = 4.0, 11.0


class Bin(NamedTuple):
    """Estimates of about one probability: their mean, the share that was so and its interval, and how many."""

    forecast: float
    observed: float
    days: int
    low: float
    high: float


def reliability_diagram(bins: Sequence[Bin], tongue: Tongue) -> Markup | None:
    """The diagram of `bins`; None where there are none."""
    filled = [one for one in bins if one.days]
    if not filled:
        return None
    told = tongue.say("chart.reliability_desc", n=tongue.number(sum(one.days for one in filled)))
    picture = drawn(
        (SIZE, HEIGHT),
        "reliability",
        tongue.say("chart.reliability"),
        told,
        *_axes(tongue),
        *_dots(filled),
    )
    rows = [
        [
            _share(one.forecast, tongue),
            _share(one.observed, tongue),
            f"{_share(one.low, tongue)}-{_share(one.high, tongue)}",
            tongue.number(one.days),
        ]
        for one in filled
    ]
    head = [tongue.say(f"chart.{name}") for name in ("forecast", "observed", "interval", "settlement_days")]
    return figure(
        "reliability", picture, element("p", told, class_="hint"), table(tongue.say("chart.table"), head, rows)
    )


def _share(share: float, tongue: Tongue) -> str:
    return f"{tongue.number(round(100 * share))}%"


def _x(share: float) -> float:
    return round(LEFT + share * (RIGHT - LEFT), 1)


def _y(share: float) -> float:
    return round(BOTTOM - share * (BOTTOM - TOP), 1)


def _axes(tongue: Tongue) -> Iterator[Markup]:
    for tenth in range(0, 11, 2):
        share = tenth / 10
        yield element("line", x1=LEFT, x2=RIGHT, y1=_y(share), y2=_y(share), class_="grid")
        yield element("line", x1=_x(share), x2=_x(share), y1=TOP, y2=BOTTOM, class_="grid")
        yield element("text", _share(share, tongue), x=LEFT - 8, y=_y(share) + 4, text_anchor="end")
        yield element("text", _share(share, tongue), x=_x(share), y=BOTTOM + 20, text_anchor="middle")
    yield element("line", x1=_x(0), y1=_y(0), x2=_x(1), y2=_y(1), class_="ideal")
    yield element(
        "text", tongue.say("chart.forecast"), " →", x=RIGHT, y=BOTTOM + 46, text_anchor="end", class_="strong"
    )
    yield element("text", "↑ ", tongue.say("chart.observed"), x=LEFT - 8, y=16, class_="strong")


def _dots(bins: Sequence[Bin]) -> Iterator[Markup]:
    most = max(one.days for one in bins)
    for one in bins:
        x = _x(one.forecast)
        yield element("line", x1=x, x2=x, y1=_y(one.low), y2=_y(one.high), class_="whisker")
    for one in bins:
        radius = SMALL + (LARGE - SMALL) * (one.days / most) ** 0.5
        yield element("circle", cx=_x(one.forecast), cy=_y(one.observed), r=f"{radius:.1f}", class_="dot")
