"""Whether a file is a table of claims, told by its head."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePath

from fogline.errors import Unreadable
from fogline.sources.table import claims

ENDINGS = frozenset({".csv", ".tsv", ".jsonl", ".ndjson"})


def is_table(head: bytes) -> bool:
    """Whether a file that begins with `head` is a table of claims in a form that is known."""
    return trouble(head, "") == ""


def trouble(head: bytes, address: str) -> str | None:
    """Why the table at `address`, which begins with `head`, cannot be read: empty where it can be.

    None where it is no table: it has no columns that are known, and no name that tables have.
    """
    named = PurePath(address.partition("?")[0]).suffix.lower() in ENDINGS
    begins = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    try:
        first = next(claims(BytesIO(head), address, "", None), None)
    except Unreadable as error:
        return error.reason if named else None
    # A row that does not hold together shows all the same that the columns are known; only of JSON it does not.
    if begins.startswith(b"{") and not isinstance(first, tuple):
        return first.reason if named and first else None
    return ""
