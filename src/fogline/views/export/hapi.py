"""Claimed events counted by country, province and month, in the columns of HDX HAPI's conflict events."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from fogline.terms.event import TimeFrame
from fogline.terms.place import Precision
from fogline.views.cells import cell
from fogline.views.countries import CODIFIER, DISTRICT, PROVINCE, country
from fogline.views.export.acled_types import VIOLENCE, coded, happened
from fogline.views.export.whole import Written, whole_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from fogline.terms.event import Event
    from fogline.terms.kept import KeptClaim

COLUMNS = (
    "event_type events fatalities resource_hdx_id location_ref location_code location_name admin1_ref admin1_code "
    "admin1_name admin2_ref admin2_code admin2_name reference_period_start reference_period_end"
).split()
POLITICAL_VIOLENCE = "political_violence"


class Cell(NamedTuple):
    """What events are counted in: a country, a province and a district where their codes are known, and a month."""

    country: str
    admin1: str
    admin2: str
    month: str


def write(claims: Iterable[KeptClaim], path: Path) -> Written:
    """Write how many events of political violence `claims` tell of, each counted once however many claims tell of it.

    In memory are the events that are told apart, not the claims.
    """
    counted: dict[Cell, set[tuple[object, ...]]] = {}
    written = left = 0
    for kept in claims:
        found = list(_counted(kept))
        for where, event in found:
            counted.setdefault(where, set()).add(event)
        written, left = (written + 1, left) if found else (written, left + 1)
    with whole_file(path) as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(COLUMNS)
        out.writerows(_row(where, len(events)) for where, events in sorted(counted.items()))
    return Written(written, left)


def _counted(kept: KeptClaim) -> Iterator[tuple[Cell, tuple[object, ...]]]:
    """The cells that a claim's events count in, and what tells each event from others."""
    if not happened(kept.claim):
        return
    for event in kept.claim.events:
        types, day, place = coded(event), _day(kept, event), event.place
        if types and types.disorder_type == VIOLENCE and day and place and place.country:
            code = place.id.removeprefix(CODIFIER) if place.id.startswith(CODIFIER) else ""
            admin1 = code[:PROVINCE]
            admin2 = code[:DISTRICT] if place.precision is not Precision.OBLAST else ""
            where = Cell(place.country, admin1, admin2, day[:7])
            yield where, (event.kind, event.agent, event.target, place.id, day)


def _day(kept: KeptClaim, event: Event) -> str | None:
    """The first day of the event, if it falls within one month; news without a date is of the day it was said."""
    time, manner = event.time, kept.claim.manner
    if time is None:
        return kept.said if manner and manner.time_frame is TimeFrame.PRESENT else None
    last = date.fromisoformat(time.end) - timedelta(days=1)
    return time.start if time.start[:7] == last.isoformat()[:7] else None


def _row(where: Cell, events: int) -> list[str]:
    place = country(where.country)
    first = date.fromisoformat(f"{where.month}-01")
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    told: dict[str, str | int | None] = {
        "event_type": POLITICAL_VIOLENCE,
        "events": events,
        "location_code": place.alpha3 if place else where.country,
        "location_name": place and place.name,
        "admin1_code": where.admin1,
        "admin2_code": where.admin2,
        "reference_period_start": first.isoformat(),
        "reference_period_end": last.isoformat(),
    }
    return [cell(told.get(column)) for column in COLUMNS]
