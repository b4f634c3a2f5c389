"""Accounts, sessions and tokens: rows beside the chain, which change and vouch for nothing.

Of passwords, sessions and tokens only hashes come here. Whatever writes is one transaction of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fogline.errors import NotThere, Unclear
from fogline.ledger.chain import newest
from fogline.ledger.tables import ACCOUNT, PASS
from fogline.terms.account import Account, Role

if TYPE_CHECKING:
    from fogline.ledger.database import Database, Row

COLUMNS = "a.seq, a.name, a.role, a.made"


class Pass(NamedTuple):
    """What lets an account in until a moment: a session of a browser, or a token for programs, which has a `label`."""

    hash: str
    label: str | None
    made: str
    until: str


def accounts(database: Database) -> list[Account]:
    """All accounts, by name."""
    return [_account(row) for row in database.rows(f"SELECT {COLUMNS} FROM account a ORDER BY a.name")]  # noqa: S608


def has_accounts(database: Database) -> bool:
    """Whether there is any."""
    return bool(database.rows("SELECT 1 FROM account LIMIT 1"))


def account(database: Database, name: str) -> tuple[Account, str]:
    """The account of that name and its password's hash; raises NotThere."""
    found = database.rows(f"SELECT {COLUMNS}, a.password FROM account a WHERE a.name = ?", (name,))  # noqa: S608
    if not found:
        message = f"there is no account {name!r}: `fogline account list` names them"
        raise NotThere(message)
    return _account(found[0][:4]), str(found[0][4])


def add_account(database: Database, name: str, password: str, role: Role, at: str) -> None:
    """Make an account; raises Unclear where there is one of the name. The first has to be an owner's."""
    with database.writing():
        if database.rows("SELECT 1 FROM account WHERE name = ?", (name,)):
            raise Unclear("name", f"there is an account {name!r} already: remove it first, or give another name")
        if role is not Role.OWNER and not has_accounts(database):
            raise Unclear("role", "the first account has to be an owner's: add it with --role owner")
        database.add(ACCOUNT, [(newest(database, ACCOUNT) + 1, name, password, role.value, at)])


def set_password(database: Database, number: int, password: str) -> None:
    """Give an account another password's hash; it is let in anew everywhere."""
    with database.writing():
        database.change("UPDATE account SET password = ? WHERE seq = ?", (password, number))
        database.change("DELETE FROM pass WHERE account = ? AND label IS NULL", (number,))


def set_role(database: Database, name: str, role: Role) -> None:
    """Give an account another role; raises NotThere, and Unclear where no owner would be left."""
    with database.writing():
        found, _ = account(database, name)
        _keep_an_owner(database, found, role)
        database.change("UPDATE account SET role = ? WHERE seq = ?", (role.value, found.number))


def remove_account(database: Database, name: str) -> None:
    """Take an account away with all that lets it in; raises NotThere, and Unclear where no owner would be left."""
    with database.writing():
        found, _ = account(database, name)
        _keep_an_owner(database, found, None)
        database.change("DELETE FROM pass WHERE account = ?", (found.number,))
        database.change("DELETE FROM account WHERE seq = ?", (found.number,))


def _keep_an_owner(database: Database, changed: Account, role: Role | None) -> None:
    # Without any account a ledger is open to all who reach it, so the last owner stays.
    owners = [one.number for one in accounts(database) if one.role is Role.OWNER]
    if role is not Role.OWNER and owners == [changed.number]:
        raise Unclear("name", f"{changed.name!r} is the only owner: make another account an owner first")


def let_in(database: Database, number: int, given: Pass) -> None:
    """Let account `number` in by a pass; those that have run out by then are forgotten."""
    with database.writing():
        database.change("DELETE FROM pass WHERE until <= ?", (given.made,))
        database.add(PASS, [(given.hash, number, given.label, given.made, given.until)])


def let_out(database: Database, digest: str) -> None:
    """Take a pass away; one that is not there is none."""
    with database.writing():
        database.change("DELETE FROM pass WHERE hash = ?", (digest,))


def holder(database: Database, digest: str, at: str, *, labelled: bool) -> Account | None:
    """Whom the pass with that hash lets in at that moment: a token where it is `labelled`, otherwise a session."""
    kind = "IS NOT NULL" if labelled else "IS NULL"
    found = database.rows(
        f"SELECT {COLUMNS} FROM pass p JOIN account a ON a.seq = p.account "  # noqa: S608 - our own words
        f"WHERE p.hash = ? AND p.until > ? AND p.label {kind}",
        (digest, at),
    )
    return _account(found[0]) if found else None


def tokens(database: Database, number: int) -> list[Pass]:
    """The tokens of an account, the oldest first."""
    rows = database.rows(
        "SELECT hash, label, made, until FROM pass WHERE account = ? AND label IS NOT NULL ORDER BY made, hash",
        (number,),
    )
    return [Pass(str(digest), str(label), str(made), str(until)) for digest, label, made, until in rows]


def _account(row: Row) -> Account:
    number, name, role, made = row
    return Account(int(str(number)), str(name), Role(str(role)), str(made))
