"""What people have corrected: appended and chained, with the reading that it makes of the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from fogline.errors import Unclear
from fogline.ledger import tables
from fogline.ledger.chain import begin, chapter, end
from fogline.ledger.codec import canonical
from fogline.ledger.holdings import current, number
from fogline.ledger.keeping import Again, Arrival, put_again
from fogline.terms.correction import Correction

if TYPE_CHECKING:
    from fogline.ledger.database import Database, Row

CORRECTION = msgspec.json.Decoder(Correction)
WHY = "corrected"


def keep_correction(database: Database, correction: Correction, corrected: tuple[int, Arrival] | None) -> None:
    """Append a correction and, where it changes anything, the reading that takes the place of the one numbered.

    Raises Unclear where that one does not count any more.
    """
    with chapter(database) as new:
        draft = begin(new, "correction")
        draft.put(
            tables.CORRECTION,
            draft.number(tables.CORRECTION),
            correction.report,
            correction.claim,
            correction.by,
            correction.at,
            canonical(correction).decode(),
        )
        about: dict[str, object] = {"claim": correction.claim, "bytes": correction.report, "person": correction.by}
        if corrected is not None:
            old, arrival = corrected
            blob = _blob(database, old)
            if blob is None or current(database, blob) != old:
                raise Unclear("claim", "its report was read or corrected anew meanwhile: look at it again")
            about["read"] = put_again(draft, Again(blob, old, arrival), WHY)
        end(draft, correction.at, about)


def _blob(database: Database, reading: int) -> int | None:
    return number(database.rows("SELECT blob FROM reading WHERE seq = ?", (reading,)))


def of_report(database: Database, identifier: str) -> list[Correction]:
    """The corrections of claims of the report with that id, the oldest first."""
    return _corrections(database.rows("SELECT body FROM correction WHERE report = ? ORDER BY seq", (identifier,)))


def all_corrections(database: Database) -> list[Correction]:
    """All corrections, the oldest first."""
    return _corrections(database.rows("SELECT body FROM correction ORDER BY seq"))


def _corrections(rows: list[Row]) -> list[Correction]:
    return [CORRECTION.decode(str(body)) for (body,) in rows]


def with_replaced(database: Database, identifier: str) -> list[tuple[Correction, int | None]]:
    """The same, each with the number of the reading in whose place it put another; None for a note."""
    found = database.rows(
        "SELECT c.body, s.reading FROM correction c LEFT JOIN superseded s ON s.entry = c.entry "
        "WHERE c.report = ? ORDER BY c.seq",
        (identifier,),
    )
    return [(CORRECTION.decode(str(body)), None if old is None else int(str(old))) for body, old in found]
