"""The JSON of where people are likely to go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fogline.runs.displacement import Displacement

NOT_KNOWN = (
    "These are shares of those who arrive, by a model of how people choose their way; how many leave is not known.",
    "The spread was learned from two displacements; how often it held is in docs/measurements.md.",
)

# Of a place of the ledger, whose setting is made from the gazetteer.
GUESSED = (
    "Roads are guessed from where towns lie. Nobody is taken to cross the line of control, as each day's estimates "
    "have it; roads through places that are contested or cut off count as longer."
)


def displacement_shape(found: Displacement, total: int | None, source: str | None) -> dict[str, Any]:
    """The JSON object of shares by destination; `people` are null without a total."""

    def people(share: float) -> int | None:
        return None if total is None else round(share * total)

    return {
        "days": found.days,
        "arrived": round(found.arrived, 4),
        "total": total,
        "total_source": source,
        "destinations": [
            {
                "name": one.name,
                "share": round(one.share, 4),
                "low": round(one.low, 4),
                "high": round(one.high, 4),
                "people": people(one.share),
                "people_low": people(one.low),
                "people_high": people(one.high),
            }
            for one in found.destinations
        ],
        "not_known": list(NOT_KNOWN),
    }
