"""Passwords, sessions and tokens: what is kept of them, and whom they let in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fogline.errors import Unclear
from fogline.runs import accounts, ledgers
from fogline.terms.account import Role
from tests.ledger.arrivals import NOON

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fogline.ledger.database import Database

WORDS = "correct horse battery"
LATER = f"{int(NOON[:4]) + 1}{NOON[4:]}"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A ledger with one owner."""
    with ledgers.opened(str(tmp_path / "ledger.sqlite"), write=True) as opened:
        accounts.add(opened, "Olha", WORDS, Role.OWNER, NOON)
        yield opened


def test_only_name_and_password_together_are_known(database: Database) -> None:
    found = accounts.known(database, "Olha", WORDS)
    assert found
    assert found.role is Role.OWNER
    for name, password in (
        ("Olha", WORDS + "s"),
        ("olha", WORDS),
        ("Olha", ""),
        ("nobody", WORDS),
        ("Olha", "x" * 9999),
    ):
        assert accounts.known(database, name, password) is None


def test_neither_password_nor_session_nor_token_stands_in_the_ledger(database: Database) -> None:
    account = accounts.known(database, "Olha", WORDS)
    assert account
    session = accounts.session(database, account, NOON)
    token = accounts.token(database, "Olha", "a bot", NOON)
    kept = database.rows("SELECT password FROM account") + database.rows("SELECT * FROM pass")
    assert "argon2id" in str(kept)
    for secret in (WORDS, session, token):
        assert secret not in str(kept)
    assert len(session) >= 43  # 256 bits in base 64


def test_a_session_and_a_token_are_whose_they_are_while_they_last(database: Database) -> None:
    account = accounts.known(database, "Olha", WORDS)
    assert account
    session = accounts.session(database, account, NOON)
    token = accounts.token(database, "Olha", "a bot", NOON, days=2)
    assert accounts.of_session(database, session, NOON) == account
    assert accounts.of_token(database, token, NOON) == account
    assert accounts.of_token(database, session, NOON) is None
    assert accounts.of_session(database, token, NOON) is None
    assert accounts.of_session(database, session, LATER) is None
    assert accounts.of_token(database, token, LATER) is None
    assert accounts.take_back(database, "Olha", "a bot") == 1
    assert accounts.of_token(database, token, NOON) is None
    accounts.leave(database, session)
    assert accounts.of_session(database, session, NOON) is None


@pytest.mark.parametrize(
    ("name", "password"), [("Ada", "short"), ("Ada", "x" * 1001), ("", WORDS), (" Ada", WORDS), ("A\x1bda", WORDS)]
)
def test_names_and_passwords_that_will_not_do_are_refused(database: Database, name: str, password: str) -> None:
    with pytest.raises(Unclear):
        accounts.add(database, name, password, Role.READER, NOON)
    assert len(accounts.accounts(database)) == 1
