from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from fogline.errors import BrokenLedger
from fogline.ledger.keeping import Again, keep_again, keep_failures, keep_visit
from fogline.ledger.opening import open_ledger
from fogline.ledger.tables import TABLES
from fogline.ledger.verifying import Fault, head, verify
from fogline.terms.kept import Visit
from fogline.terms.reading import Failure
from tests.ledger.arrivals import MAKER, NOON, later, put, read

if TYPE_CHECKING:
    from pathlib import Path

    from fogline.ledger.database import Database


def fill(ledger: Database) -> None:
    first = read("ministry took Luhy", "a")
    put(ledger, first)
    put(ledger, read("ministry holds Luhy", "b"))
    keep_again(ledger, [Again(1, 1, later(first, "2"))])
    keep_failures(ledger, [Failure("c", "is empty")], MAKER, NOON)
    keep_visit(ledger, Visit("https://a.example/", NOON, None, None))


def faults(ledger: Database) -> list[Fault]:
    return list(verify(ledger, lambda _: None))


def test_a_ledger_that_nobody_touched_is_whole(ledger: Database) -> None:
    fill(ledger)
    assert faults(ledger) == []
    assert head(ledger)[0] == 5


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_any_value_that_was_changed_is_found_and_named(tmp_path: Path, table: str) -> None:
    path = tmp_path / "ledger.sqlite"
    ledger = open_ledger(str(path), write=True)
    fill(ledger)
    ledger.close()
    plain = sqlite3.connect(path, isolation_level=None)
    plain.row_factory = sqlite3.Row
    plain.execute(f"DROP TRIGGER {table}_update")
    for row in plain.execute(f"SELECT * FROM {table}").fetchall():
        keys = [name for name in row.keys() if name in ("seq", "claim", "number")]  # noqa: SIM118 - a row is not a dict
        at = " AND ".join(f"{name} = {row[name]}" for name in (["seq"] if "seq" in keys else keys))
        for column in row.keys():  # noqa: SIM118
            if column in keys:
                continue
            changed = (row[column] or 0) + 1 if isinstance(row[column], int | float | None) else _bent(row[column])
            plain.execute(f"UPDATE {table} SET {column} = ? WHERE {at}", [changed])
            found = _verified(path)
            assert found, f"{table}.{column}"
            assert any(fault.entry is not None for fault in found)
            plain.execute(f"UPDATE {table} SET {column} = ? WHERE {at}", [row[column]])
    assert [fault.what for fault in _verified(path)] == [f"the database: trigger {table}_update is missing"]
    plain.close()


def _bent(value: str | bytes) -> str | bytes:
    """The value with its last sign changed."""
    return value[:-1] + b"?" if isinstance(value, bytes) else value[:-1] + "?"


def _verified(path: Path) -> list[Fault]:
    ledger = open_ledger(str(path), write=False)
    found = faults(ledger)
    ledger.close()
    return found


@pytest.mark.parametrize("table", ["entry", "blob", "capture", "reading", "claim", "event", "failure"])
def test_a_row_taken_away_is_found(tmp_path: Path, table: str) -> None:
    path = tmp_path / "ledger.sqlite"
    ledger = open_ledger(str(path), write=True)
    fill(ledger)
    ledger.close()
    plain = sqlite3.connect(path, isolation_level=None)
    plain.execute(f"DROP TRIGGER {table}_delete")
    key = "claim" if table == "event" else "seq"
    plain.execute(f"DELETE FROM {table} WHERE {key} = (SELECT min({key}) FROM {table})")
    plain.close()
    assert any("missing" in fault.what or "changed" in fault.what for fault in _verified(path))


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("UPDATE claim SET body = CAST(substr(CAST(body AS BLOB), 1, 9) || x'D0' AS TEXT) WHERE seq = 1", "claim"),
        ("UPDATE blob SET packed = CAST(packed AS TEXT) WHERE seq = 1", "bytes"),
        ("UPDATE capture SET entry = NULL WHERE seq = 1", "capture"),
    ],
)
def test_what_is_of_another_sort_than_was_written_is_named_and_the_rest_looked_at(
    tmp_path: Path, change: str, what: str
) -> None:
    path = tmp_path / "ledger.sqlite"
    with closing(open_ledger(str(path), write=True)) as ledger:
        fill(ledger)
    with closing(sqlite3.connect(path, isolation_level=None)) as plain:
        for (trigger,) in plain.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            plain.execute(f"DROP TRIGGER {trigger}")
        plain.execute(change)
        plain.execute("UPDATE visit SET address = 'https://b.example/'")
    found = [fault.what for fault in _verified(path) if fault.entry is not None]
    assert any(what in said for said in found)
    assert "its rows of visit were changed" in found


def test_a_page_of_the_file_that_is_no_page_any_more_is_named_and_the_rest_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with closing(open_ledger(str(path), write=True)) as ledger:
        fill(ledger)
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        ((page,),) = plain.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'capture'")
        ((size,),) = plain.execute("PRAGMA page_size")
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    found = [fault.what for fault in _verified(path)]
    assert any(said.startswith("capture cannot be gone through: is damaged") for said in found)
    assert not any("claim" in said for said in found)


def test_what_guards_the_rows_is_missed(ledger: Database, where: str) -> None:
    fill(ledger)
    ledger.close()
    if where.startswith("postgresql"):
        import psycopg  # noqa: PLC0415 - an extra

        with psycopg.connect(where, autocommit=True) as server:
            server.execute("ALTER TABLE claim DISABLE TRIGGER claim_keep")
    else:
        with closing(sqlite3.connect(where)) as plain:
            plain.execute("DROP TRIGGER claim_update")
    with closing(open_ledger(where, write=False)) as again:
        (fault,) = faults(again)
    assert "claim_" in fault.what
    assert "missing" in fault.what


@pytest.mark.parametrize("name", ["reading", "claim"])
def test_words_by_which_nothing_is_found_any_more_are_missed(ledger: Database, where: str, name: str) -> None:
    fill(ledger)
    ledger.close()
    if where.startswith("postgresql"):
        import psycopg  # noqa: PLC0415 - an extra

        with psycopg.connect(where, autocommit=True) as server:
            server.execute(f"UPDATE {name}_words SET stems = 'lost:1' WHERE seq = 2")
    else:
        with closing(sqlite3.connect(where, isolation_level=None)) as plain:
            plain.execute(f"INSERT INTO {name}_words(rowid, stems) VALUES (2, 'lost')")
    with closing(open_ledger(where, write=False)) as again:
        (fault,) = faults(again)
        with pytest.raises(BrokenLedger):  # the ledger stays one to be read
            keep_visit(again, Visit("https://a.example/", NOON, None, None))
    assert (fault.entry, fault.what) == (2, f"1 {name}, the first here, not found by the words in it")
