"""Accounts and what lets them in, on every database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fogline.errors import NotThere, Unclear
from fogline.ledger.accounts import (
    Pass,
    account,
    accounts,
    add_account,
    has_accounts,
    holder,
    let_in,
    let_out,
    remove_account,
    set_password,
    set_role,
    tokens,
)
from fogline.ledger.verifying import head, verify
from fogline.terms.account import Role
from tests.ledger.arrivals import NOON, put, read

if TYPE_CHECKING:
    from fogline.ledger.database import Database

EVENING, NIGHT = f"{NOON[:10]}T20:00:00Z", f"{NOON[:10]}T23:00:00Z"


@pytest.fixture
def staffed(ledger: Database) -> Database:
    """A ledger with an owner and an analyst."""
    add_account(ledger, "Olha", "hash-o", Role.OWNER, NOON)
    add_account(ledger, "Ада", "hash-a", Role.ANALYST, NOON)
    return ledger


def test_accounts_are_kept_with_their_roles(staffed: Database) -> None:
    assert has_accounts(staffed)
    assert {one.name: one.role for one in accounts(staffed)} == {"Olha": Role.OWNER, "Ада": Role.ANALYST}
    assert account(staffed, "Ада")[1] == "hash-a"
    set_role(staffed, "Ада", Role.READER)
    assert account(staffed, "Ада")[0].role is Role.READER
    with pytest.raises(Unclear, match="already"):
        add_account(staffed, "Olha", "other", Role.READER, NOON)
    with pytest.raises(NotThere, match="no account 'Bohdan'"):
        account(staffed, "Bohdan")


def test_the_first_account_is_an_owner_and_the_last_owner_stays(ledger: Database) -> None:
    with pytest.raises(Unclear, match="the first account has to be an owner's"):
        add_account(ledger, "Ada", "hash", Role.ANALYST, NOON)
    assert not has_accounts(ledger)
    add_account(ledger, "Olha", "hash", Role.OWNER, NOON)
    with pytest.raises(Unclear, match="the only owner"):
        remove_account(ledger, "Olha")
    with pytest.raises(Unclear, match="the only owner"):
        set_role(ledger, "Olha", Role.READER)
    add_account(ledger, "Ada", "hash", Role.OWNER, NOON)
    remove_account(ledger, "Olha")
    assert [one.name for one in accounts(ledger)] == ["Ada"]


def test_a_pass_lets_in_until_it_runs_out_or_is_taken_back(staffed: Database) -> None:
    number = account(staffed, "Ада")[0].number
    let_in(staffed, number, Pass("session", None, NOON, EVENING))
    let_in(staffed, number, Pass("token", "a bot", NOON, NIGHT))

    def who(digest: str, at: str, *, labelled: bool) -> str | None:
        found = holder(staffed, digest, at, labelled=labelled)
        return found and found.name

    assert who("session", NOON, labelled=False) == "Ада"
    assert who("session", NOON, labelled=True) is None  # a session is no token, nor a token a session
    assert who("token", NOON, labelled=False) is None
    assert who("token", EVENING, labelled=True) == "Ада"
    assert who("session", EVENING, labelled=False) is None
    assert who("forged", NOON, labelled=False) is None
    assert [one.label for one in tokens(staffed, number)] == ["a bot"]
    let_out(staffed, "token")
    assert who("token", NOON, labelled=True) is None


def test_another_password_ends_sessions_and_keeps_tokens(staffed: Database) -> None:
    number = account(staffed, "Ада")[0].number
    let_in(staffed, number, Pass("session", None, NOON, EVENING))
    let_in(staffed, number, Pass("token", "a bot", NOON, NIGHT))
    set_password(staffed, number, "hash-b")
    assert account(staffed, "Ада")[1] == "hash-b"
    assert holder(staffed, "session", NOON, labelled=False) is None
    assert holder(staffed, "token", NOON, labelled=True) is not None
    remove_account(staffed, "Ада")
    assert holder(staffed, "token", NOON, labelled=True) is None


def test_what_has_run_out_is_forgotten_when_the_next_comes_in(staffed: Database) -> None:
    let_in(staffed, 1, Pass("old", None, NOON, EVENING))
    let_in(staffed, 1, Pass("new", None, EVENING, NIGHT))
    assert staffed.rows("SELECT hash FROM pass") == [("new",)]


def test_accounts_are_no_evidence_and_do_not_move_the_chain(ledger: Database) -> None:
    put(ledger, read("ministry took Luhy", "a"))
    before = head(ledger)
    add_account(ledger, "Olha", "hash", Role.OWNER, NOON)
    let_in(ledger, 1, Pass("session", None, NOON, EVENING))
    let_out(ledger, "session")
    assert head(ledger) == before
    assert not list(verify(ledger, lambda _: None))
