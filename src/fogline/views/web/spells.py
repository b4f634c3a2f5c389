"""What a place is said to be besides somebody's: as a list, and as bars below its chart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fogline.runs.spells import Condition, Spell, spells
from fogline.views import knowing
from fogline.views.web.drawing.area import Bar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fogline.terms.stated import Stated
    from fogline.views.web.page import Asked
    from fogline.views.web.tongue import Tongue

# Sources that are named for a spell, and as many against it.
NAMED = 4


@dataclass(frozen=True, slots=True)
class SpellRow:
    """A spell: from the ISO day `first` to `last`, how many claims of how many origins say it, and who.

    `lasts` is whether it reaches the newest day that is told of. Speakers are (name or None, id of their first claim);
    `against` are those who say otherwise.
    """

    spell: Spell
    first: str
    last: str
    lasts: bool
    claims: int
    origins: int
    says: tuple[tuple[str | None, str], ...]
    against: tuple[tuple[str | None, str], ...]


def spells_of(asked: Asked, place: str) -> list[SpellRow]:
    """The spells of the place with an id, the newest first."""
    newest = asked.service.state(asked.database).newest
    until = date.fromisoformat(newest[:10]).toordinal() if newest else 0
    return [
        _row(spell, until)
        for spell in spells(asked.database, [place], knowing.of_places(asked.service.holding, asked.database))
    ]


def bars(rows: Iterable[SpellRow], tongue: Tongue) -> list[Bar]:
    """The spells as bars below the chart of their place."""
    order = list(Condition)
    return [
        Bar(
            str(tongue.say(f"spells.{row.spell.condition}.name")),
            row.spell.first,
            row.spell.end,
            row.spell.agent,
            bool(row.spell.other),
            f"{tongue.day(row.first)} – {tongue.day(row.last)}: {tongue.count('clash.origins', row.origins)}",
        )
        for row in sorted(rows, key=lambda row: order.index(row.spell.condition))
    ]


def _row(spell: Spell, until: int) -> SpellRow:
    last = date.fromordinal(spell.end) - timedelta(days=1)
    return SpellRow(
        spell,
        date.fromordinal(spell.first).isoformat(),
        last.isoformat(),
        spell.first <= until < spell.end,
        len({row.claim for row in spell.so}),
        spell.origins,
        _speakers(spell.so),
        _speakers(spell.other),
    )


def _speakers(rows: Sequence[Stated]) -> tuple[tuple[str | None, str], ...]:
    """Who says it, each once, the first first; who only repeats another comes last."""
    found: dict[str, tuple[str | None, str]] = {}
    for row in sorted(rows, key=lambda row: (row.origin != row.claim, row.said, row.claim)):
        found.setdefault(row.source or row.id, (row.name or None, row.id))
    return tuple(found.values())[:NAMED]
