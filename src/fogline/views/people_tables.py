"""Places' people for humanitarian tools: a table with HXL hashtags, and the columns of HDX HAPI's needs."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fogline.runs.people import KINDS, PEOPLE
from fogline.terms.event import EventKind
from fogline.terms.place import Precision
from fogline.views.cells import cell
from fogline.views.countries import CODIFIER, DISTRICT, PROVINCE, country
from fogline.views.people_shapes import columns, people_row
from fogline.views.people_words import unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from fogline.runs.people import People, Scope, Tally
    from fogline.views.flat import Value

TAGS = {
    "place_id": "#loc+code",
    "place": "#loc+name",
    "lat": "#geo+lat",
    "lon": "#geo+lon",
    "precision": "#loc+type",
    "country": "#country+code+v_iso2",
    "since": "#date+start",
    "until": "#date+end+excluded",
    "residents": "#population+residents",
    "residents_source": "#meta+source+residents",
    "residents_year": "#date+year+residents",
    "contested_days": "#indicator+contested+days+num",
    "contested_expected": "#indicator+contested+days+expected+num",
    "estimated_days": "#indicator+estimated+days+num",
    "not_known": "#meta+caveat",
}
# What a kind is called among the hashtags.
AFFECTED = {
    EventKind.CIVILIAN_CASUALTIES: "#affected+casualties",
    EventKind.DISPLACEMENT: "#affected+displaced",
    EventKind.EVACUATION: "#affected+evacuated",
    EventKind.DAMAGE: "#impact+damage",
    EventKind.AID_NEED: "#inneed",
    EventKind.ENCIRCLES: "#access+encircled",
    EventKind.FIRE_CONTROL: "#access+fire_control",
    EventKind.RESTRICTED_MOVEMENT: "#access+restricted",
}
BOUNDS = {"low": "+claimed+min", "high": "+claimed+max", "origins_with_number": "+origins+counted+num"}
HAPI = (
    "location_code has_hrp in_gho provider_admin1_name provider_admin2_name admin1_code admin1_name admin2_code "
    "admin2_name admin_level sector_code sector_name category population_status population reference_period_start "
    "reference_period_end dataset_hdx_id resource_hdx_id warning error"
).split()
INTERSECTORAL = "Intersectoral"
# HAPI's words for everybody and for those affected.
ALL, AFFECTED_STATUS = "all", "AFF"
OF_ONE_PLACE = "This is of one place, not of all of the unit whose codes stand beside it."
NO_CODE = "no P-code is known for this place"
OF_PEOPLE = (EventKind.CIVILIAN_CASUALTIES, EventKind.DISPLACEMENT, EventKind.EVACUATION)


def hxl(found: Iterable[People], scope: Scope, stream: TextIO) -> None:
    """Write a row a place, under the columns' names and their hashtags."""
    names, tags = columns(scope.km), {**TAGS, **_tags(scope.km)}
    out = csv.writer(stream, lineterminator="\n")
    out.writerows([names, [tags[name] for name in names]])
    out.writerows([cell(value) for value in people_row(one, scope)] for one in found)


def _tags(km: Iterable[float]) -> dict[str, str]:
    tags = {}
    for distance in km:
        within = f"{distance:g}".replace(".", "_")
        tags[f"within_{distance:g}_km_people"] = f"#population+within_{within}km"
        tags[f"within_{distance:g}_km_settlements"] = f"#loc+settlements+within_{within}km+num"
        tags[f"within_{distance:g}_km_without_figure"] = f"#loc+settlements+no_figure+within_{within}km+num"
    for kind in KINDS:
        head = AFFECTED[kind]
        for name in ("claims", "origins", "denied", "expected", "disputed"):
            tags[f"{kind.value}_{name}"] = f"{head}+{name}+num"
        for name, end in BOUNDS.items() if kind in PEOPLE else ():
            tags[f"{kind.value}_{name}"] = head + end
    return tags


def hapi(found: Iterable[People], scope: Scope, stream: TextIO) -> None:
    """Write a row a number: residents, and of each kind the least and the greatest that an independent origin names."""
    out = csv.writer(stream, lineterminator="\n")
    out.writerow(HAPI)
    for one in found:
        for tally, category, number in _numbers(one):
            told: dict[str, Value] = {
                **_where(one),
                "sector_code": INTERSECTORAL,
                "sector_name": INTERSECTORAL,
                "category": f"{category}; {one.place.name} ({one.place.id})",
                "population_status": AFFECTED_STATUS if tally else ALL,
                "population": number,
                "warning": " ".join((OF_ONE_PLACE, *unknown(one))),
            }
            if tally:
                told |= _period(tally, scope)
            out.writerow([cell(told.get(column)) for column in HAPI])


def _period(tally: Tally, scope: Scope) -> dict[str, Value]:
    """The days on which it was said, the last included."""
    said = sorted(origin.first.said[:10] for origin in tally.origins)
    last = date.fromisoformat(scope.until) - timedelta(days=1) if scope.until else date.fromisoformat(said[-1])
    return {"reference_period_start": scope.since or said[0], "reference_period_end": last.isoformat()}


def _numbers(found: People) -> Iterator[tuple[Tally | None, str, int]]:
    if found.residents is not None:
        yield None, "residents by the gazetteer", found.residents
    for tally in found.tallies:
        if tally.kind in OF_PEOPLE and tally.counts:
            of = f"of {tally.counted} independent" if tally.counted > 1 else "of a single one"
            for which, number in zip(("least", "greatest"), tally.counts, strict=True):
                yield tally, f"{tally.kind.value}, {which} number claimed {of}", round(number)


def _where(found: People) -> dict[str, Value]:
    place = found.place
    known = country(place.country) if place.country else None
    code = place.id.removeprefix(CODIFIER) if place.id.startswith(CODIFIER) else ""
    district = code[:DISTRICT] if place.precision is not Precision.OBLAST else ""
    return {
        "location_code": known.alpha3 if known else place.country,
        "admin1_code": code[:PROVINCE],
        "admin2_code": district,
        "admin_level": (2 if district else 1) if code else None,
        "error": None if code else NO_CODE,
    }
