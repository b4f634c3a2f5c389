"""What is worked out in a process of its own is what would be worked out here, and the process ends with this one."""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from fogline.errors import Pending
from fogline.ledger.opening import open_ledger
from fogline.views import knowing
from fogline.views.serving import Holding, Wait
from fogline.views.web import apart, warming
from fogline.views.web.service import Service
from tests.ledger.arrivals import NOON, put, read

if TYPE_CHECKING:
    from pathlib import Path


def test_each_part_arrives_as_it_would_be_made_here(ledger: str, gazetteer: Path) -> None:
    here, there = (Holding(ledger, gazetteer, lambda: NOON) for _ in range(2))
    asking = replace(there, wait=Wait.NOT)
    with here.ledger() as database, apart.begun(there) as receive:
        for name, part in apart.PARTS.items():
            receive(database, name)
            if name != "calibration":
                assert part.made(asking, database) == part.made(here, database), name


def test_what_another_state_of_the_ledger_gave_is_not_kept(ledger: str, gazetteer: Path) -> None:
    handed = io.BytesIO()
    apart.hand_over(apart.Order(ledger, gazetteer, NOON), handed)
    handed.seek(0)
    grown = open_ledger(ledger, write=True)
    put(grown, read("ministry took Luhy again", "again", published="2025-09-09"))
    grown.close()
    holding = Holding(ledger, gazetteer, lambda: NOON, wait=Wait.NOT)
    with holding.ledger() as database:
        apart.received(handed, holding)(database, "spells")
        with pytest.raises(Pending):
            knowing.spells(holding, database)


def test_what_a_process_that_broke_does_not_hand_over_is_made_here(
    ledger: str, gazetteer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warming, "LARGE", 0)
    monkeypatch.setattr(sys, "executable", "false")
    service = Service(Holding(ledger, gazetteer, lambda: NOON), lambda: NOON)
    warming.warm(service)
    assert service.warm
    with service.holding.ledger() as database:
        assert knowing.fared(replace(service.holding, wait=Wait.NOT), database)


def test_the_process_ends_when_the_one_that_began_it_does(ledger: str, gazetteer: Path) -> None:
    command = [sys.executable, "-m", apart.__name__]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdin
        pickle.dump(apart.Order(ledger, gazetteer, NOON), running.stdin)
        running.stdin.close()
        assert running.wait(timeout=60) == 0
