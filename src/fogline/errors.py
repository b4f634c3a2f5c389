"""What can go wrong, said in one sentence: what, where, what to do.

FoglineError
├── Unreadable: one input cannot be read; the others can
├── BrokenModel: the tagger's files are missing or damaged; nothing can be read
├── BrokenLedger: the ledger cannot be opened, read or added to
│   └── Damaged: what is in its database is not what was written
├── NotThere: the ledger has nothing by that name
├── NotInstalled: what is asked for needs an extra that is not installed
├── Busy: somebody else's question takes the machine up
├── Pending: what is asked for is being worked out
└── Unclear: what is asked for cannot be meant as it is written
    └── SaidAlready: what is to be kept is what the newest word says already
"""

from __future__ import annotations


class FoglineError(Exception):
    """A problem to be told to the user as it stands, without a traceback."""


class Unreadable(FoglineError):
    """One report cannot be read. `path` says which, `reason` why and what to do."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class BrokenModel(FoglineError):
    """The files that the tagger runs on are missing or damaged."""


class BrokenLedger(FoglineError):
    """The ledger at `where` cannot be used. `reason` says why and what to do."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"the ledger {where}: {reason}")
        self.where = where
        self.reason = reason


class Damaged(BrokenLedger):
    """Something in the ledger's database is not what was written to it; the rest may be."""


class NotThere(FoglineError):
    """What was asked for by a name or an id is not in the ledger, or the name is not clear."""


class NotInstalled(FoglineError):
    """What was asked for needs an extra that is not installed; it says which."""


class Busy(FoglineError):
    """What was asked for takes long, and somebody else's is being worked out: it can be asked for again later."""


class Pending(FoglineError):
    """What follows from the whole ledger is being worked out: ask again later."""

    def __init__(self) -> None:
        super().__init__("what follows from all claims together is being worked out: ask again in a minute")


class Unclear(FoglineError):
    """A question cannot be meant as it is written. `where` names the part of it, `reason` says what to write."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(reason)
        self.where = where
        self.reason = reason


class SaidAlready(Unclear):
    """What somebody says is what the newest word on the same says already, so there is nothing to keep."""


def unforeseen(error: Exception) -> str:
    """The sentence for an input that broke something nobody thought of."""
    return f"could not be read for a reason we did not foresee ({type(error).__name__}: {error}); please report it"
