"""A report: one document as published."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """One document. `text` is what was read from the bytes; every offset counts its code points.

    `verbatim` is true where `text` is the file itself decoded, false where it was taken out of a page. `published` is
    an ISO date. `notes` are remarks on the reading that the user should see, a sentence each.
    """

    path: str
    id: str
    text: str
    verbatim: bool
    language: str | None = None
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    published: str | None = None
    notes: tuple[str, ...] = ()
