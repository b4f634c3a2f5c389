"""The JSON and the rows of a place's people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fogline.runs.people import KINDS, PEOPLE
from fogline.views.people_words import origin_of_figure, unknown
from fogline.views.shapes import place_shape
from fogline.views.speakers import name_of, side_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fogline.runs.people import Origin, People, Scope, Tally
    from fogline.terms.kept import KeptClaim
    from fogline.views.rows import Cell

FIRST = "place_id place lat lon precision country since until residents residents_source residents_year".split()
LAST = "contested_days contested_expected estimated_days not_known".split()
OF_CIRCLE = "people settlements without_figure".split()
OF_KIND = "claims origins denied expected disputed".split()
NUMBERS = "low high origins_with_number".split()


def people_shape(found: People, scope: Scope) -> dict[str, Any]:
    """The JSON object of a place's people."""
    return {
        "place": place_shape(found.place),
        "since": scope.since,
        "until": scope.until,
        "residents": {"people": found.residents, "source": origin_of_figure(found), "year": None},
        "around": [
            {
                "km": circle.km,
                "people": circle.people,
                "settlements": circle.settlements,
                "without_figure": circle.unknown,
            }
            for circle in found.circles
        ],
        "contested": found.contested and found.contested._asdict(),
        "told": [_tally(tally, found.claims) for tally in found.tallies],
        "not_known": list(unknown(found)),
    }


def _tally(tally: Tally, claims: dict[str, KeptClaim]) -> dict[str, Any]:
    low, high = tally.counts or (None, None)
    return {
        "kind": tally.kind.value,
        "claims": tally.claims,
        "low": low,
        "high": high,
        "origins_with_number": tally.counted,
        "origins": [_origin(origin, claims) for origin in tally.origins],
    }


def _origin(origin: Origin, claims: dict[str, KeptClaim]) -> dict[str, Any]:
    first = origin.first
    (low, high), (least, most) = (told or (None, None) for told in (origin.counts, origin.retold))
    return {
        **_said(claims[first.claim]),
        "sense": origin.sense.value,
        "time": first.event.time and {"start": first.event.time.start, "end": first.event.time.end},
        "agent": first.event.agent and first.event.agent.value,
        "target": first.event.target and first.event.target.value,
        "low": low,
        "high": high,
        "retold_low": least,
        "retold_high": most,
        "copies": [claims[copy].claim.id for copy in origin.copies],
        "disputed_by": [_said(claims[other.origin]) | {"how": other.how.value} for other in origin.disputes],
    }


def _said(kept: KeptClaim) -> dict[str, Any]:
    return {
        "claim": kept.claim.id,
        "said": kept.said,
        "voice": kept.claim.voice.value,
        "source": name_of(kept.claim) or None,
        "side": side_of(kept.claim).value if kept.claim.source else None,
        "report_id": kept.report.id,
    }


def columns(km: Sequence[float]) -> list[str]:
    """The columns of `people_row`."""
    circles = [f"within_{distance:g}_km_{name}" for distance in km for name in OF_CIRCLE]
    kinds = [f"{kind.value}_{name}" for kind in KINDS for name in (*OF_KIND, *(NUMBERS if kind in PEOPLE else ()))]
    return [*FIRST, *circles, *kinds, *LAST]


def people_row(found: People, scope: Scope) -> list[Cell]:
    """The row of a place's people, as `columns` has them."""
    place, days = found.place, found.contested
    circles = {circle.km: circle for circle in found.circles}
    tallies = {tally.kind: tally for tally in found.tallies}
    row: list[Cell] = [
        *(place.id, place.name, place.lat, place.lon, place.precision.value, place.country, scope.since, scope.until),
        *(found.residents, origin_of_figure(found), None),
    ]
    for km in scope.km:
        circle = circles.get(km)
        row += [circle.people, circle.settlements, circle.unknown] if circle else [None] * len(OF_CIRCLE)
    for kind in KINDS:
        row += _counted(tallies.get(kind), numbers=kind in PEOPLE)
    row += [days.likely, round(days.expected, 2), days.days] if days else [None, None, None]
    return [*row, " ".join(unknown(found))]


def _counted(tally: Tally | None, *, numbers: bool) -> list[Cell]:
    origins = tally.origins if tally else ()
    senses = [origin.sense.value for origin in origins]
    row: list[Cell] = [
        *(tally.claims if tally else 0, len(origins)),
        *(senses.count("denied"), senses.count("expected")),
        sum(bool(origin.disputes) for origin in origins),
    ]
    if numbers:
        row += [*((tally and tally.counts) or (None, None)), tally.counted if tally else 0]
    return row
