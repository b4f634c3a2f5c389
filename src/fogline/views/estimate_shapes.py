"""The JSON of estimates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fogline.runs.calibrating import Calibration, Group, Scores
    from fogline.runs.waterfall import Waterfall
    from fogline.terms.actor import Side
    from fogline.terms.estimate import Course


def estimate_shapes(course: Course, sides: tuple[Side, Side]) -> Iterator[dict[str, Any]]:
    """Yield a JSON object a day: the chances of the states, and when something was last heard."""
    names = sides[0].value, "contested", sides[1].value
    for number, (chances, heard) in enumerate(zip(course.p, course.heard, strict=True)):
        yield {
            "place": course.place,
            "date": date.fromordinal(course.first + number).isoformat(),
            "p": dict(zip(names, chances, strict=True)),
            "heard": date.fromordinal(heard).isoformat(),
        }


def waterfall_shape(found: Waterfall, sides: tuple[Side, Side]) -> dict[str, Any]:
    """The JSON object of what an estimate is made of."""
    names = sides[0].value, "contested", sides[1].value

    def chances(values: tuple[float, float, float]) -> dict[str, float]:
        return dict(zip(names, values, strict=True))

    return {
        "place": found.place,
        "date": date.fromordinal(found.day).isoformat(),
        "start": {"p": chances(found.start), "lines": [date.fromordinal(day).isoformat() for day in found.lines]},
        "expected": None
        if (line := found.expected) is None
        else {
            "map": line.map_name,
            "date": date.fromordinal(line.day).isoformat(),
            "side": sides[line.side].value,
            "depth_km": line.depth,
            "moved_km": line.moved,
            "p": chances(line.chances),
        },
        "origins": [
            {
                "date": date.fromordinal(step.day).isoformat(),
                "source": step.source,
                "says": step.says,
                "side": None if step.side is None else sides[step.side].value,
                "told_by": step.told_by,
                "claim": step.claim,
                "copies": step.copies,
                "reasons": [{"name": reason.name, "weight": chances(reason.weight)} for reason in step.reasons],
                "p": chances(step.after),
            }
            for step in found.steps
        ],
        "p": chances(found.result),
        "heard": date.fromordinal(found.heard).isoformat(),
    }


def calibration_shape(found: Calibration) -> dict[str, Any]:
    """The JSON object of how good nowcasts were."""
    return {
        "judge": found.judge,
        "scores": found.whole._asdict(),
        "reliability": [one._asdict() for one in found.bins],
        "baselines": _scores(found.baselines),
        "by_side": _groups(found.sides),
        "by_kind": _groups(found.kinds),
        "by_month": _groups(found.months),
    }


def _groups(groups: Mapping[str, Group]) -> dict[str, Any]:
    return {name: {**one.scores._asdict(), "baselines": _scores(one.baselines)} for name, one in groups.items()}


def _scores(rules: Mapping[str, Scores]) -> dict[str, Any]:
    return {name: one._asdict() for name, one in rules.items()}
