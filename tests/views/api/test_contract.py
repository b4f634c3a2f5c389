"""The API keeps what its document promises; `benchmarks/contract.py` asks more of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.contract import ask

if TYPE_CHECKING:
    from fogline.views.serving import Holding


def test_no_question_breaks_the_contract(holding: Holding) -> None:
    counts = ask(holding, 100)
    answered = {label for label, status in counts if status == 200}
    # Displacement needs an extra, and a place that was contested for long.
    assert answered | {"GET /places/{name}/displacement"} == {label for label, _ in counts}


def test_a_broken_promise_is_noticed(holding: Holding, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fogline.runs.verifying.head", lambda _: ("many", "hash"))
    with pytest.raises(BaseException, match="many"):
        ask(holding, 1)
