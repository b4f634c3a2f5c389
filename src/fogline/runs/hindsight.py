"""What is now known of places: their courses in hindsight, up to the last day of which the ledger has anything."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fogline.ledger import stating
from fogline.runs import control
from fogline.runs.sides import ukraine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.ledger.database import Database
    from fogline.runs.control import Weighed
    from fogline.terms.estimate import Course


def courses(database: Database) -> Iterator[Course]:
    """Yield the course of each place of which anything is known."""
    if stating.first_and_last(database) is not None:
        yield from courses_of(database, control.weigh(database, ukraine()))


def courses_of(database: Database, weighed: Weighed) -> Iterator[Course]:
    """Yield the same from what was `weighed` before."""
    days = stating.first_and_last(database)
    if days is not None:
        first, last = (date.fromisoformat(day).toordinal() for day in days)
        yield from control.estimates(weighed, places=None, span=(first, last), hindsight=True)
