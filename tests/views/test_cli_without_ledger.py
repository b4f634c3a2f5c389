"""Commands that work on what is there: without a ledger they make none, and say so in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from fogline.errors import BrokenLedger
from fogline.views.cli.main import fogline

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "command",
    [
        ("refresh",),
        ("follow",),
        ("correct", "0b1d9af9", "--by", "Ada", "--note", "x"),
        ("correct", "0b1d9af9", "--by", "Ada", "--merge", "9b94562f"),
    ],
)
def test_no_ledger_is_made_by_what_needs_one(tmp_path: Path, command: tuple[str, ...]) -> None:
    where = tmp_path / "folder" / "ledger.sqlite"
    done = CliRunner().invoke(fogline, ["--ledger", str(where), *command])
    assert done.exit_code != 0
    assert isinstance(done.exception, BrokenLedger)
    assert "there is no ledger yet: add something to it with `fogline add`" in str(done.exception)
    assert not where.parent.exists()


def test_an_empty_file_is_no_ledger_either(tmp_path: Path) -> None:
    where = tmp_path / "ledger.sqlite"
    where.touch()
    done = CliRunner().invoke(fogline, ["--ledger", str(where), "refresh"])
    assert "holds nothing yet" in str(done.exception)
