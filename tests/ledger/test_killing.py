from __future__ import annotations

import shutil
from pathlib import Path

from fogline.ledger.keeping import keep
from fogline.ledger.opening import open_ledger
from tests.ledger.arrivals import read
from tests.ledger.killing import Stored, kill, state


def reports(count: int) -> list[Stored]:
    """Reports that are read as one claim each."""
    arrivals = [read(f"ministry took village {number}", f"{number}.txt") for number in range(count)]
    return [(arrival.item, arrival.reading) for arrival in arrivals if arrival.reading]


def test_a_process_that_is_killed_leaves_whole_reports_and_adding_again_brings_the_rest(where: str) -> None:
    stored = reports(700)
    for after in (0.05, 0.2):
        told, _ = kill(where, stored, after)
        found = state(where)
        assert (found.doubled, found.faults) == (0, 0)
        assert found.reports >= told
    kill(where, stored, None)
    assert state(where) == (700, 0, 0)


def test_what_a_power_cut_leaves_of_the_log_is_whole(tmp_path: Path) -> None:
    where = tmp_path / "ledger.sqlite"
    ledger = open_ledger(str(where), write=True)
    for number in range(3):
        keep(ledger, [read(f"ministry took village {number} {place}", f"{number}/{place}") for place in range(50)])
    log = Path(f"{where}-wal").read_bytes()
    left = []
    for number, share in enumerate((0.1, 0.5, 0.7, 0.9, 0.99)):
        cut = tmp_path / f"{number}.sqlite"
        shutil.copy(where, cut)
        Path(f"{cut}-wal").write_bytes(log[: int(len(log) * share)] + b"\0" * 5000)
        left.append(state(str(cut)))
    ledger.close()
    assert all((found.doubled, found.faults) == (0, 0) for found in left)
    assert [found.reports for found in left] == sorted(found.reports for found in left)
    assert {found.reports for found in left} == {0, 50, 100}
