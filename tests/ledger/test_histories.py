"""Whatever is kept in whatever order: the ledger is whole, and what counts is what was found last."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fogline.ledger.asking import claims, data, reading, reports
from fogline.ledger.keeping import Again, Arrival, Known, keep, keep_again
from fogline.ledger.opening import open_ledger
from fogline.ledger.verifying import verify
from fogline.terms.kept import Maker, Question
from tests.ledger.arrivals import read
from tests.ledger.conftest import SERVER, served

EVERYTHING = Question()
# Of five texts one cannot be read.
FOUND = st.tuples(st.sampled_from("abc"), st.integers(0, 4))
# Several found at once, or a number by which one that counts is chosen to be read anew.
STEPS = st.lists(st.lists(FOUND, min_size=1, max_size=5) | st.integers(0, 9), max_size=8)


class Model:
    """What should be in the ledger: the texts found at each address, and by which version each was read last."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.versions: dict[str, list[int]] = {}
        self.bytes: dict[str, bytes] = {}

    @property
    def counts(self) -> set[int]:
        """The texts that are the newest at an address and can be read."""
        return {texts[-1] for texts in self.versions.values() if texts[-1] != 0}

    def find(self, address: str, text: int) -> tuple[Arrival, Known]:
        """Text number `text` is found; gives it with what should be known of it."""
        arrival = _arrival(address, text)
        newest = self.versions.get(address, [])[-1:]
        before = Known.HERE if newest == [text] else Known.ELSEWHERE if text in self.counts else Known.NEW
        self.versions.setdefault(address, []).append(text)
        self.bytes[arrival.id] = arrival.item.data
        return arrival, before


def _arrival(address: str, text: int) -> Arrival:
    arrival = read(f"ministry took village {text}", address)
    return arrival if text else replace(arrival, reading=None, failure="is broken")


def go_through(where: str, steps: list[list[tuple[str, int]] | int]) -> None:
    """Take the steps in a ledger and in the model of it, and compare the two after each."""
    model = Model()
    for number, step in enumerate(steps):
        ledger = open_ledger(where, write=True)
        if isinstance(step, int):
            current = list(reports(ledger, EVERYTHING))
            for kept in current[step : step + 1]:
                whole = reading(ledger, kept.number)
                found = ledger.rows("SELECT blob FROM reading WHERE seq = ?", (kept.number,))
                anew = replace(
                    read(whole.report.text, whole.report.path), maker=Maker("read", f"{number + 2}"), reading=whole
                )
                keep_again(ledger, [Again(int(str(found[0][0])), kept.number, anew)] * 2)
        else:
            arrivals, expected = zip(*(model.find(*one) for one in step), strict=True)
            assert keep(ledger, arrivals) == list(expected)
        assert not list(verify(ledger, lambda _: None))
        kept_texts = Counter(reading(ledger, one.number).report.text for one in reports(ledger, EVERYTHING))
        assert kept_texts == Counter(f"ministry took village {text}" for text in model.counts)
        assert sorted(one.claim.content.text for one in claims(ledger, EVERYTHING)) == sorted(
            f"took village {text}" for text in model.counts
        )
        assert {identifier: data(ledger, identifier) for identifier in model.bytes} == model.bytes
        ledger.close()


@given(STEPS)
@settings(max_examples=25)
def test_any_history_in_a_file(steps: list[list[tuple[str, int]] | int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        go_through(str(Path(folder) / "ledger.sqlite"), steps)


@pytest.mark.skipif(not SERVER, reason="no PostgreSQL server")
@given(STEPS)
@settings(max_examples=5)
def test_any_history_on_a_server(steps: list[list[tuple[str, int]] | int]) -> None:
    with served() as where:
        go_through(where, steps)
