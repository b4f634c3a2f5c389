"""An account: who may read, add to and correct a ledger that is served to more than one person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What an account may do; each may do what those before it may."""

    READER = "reader"  # read
    ANALYST = "analyst"  # add reports, correct claims
    OWNER = "owner"  # look after the accounts, on the command line

    def may(self, needed: Role) -> bool:
        """Whether it includes `needed`."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True)
class Account:
    """One account: `number` is the ledger's own for it, `made` the moment at which it was made."""

    number: int
    name: str
    role: Role
    made: str
