"""What people have said of forecasts: appended and chained like everything else, the newest word counting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fogline.ledger import tables
from fogline.ledger.chain import begin, chapter, end
from fogline.terms.forecast import Outcome, Ruling

if TYPE_CHECKING:
    from fogline.ledger.database import Database


def keep_ruling(database: Database, ruling: Ruling) -> None:
    """Append a person's word on a forecast, with an entry of its own."""
    with chapter(database) as new:
        draft = begin(new, "ruling")
        draft.put(
            tables.RULING,
            draft.number(tables.RULING),
            ruling.forecast,
            ruling.outcome.value,
            ruling.reason,
            ruling.by,
            ruling.at,
        )
        end(draft, ruling.at, {"forecast": ruling.forecast, "outcome": ruling.outcome.value})


def history(database: Database, forecast: str) -> list[Ruling]:
    """All that people have said of the forecast with that id, the oldest first."""
    found = database.rows(
        "SELECT forecast, outcome, reason, person, at FROM ruling WHERE forecast = ? ORDER BY seq", (forecast,)
    )
    return [Ruling(str(row[0]), Outcome(str(row[1])), *map(str, row[2:])) for row in found]


def rulings(database: Database) -> dict[str, Ruling]:
    """The newest ruling on each forecast, by the forecast's id."""
    found = database.rows("SELECT forecast, outcome, reason, person, at FROM ruling ORDER BY seq")
    return {str(row[0]): Ruling(str(row[0]), Outcome(str(row[1])), *map(str, row[2:])) for row in found}
