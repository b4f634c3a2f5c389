"""What cannot be known of a place's people, and what numbers of them are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fogline.terms.event import EventKind
from fogline.terms.place import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.runs.people import People

HEADS = {
    EventKind.CIVILIAN_CASUALTIES: "civilian casualties",
    EventKind.DISPLACEMENT: "displaced",
    EventKind.EVACUATION: "evacuated",
    EventKind.DAMAGE: "damage",
    EventKind.AID_NEED: "need",
    EventKind.ENCIRCLES: "encircled",
    EventKind.FIRE_CONTROL: "under fire control",
    EventKind.RESTRICTED_MOVEMENT: "movement restricted",
}
# Circles that are shown unless others are asked for, and the widest, in kilometres: wider ones would hold half a
# country, and say nothing of who lives near.
USUAL, WIDEST = (5.0, 10.0, 25.0), 200
GAZETTEERS = {"geonames": "GeoNames"}


def counts(told: tuple[float, float] | None) -> str:
    """A range of counts: "12", "12 to 40"; nothing where nobody names a number."""
    if told is None:
        return ""
    low, high = (f"{number:,.10g}" for number in told)
    return low if low == high else f"{low} to {high}"


def origin_of_figure(found: People) -> str | None:
    """Whose figure that of the residents is; None where there is none."""
    if found.residents is None:
        return None
    known = found.place.id.partition(":")[0]
    return GAZETTEERS.get(known, known)


def unknown(found: People) -> Iterator[str]:
    """Yield, a sentence each, what cannot be known of these people."""
    if found.residents is None:
        yield "How many live there is not known: the gazetteer has no figure for it."
    else:
        yield "The number of residents is the gazetteer's, which does not say of which year it is."
        yield "Who has left or come since is not in the numbers of people."
    if not found.circles:
        yield "How many live near it is not known: it has no point of its own."
    elif found.circles[-1].unknown:
        missing = ", ".join(f"{circle.unknown:,} within {circle.km:g} km" for circle in found.circles)
        yield f"Settlements without a figure are not in the sums, which are lower bounds for that reason: {missing}."
    if found.circles and found.place.precision is Precision.HROMADA:
        yield "Where it lies is not known: the circles are drawn about the middle of its hromada."
    if found.circles:
        yield "A settlement counts as one point, and villages that the gazetteer does not place are not counted."
    if found.contested is None:
        yield "Whether it was contested is not estimated here."
    if any(tally.origins for tally in found.tallies):
        yield "Numbers of several origins may be of one event or of several; they are not added up."
        yield "The numbers of damage and need have no unit: it is in the words of each claim."
    yield "What nobody has claimed in this ledger is not here; no claim is no sign that nothing happened."
