"""Ledgers to test with: the same tests run on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from fogline.ledger.opening import open_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.ledger.database import Database

# The address of a PostgreSQL server in which databases may be made; without one its half of the tests is skipped.
SERVER = os.environ.get("FOGLINE_TEST_POSTGRESQL")  # noqa: TID251 - a test's own
KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.skipif(not SERVER, reason="no PostgreSQL server"))]


@contextmanager
def served() -> Iterator[str]:
    """A new database on the server."""
    import psycopg  # noqa: PLC0415 - an extra

    assert SERVER
    name = f"fogline_{uuid.uuid4().hex}"
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield f"{SERVER.rsplit('/', 1)[0]}/{name}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=KINDS)
def where(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a ledger may be made."""
    if request.param == "sqlite":
        yield str(tmp_path_factory.mktemp("ledger") / "ledger.sqlite")
        return
    with served() as place:
        yield place


@pytest.fixture
def ledger(where: str) -> Iterator[Database]:
    """An empty ledger that may be written to."""
    database = open_ledger(where, write=True)
    yield database
    database.close()
