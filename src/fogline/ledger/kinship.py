"""What people have said of two reports or claims being of one origin: appended and chained, a row each word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from fogline.ledger import tables
from fogline.ledger.chain import begin, chapter, end
from fogline.ledger.codec import canonical
from fogline.terms.kinship import Kin, Kinship

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fogline.ledger.database import Database

KINSHIP = msgspec.json.Decoder(Kinship)


def keep_kinship(database: Database, said: Kinship) -> None:
    """Append a person's word on two, with an entry of its own."""
    with chapter(database) as new:
        draft = begin(new, "kinship")
        draft.put(
            tables.KINSHIP,
            draft.number(tables.KINSHIP),
            said.one.id,
            said.other.id,
            said.by,
            said.at,
            canonical(said).decode(),
        )
        end(draft, said.at, {"one": said.one.id, "other": said.other.id, "kin": said.kin.value, "person": said.by})


def all_kinships(database: Database) -> list[Kinship]:
    """All that was said, the oldest first."""
    return [KINSHIP.decode(str(body)) for (body,) in database.rows("SELECT body FROM kinship ORDER BY seq")]


def on_reports(database: Database) -> dict[str, dict[str, Kin]]:
    """The newest word on each pair of reports: of either of the two, by the other."""
    found: dict[str, dict[str, Kin]] = {}
    # Ids of reports, and no others, begin so.
    for (body,) in database.rows("SELECT body FROM kinship WHERE substr(one, 1, 7) = 'sha256:' ORDER BY seq"):
        said = KINSHIP.decode(str(body))
        found.setdefault(said.one.id, {})[said.other.id] = said.kin
        found.setdefault(said.other.id, {})[said.one.id] = said.kin
    return found


COPIES = """
    SELECT z.id FROM copy y JOIN blob o ON o.seq = y.of_blob JOIN blob z ON z.seq = y.blob WHERE o.id = ?
"""
ORIGINS = """
    SELECT z.id FROM copy y JOIN blob o ON o.seq = y.blob JOIN blob z ON z.seq = y.of_blob WHERE o.id = ?
    ORDER BY y.sureness DESC, y.seq
"""
SAID = "SELECT min(r.said), min(r.seq) FROM reading r JOIN blob z ON z.seq = r.blob WHERE z.id = ?"


def retold(database: Database, report: str, said: Mapping[str, Kin]) -> tuple[int, str | None]:
    """How many reports retell the one with the id `report`, and which it retells itself.

    `said` are people's words on it and others.
    """
    copies, origins = ([str(found) for (found,) in database.rows(sql, (report,))] for sql in (COPIES, ORIGINS))
    (own,) = database.rows(SAID, (report,))
    for other, kin in said.items():
        if kin is Kin.SPLIT:
            copies, origins = ([one for one in those if one != other] for those in (copies, origins))
        if kin is Kin.MERGED and other not in (*copies, *origins):
            (theirs,) = database.rows(SAID, (other,))
            if (str(theirs[0]), theirs[1]) > (str(own[0]), own[1]):
                copies.append(other)
            else:
                origins.append(other)
    return len(copies), origins[0] if origins else None
