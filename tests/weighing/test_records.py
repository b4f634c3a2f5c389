"""Records of sources, of their kinds and of their sides."""

from __future__ import annotations

import numpy as np
import pytest

from fogline.terms.actor import Side
from fogline.terms.event import EventKind
from fogline.weighing.outcomes import outcomes
from fogline.weighing.records import records
from tests.weighing.fronts import cast, war
from tests.weighing.statements import OTHER, SIDES, mirrored, states
from tests.weighing.test_outcomes import COURSE

RU, UA = Side.RU, Side.UA


def kind_of(source: str) -> str:
    return source.split(maxsplit=1)[0]


def test_figures_are_counted_by_source_kind_and_side() -> None:
    first = states("ministry 1", RU, EventKind.CAPTURES, RU, 10)
    said = [
        first,
        states("ministry 1", RU, EventKind.RETAKES, UA, 35),
        states("ministry 2", RU, EventKind.CAPTURES, RU, 12),
        states("channel 1", RU, EventKind.CAPTURES, RU, 12, origin=first),
        states("staff 1", UA, EventKind.LOSES, UA, 36, denies=True),
        states("", UA, EventKind.LOSES, UA, 36),
    ]
    found = records(outcomes(said, COURSE, SIDES), kind_of)
    counts = {one.name: (one.seen[:2], one.denied[:2], one.copied[:2]) for one in found.sources}
    assert counts == {
        "ministry 1": ((1, 2), (0, 0), (0, 2)),
        "ministry 2": ((1, 1), (0, 0), (0, 1)),
        "channel 1": ((0, 0), (0, 0), (1, 1)),
        "staff 1": ((0, 0), (1, 1), (0, 1)),
    }
    assert [(one.kind, one.side, one.seen[:2]) for one in found.kinds if one.kind == "ministry"] == [
        ("ministry", RU, (2, 3))
    ]
    assert [(one.side, one.seen[:2], one.wait.of) for one in found.sides] == [(RU, (2, 3), 3), (UA, (0, 0), 0)]


def test_what_was_put_into_a_made_war_is_found_again() -> None:
    """Nine in ten intervals hold the honesty, the copying and the lead of who speaks; over several made wars."""
    random = np.random.default_rng(20251125)
    held: dict[str, list[bool]] = {"seen": [], "copied": [], "days": []}
    errors = []
    for _ in range(6):
        sources = {one.name: one for one in cast(random)}
        for record in records(war(random, list(sources.values())), kind_of).sources:
            assert record.name is not None
            true = sources[record.name]
            held["seen"].append(record.seen.share.low <= true.honesty <= record.seen.share.high)
            held["copied"].append(record.copied.share.low <= true.copying <= record.copied.share.high)
            if record.wait.low is not None and record.wait.high is not None and record.wait.days is not None:
                held["days"].append(record.wait.low <= true.lead + 0.5 and true.lead - 0.5 <= record.wait.high)
                errors.append(record.wait.days[2] - true.lead)
    assert {name: 0.85 <= np.mean(one) <= 0.95 for name, one in held.items() if name != "days"} == {
        "seen": True,
        "copied": True,
    }
    assert np.mean(held["days"]) >= 0.85
    assert np.mean(errors) == pytest.approx(0, abs=1)


def test_with_the_sides_exchanged_the_records_are_to_the_last_digit() -> None:
    sources = cast(np.random.default_rng(3))
    here = list(war(np.random.default_rng(4), sources))
    there = [one._replace(stated=mirrored(one.stated)) for one in here]
    found, turned = records(here, kind_of), records(there, kind_of)
    for some, others in zip(found, turned, strict=True):
        by_name = {(one.source, one.kind, one.side): one for one in others}
        for one in some:
            assert by_name[one.source, one.kind, OTHER[one.side]] == one._replace(side=OTHER[one.side])


def test_without_any_statement_there_is_no_record() -> None:
    assert records([], kind_of) == ((), (), ())
