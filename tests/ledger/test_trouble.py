"""What goes wrong around a ledger: a full disk, a file that may only be read, another writer, a server that goes."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fogline.errors import BrokenLedger
from fogline.ledger import postgresql, sqlite
from fogline.ledger.asking import reports
from fogline.ledger.keeping import keep
from fogline.ledger.opening import open_ledger
from fogline.ledger.verifying import verify
from fogline.terms.kept import Question
from tests.ledger.arrivals import put, read
from tests.ledger.conftest import SERVER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.ledger.postgresql import PostgreSQL
    from fogline.ledger.sqlite import SQLite

NOBODY = 65534
MANY = [read(f"ministry took village {number}", f"{number}.txt") for number in range(300)]


def addresses(where: str) -> list[str]:
    """The reports in a ledger that is whole, by their addresses."""
    ledger = open_ledger(where, write=False)
    assert not list(verify(ledger, lambda _: None))
    found = sorted(report.capture.address for report in reports(ledger, Question()))
    ledger.close()
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A ledger in a file, with one report."""
    path = tmp_path / "ledger.sqlite"
    ledger = open_ledger(str(path), write=True)
    put(ledger, read("ministry took Luhy"))
    ledger.close()
    return path


def test_a_full_disk(file: Path) -> None:
    ledger: SQLite = sqlite.open_sqlite(file, write=True)
    pages = int(ledger.connection.execute("PRAGMA page_count").fetchone()[0])
    ledger.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(BrokenLedger, match="the disk is full: make room and run the command again"):
        keep(ledger, MANY)
    assert addresses(str(file)) == ["luhy.txt"]
    ledger.connection.execute("PRAGMA max_page_count = 1000000")
    keep(ledger, MANY)
    ledger.close()
    assert len(addresses(str(file))) == 301


@contextmanager
def nobody() -> Iterator[None]:
    """As a user whom permissions stop, where the tests' own is not one."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def shelf(file: Path) -> Iterator[Path]:
    """The same ledger, all others' files having been removed, in a folder that any user may enter."""
    folder = Path(tempfile.mkdtemp())
    shutil.copy(file, folder / "ledger.sqlite")
    yield folder / "ledger.sqlite"
    folder.chmod(0o700)
    shutil.rmtree(folder)


@pytest.mark.parametrize(("folder", "file_mode"), [(0o777, 0o444), (0o555, 0o444)])
def test_a_file_that_may_only_be_read_is_read(shelf: Path, folder: int, file_mode: int) -> None:
    shelf.chmod(file_mode)
    shelf.parent.chmod(folder)
    with nobody():
        with pytest.raises(BrokenLedger, match="may not be written: change its permissions"):
            put(open_ledger(str(shelf), write=True), read("ministry held Luhy", "b.txt"))
        assert addresses(str(shelf)) == ["luhy.txt"]
    shelf.parent.chmod(0o755)
    shelf.chmod(0o644)
    ledger = open_ledger(str(shelf), write=True)
    put(ledger, read("ministry held Luhy", "b.txt"))
    ledger.close()
    assert addresses(str(shelf)) == ["b.txt", "luhy.txt"]


def test_a_folder_that_may_not_be_written(shelf: Path) -> None:
    shelf.parent.chmod(0o555)
    with nobody(), pytest.raises(BrokenLedger, match="cannot be opened: check that the file and its folder"):
        open_ledger(str(shelf.with_name("new.sqlite")), write=True)
    with nobody(), pytest.raises(BrokenLedger, match="its folder cannot be made"):
        open_ledger(str(shelf.parent / "new" / "new.sqlite"), write=True)


def test_what_is_no_ledger(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Luhy is taken. " * 500)
    for write in (True, False):
        with pytest.raises(BrokenLedger, match="is not a ledger"):
            open_ledger(str(tmp_path / "notes.txt"), write=write)
    plain = sqlite3.connect(tmp_path / "other.sqlite")
    plain.execute("CREATE TABLE claim (x)")
    plain.close()
    with pytest.raises(BrokenLedger, match="is not a ledger"):
        open_ledger(str(tmp_path / "other.sqlite"), write=True)


def test_a_second_writer_waits_and_is_told_when_it_takes_too_long(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "PATIENCE", 0.1)
    monkeypatch.setattr(postgresql, "PATIENCE", 0.1)
    first, second = open_ledger(where, write=True), open_ledger(where, write=True)
    with first.writing():
        with pytest.raises(BrokenLedger, match="another process has been writing to it for long"):
            put(second, read("ministry held Luhy", "b.txt"))
        assert not list(reports(second, Question()))
    put(second, read("ministry held Luhy", "b.txt"))
    put(first, read("ministry took Luhy", "a.txt"))
    first.close()
    second.close()
    assert addresses(where) == ["a.txt", "b.txt"]


def test_a_file_that_is_moved_away_and_comes_back(file: Path) -> None:
    ledger = open_ledger(str(file), write=True)
    away = file.with_name("away.sqlite")
    file.rename(away)
    with pytest.raises(BrokenLedger, match="moved or deleted meanwhile"):
        keep(ledger, MANY)
    away.rename(file)
    assert addresses(str(file)) == ["luhy.txt"]
    keep(ledger, MANY)
    ledger.close()
    assert len(addresses(str(file))) == 301


@pytest.fixture
def served(where: str) -> Iterator[PostgreSQL]:
    """A ledger on a server."""
    if "://" not in where:
        pytest.skip("is in a file")
    ledger = postgresql.open_postgresql(where, write=True)
    open_ledger(where, write=True).close()
    yield ledger
    ledger.close()


def end(ledger: PostgreSQL) -> None:
    """What a server that is shut down does to a connection."""
    import psycopg  # noqa: PLC0415 - an extra

    assert SERVER
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(%s, 5000)", [ledger.connection.info.backend_pid])


def test_a_server_that_goes_away_and_comes_back(served: PostgreSQL, where: str) -> None:
    put(served, read("ministry took Luhy"))
    served.settle()
    with pytest.raises(BrokenLedger, match="broke off: when it does, run the command again"), served.writing():
        served.rows("SELECT 1")
        end(served)
        served.rows("SELECT 1")
    with pytest.raises(BrokenLedger, match="does not answer"):
        keep(served, MANY)
    assert addresses(where) == ["luhy.txt"]
    again = open_ledger(where, write=True)
    keep(again, MANY)
    again.close()
    assert len(addresses(where)) == 301


def test_a_server_that_is_not_there_or_lets_nobody_in(served: PostgreSQL, where: str) -> None:
    with pytest.raises(BrokenLedger, match="no such database"):
        open_ledger(f"{where}x", write=True)
    with pytest.raises(BrokenLedger, match="does not answer"):
        open_ledger("postgresql://127.0.0.1:1/fogline", write=False)
    served.rows("SELECT 1")
