"""States of places besides control: over which days each is said to be under fire, cut off, restricted, contested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fogline.runs import priors, stating
from fogline.runs.sides import ukraine
from fogline.terms.kept import Question
from fogline.terms.spell import Condition, Spell
from fogline.weighing.spells import SAID_BY
from fogline.weighing.spells import spells as of_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fogline.ledger.database import Database
    from fogline.runs.looked import Looked

__all__ = ["KINDS", "Condition", "Spell", "spells"]

# What a condition is told by.
KINDS = tuple(sorted(SAID_BY))


def spells(database: Database, places: Sequence[str] | None = None, looked: Looked | None = None) -> list[Spell]:
    """The spells of the places with ids `places`, or of all, the newest first; `looked` has what was looked up."""
    ids = stating.places(database, Question(kinds=KINDS)) if places is None else places
    lasting, sides = priors.load().lasting, ukraine().sides
    stated = (one.rows for one in looked.of(database, ids).values()) if looked else stating.stated(database, ids)
    found = [spell for rows in stated for spell in of_rows(rows, lasting, sides)]
    return sorted(found, key=lambda spell: (-spell.end, -spell.first, spell.place, spell.condition, str(spell.agent)))
