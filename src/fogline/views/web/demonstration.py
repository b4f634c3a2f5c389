"""Reports that were written for demonstration: they say so themselves, in their last line.

So the mark travels with the bytes, stands under the ledger's hashes, and nobody can forget or forge it from outside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fogline.runs import asking as runs
from fogline.terms.kept import Question

if TYPE_CHECKING:
    from fogline.runs.ledgers import Database

# The last line of such a report, in the language that it is in.
MARKS = ("Written for demonstration", "Написано для демонстрации", "Написано для демонстрації")


class Demonstration(NamedTuple):
    """How many of the reports of a ledger end in the mark, and of how many."""

    marked: int
    of: int


def is_marked(text: str) -> bool:
    """Whether a report ends in the mark."""
    return text[-80:].rstrip().rstrip(".").endswith(MARKS)


def counted(database: Database) -> Demonstration | None:
    """How many reports of the ledger are marked; None where none is."""
    marked: set[int] = set()
    for words in MARKS:
        found = runs.reports(database, Question(words=f'"{words}"', limit=runs.MOST))
        marked.update(one.number for one in found if is_marked(runs.text(database, one.number)))
    return Demonstration(len(marked), runs.count_reports(database, Question())) if marked else None
