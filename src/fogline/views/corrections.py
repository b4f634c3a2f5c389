"""Corrections in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fogline.views.words import KINDS, side_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.terms.correction import Correction


def changes(correction: Correction) -> Iterator[str]:
    """What a correction changes, a clause each."""
    change = correction.change
    if change.kind:
        was = f" instead of {KINDS[correction.event.kind].noun}" if correction.event else ""
        yield f"what: {KINDS[change.kind].noun}{was}"
    if change.agent:
        yield f"by: {side_name(change.agent)}"
    if change.place:
        yield f"where: {change.place.name}"
    if change.stance:
        yield f"it {change.stance}"
    if change.speaker:
        yield f"who says so: {change.speaker.name}"
