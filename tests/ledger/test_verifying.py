from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

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
    assert _verified(path) == []
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
