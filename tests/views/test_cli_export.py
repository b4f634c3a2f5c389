"""fogline export as a user runs it: in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from fogline.ledger.opening import open_ledger
from fogline.terms.actor import Side
from fogline.terms.event import EventKind
from fogline.views.cli.exporting import NAMES
from fogline.views.export.formats import FORMATS
from fogline.views.export.verify_bundle import verify
from tests.ledger.arrivals import NYVA, put, read

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.sqlite"
    database = open_ledger(str(path), write=True)
    put(database, read("ministry took Luhy", "a", published="2025-09-01"))
    put(database, read("staff took Nyva", "b", published="2025-09-02", place=NYVA, side=Side.UA, speaker="the staff"))
    put(database, read("ministry holds Nyva", "c", published="2025-09-03", place=NYVA, kind=EventKind.HOLDS))
    database.close()
    return path


def export(ledger: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fogline", "--ledger", str(ledger), "export", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, text=True)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], "abc"),
        (["--place", NYVA.id], "bc"),
        (["--near", "50.5,30.5", "--within", "5"], "bc"),
        (["--kind", "holds"], "c"),
        (["--side", "ua"], "b"),
        (["--source", "the staff"], "b"),
        (["--language", "uk"], ""),
        (["--since", "2025-09-02", "--until", "2025-09-02"], "b"),
        (["--words", "holding"], "c"),
    ],
)
def test_options_say_which_claims_are_wanted(ledger: Path, tmp_path: Path, options: list[str], expected: str) -> None:
    done = export(ledger, "hxl", "--to", tmp_path / "out.csv", *options)
    assert done.returncode == 0, done.stderr
    told = (tmp_path / "out.csv").read_text().splitlines()[2:]
    assert sorted(line.split(",")[-2] for line in told) == list(expected)
    assert done.stdout.startswith(f"{len(expected)} claims in ")


def test_every_format_has_a_name(ledger: Path, tmp_path: Path) -> None:
    assert tuple(FORMATS) == NAMES
    for name in NAMES:
        if name != "parquet":
            done = export(ledger, name, "--to", tmp_path / name)
            assert (done.returncode, done.stderr) == (0, "")
            assert (tmp_path / name).exists()
    assert verify(tmp_path / "bundle")[0] == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["hxl", "--to", "missing/out.csv"], "missing/out.csv: cannot be written (No such file or directory)"),
        (["bundle", "--to", "full"], "full: is there already and not empty"),
        (["hxl", "--to", "out.csv", "--near", "1,2"], "near and within go together"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(ledger: Path, tmp_path: Path, arguments: list[str], told: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").touch()
    name, to, path, *rest = arguments
    done = export(ledger, name, to, tmp_path / path, *rest)
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode != 0
    assert sorted(file.name for file in tmp_path.iterdir() if "ledger" not in file.name) == ["full"]


def test_without_a_ledger_none_is_made(tmp_path: Path) -> None:
    done = export(tmp_path / "typo.sqlite", "bundle", "--to", tmp_path / "out")
    assert "there is no ledger yet" in done.stderr
    assert list(tmp_path.iterdir()) == []
