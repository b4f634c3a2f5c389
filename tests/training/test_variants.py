"""A varied report says the same of other places, word for word where it belongs."""

import re
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from training.corpus import read_reports
from training.reports import names, vocabulary
from training.variants import pool, varied

REPORTS = list(read_reports(Path(__file__).parents[2] / "training" / "corpus"))[::40]
WORDS = vocabulary(REPORTS)
NAMED = [(report, names(report, WORDS)) for report in REPORTS]
POOL = pool(NAMED)


@given(st.sampled_from(range(len(NAMED))), st.integers(0, 1000))
def test_every_span_keeps_its_words_but_for_names_and_numbers(which: int, seed: int) -> None:
    report, named = NAMED[which]
    other, moved = varied(report, named, POOL, np.random.default_rng(seed))
    places = {report.text[slice(*one.span)] for one in named} | {other.text[slice(*one.span)] for one in moved}

    def bare(text: str) -> str:
        for name in sorted(places, key=len, reverse=True):
            text = re.sub(rf"\b{re.escape(name)}\b", "@", text)
        return re.sub(r"\d+", "#", text)

    for claim, same in zip(report.claims, other.claims, strict=True):
        assert bare(report.text[slice(*claim.content)]) == bare(other.text[slice(*same.content)])
        if claim.source and same.source:
            assert bare(report.text[slice(*claim.source)]) == bare(other.text[slice(*same.source)])
    assert len(moved) == len(named)


def test_a_name_is_the_same_wherever_it_stands() -> None:
    report, named = next((r, n) for r, n in NAMED if len({r.text[slice(*o.span)] for o in n}) < len(n))
    other, moved = varied(report, named, POOL, np.random.default_rng(1))
    swaps: dict[str, set[str]] = {}
    for one, new in zip(named, moved, strict=True):
        swaps.setdefault(report.text[slice(*one.span)], set()).add(other.text[slice(*new.span)])
    assert all(len(some) == 1 for some in swaps.values())


def test_what_names_a_side_is_no_place_like_others() -> None:
    known = {name for names_alike in POOL.values() for name in names_alike}
    assert known.isdisjoint({"Moscow", "Kyiv", "Ukrainian", "Киев", "Москві", "РФ"})
