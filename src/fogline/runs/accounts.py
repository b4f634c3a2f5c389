"""Who may come in: passwords, the passes that they are changed for, and the accounts behind both."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from functools import lru_cache
from secrets import token_urlsafe
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from fogline.errors import NotThere, Unclear
from fogline.ledger import accounts as rows
from fogline.ledger.accounts import Pass, accounts, has_accounts, remove_account, set_role, tokens

if TYPE_CHECKING:
    from fogline.ledger.database import Database
    from fogline.terms.account import Account, Role

__all__ = ["Pass", "accounts", "has_accounts", "of_token", "remove_account", "set_role", "tokens"]

# Letters of a password (NIST SP 800-63B asks for 8 at least, more where nothing is asked besides) and of a name.
SHORTEST, LONGEST, LONGEST_NAME = 12, 1000, 60
# Bytes of chance in a session or token; days and hours that they last.
CHANCE, DAYS, HOURS = 32, 90, 12
# Passwords that are hashed at the same time: each takes 64 MiB and a processor.
TURNS = BoundedSemaphore(2)
# Argon2id with the parameters of RFC 9106 for little memory, the library's own.
HASHER = PasswordHasher()


def add(database: Database, name: str, password: str, role: Role, at: str) -> None:
    """Make an account; raises Unclear where name or password will not do, or there is one of the name."""
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or name != name.strip():
        raise Unclear("name", f"an account's name has 1 to {LONGEST_NAME} letters, without spaces around it")
    rows.add_account(database, name, hashed(password), role, at)


def change_password(database: Database, name: str, password: str) -> None:
    """Give an account another password, and end its sessions; raises NotThere and Unclear."""
    found, _ = rows.account(database, name)
    rows.set_password(database, found.number, hashed(password))


def hashed(password: str) -> str:
    """A password's hash; raises Unclear where it is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Unclear("password", f"a password has {SHORTEST} to {LONGEST} letters: take some words that only you know")
    with TURNS:
        return HASHER.hash(password)


def known(database: Database, name: str, password: str) -> Account | None:
    """The account that has this name and password."""
    try:
        account, kept = rows.account(database, name)
    except NotThere:
        account, kept = None, _nobody()
    with TURNS:
        try:
            right = len(password) <= LONGEST and HASHER.verify(kept, password)
        except (VerificationError, InvalidHashError):
            right = False
    return account if right else None


@lru_cache(maxsize=1)
def _nobody() -> str:
    """The hash of a password that nobody has: to look at a name that is not there takes as long as at one that is."""
    return HASHER.hash(token_urlsafe(CHANCE))


def session(database: Database, account: Account, at: str) -> str:
    """A new session of `account`: the words by which its browser is known, which are kept nowhere here."""
    words = token_urlsafe(CHANCE)
    rows.let_in(database, account.number, Pass(digest(words), None, at, later(at, timedelta(hours=HOURS))))
    return words


def token(database: Database, name: str, label: str, at: str, days: int = DAYS) -> str:
    """A new token for programs that ask in the name of an account; raises NotThere. It is kept nowhere here."""
    account, _ = rows.account(database, name)
    words = token_urlsafe(CHANCE)
    rows.let_in(database, account.number, Pass(digest(words), label, at, later(at, timedelta(days=days))))
    return words


def take_back(database: Database, name: str, label: str) -> int:
    """End the tokens of an account that have this label; gives their number. Raises NotThere."""
    account, _ = rows.account(database, name)
    ended = [one for one in tokens(database, account.number) if one.label == label]
    for one in ended:
        rows.let_out(database, one.hash)
    return len(ended)


def leave(database: Database, words: str) -> None:
    """End a session."""
    rows.let_out(database, digest(words))


def of_session(database: Database, words: str, at: str) -> Account | None:
    """Whose session it is, while it lasts."""
    return rows.holder(database, digest(words), at, labelled=False)


def of_token(database: Database, words: str, at: str) -> Account | None:
    """Whose token it is, while it lasts."""
    return rows.holder(database, digest(words), at, labelled=True)


def digest(words: str) -> str:
    """By what a session or token is known: 256 bits of chance need no slow hash."""
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()


def later(at: str, by: timedelta) -> str:
    """The moment that comes `by` after the ISO 8601 time `at`, in UTC as it is."""
    return (datetime.fromisoformat(at) + by).strftime("%Y-%m-%dT%H:%M:%SZ")
