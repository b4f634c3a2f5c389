"""Who a source is taken to be."""

from __future__ import annotations

from dataclasses import dataclass

from fogline.terms.actor import Side


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source as an actor: `id` and `confidence` (0 to 1) are None where no known actor was found for the name.

    `side` is `unknown` where neither the actor nor the report tells it.
    """

    name: str
    side: Side
    id: str | None = None
    confidence: float | None = None
