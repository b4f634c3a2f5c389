"""The forms of table that are known, each told by its columns, and what a row of each says in Fogline's terms.

UCDP GED: Sundberg and Melander 2013, doi:10.1177/0022343313484347, names of columns as from version 23 on. VIINA 2.0:
Zhukov 2023, doi:10.1080/00905992.2023.2174764, its file of events alone or joined with the file of labels.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fogline.sources.table_values import between, day, degrees, number, period, share, shown
from fogline.terms.actor import Side
from fogline.terms.capture import Facts
from fogline.terms.event import EventKind, Stance
from fogline.terms.structured import StructuredClaim

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import TypeVar

    Value = TypeVar("Value")

PARTIES = frozenset({Side.RU, Side.UA})
# What each word of the column `claim` says, and whether it tells whose doing: for those that do there is another word
# for the same said from the other end. The rest is also what a side admits ("entered", told by the side that lost it).
CLAIMS = {
    "captured": (EventKind.CAPTURES, Stance.AFFIRMS, True),
    "partly_captured": (EventKind.PARTLY_CAPTURES, Stance.AFFIRMS, False),
    "entered": (EventKind.ENTERS, Stance.AFFIRMS, False),
    "encircled_or_blocked": (EventKind.ENCIRCLES, Stance.AFFIRMS, False),
    "denied_loss": (EventKind.LOSES, Stance.DENIES, True),
    "liberated": (EventKind.RETAKES, Stance.AFFIRMS, True),
    "contested": (EventKind.FIGHTS, Stance.AFFIRMS, False),
    "lost_confirmed": (EventKind.LOSES, Stance.AFFIRMS, True),
    "fire_control": (EventKind.FIRE_CONTROL, Stance.AFFIRMS, False),
}
# Labels of VIINA's classifier, the most telling first: a row can have several and makes one claim.
LABELS = {
    "t_control": EventKind.CAPTURES,
    "t_occupy": EventKind.HOLDS,
    "t_airstrike": EventKind.STRIKES,
    "t_artillery": EventKind.STRIKES,
    "t_hospital": EventKind.STRIKES,
    "t_ied": EventKind.STRIKES,
    "t_raid": EventKind.FIGHTS,
    "t_armor": EventKind.FIGHTS,
    "t_firefight": EventKind.FIGHTS,
    "t_civcas": EventKind.CIVILIAN_CASUALTIES,
    "t_milcas": EventKind.TROOP_LOSSES,
    "t_property": EventKind.DAMAGE,
}
INITIATORS = {"a_rus": Side.RU, "a_ukr": Side.UA}
# VIINA's word for a language, where it is told in one.
LANGUAGES = {"ua": "uk", "uk": "uk", "ru": "ru", "en": "en"}
# Where a table gives a label's likelihood and no cut of its own.
LIKELY = 0.5
# How statistics programs write an empty cell.
EMPTY = frozenset({"", "na", "n/a", "nan", "null", "none"})
PAIR = re.compile(r"[^\d+-]*([+-]?\d+(?:\.\d+)?)[,; ]+([+-]?\d+(?:\.\d+)?)\D*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Form:
    """A known form: by which columns it is told, which it fills facts from, and how a row is read.

    `identity` is the column of the table's own ids.
    """

    name: str
    needed: tuple[str, ...]
    used: frozenset[str]
    identity: str | None
    read: Callable[[Mapping[str, str], tuple[tuple[str, str], ...]], tuple[StructuredClaim, Facts]]


class Misfit(ValueError):
    """A row does not hold together; the message begins with the column."""


def normal(column: str) -> str:
    """A column's name without what spreadsheets do to it: case, blanks around and within."""
    return re.sub(r"[\s-]+", "_", column.strip()).casefold()


def recognised(columns: Iterable[str]) -> Form | str:
    """The form of a table with these columns (as `normal` has them), or a sentence on what is missing."""
    present = set(columns)
    for form in FORMS:
        if present.issuperset(form.needed):
            return form
    # The nearest is the one with the largest part of its columns there; among equals the first.
    nearest = max(FORMS, key=lambda form: len(present.intersection(form.needed)) / len(form.needed))
    missing = [column for column in nearest.needed if column not in present]
    what = "is missing" if len(missing) == 1 else "are missing"
    return f"is not a table that Fogline knows; for {nearest.name} {', '.join(missing)} {what} in its columns"


def known_among(columns: Iterable[str]) -> int:
    """How many of `columns` any form knows."""
    return len(KNOWN.intersection(columns))


def _cell(row: Mapping[str, str], column: str) -> str | None:
    value = row.get(column, "").strip()
    return None if value.casefold() in EMPTY else value


def _needed(row: Mapping[str, str], column: str, reader: Callable[[str], Value]) -> Value:
    """The value of a cell by `reader`; raises Misfit."""
    try:
        return reader(_cell(row, column) or "")
    except ValueError as error:
        message = f"column {column}: {error}"
        raise Misfit(message) from None


def _told(row: Mapping[str, str], column: str, reader: Callable[[str], Value]) -> Value | None:
    """The value of a cell by `reader`, None for an empty one; raises Misfit."""
    return None if _cell(row, column) is None else _needed(row, column, reader)


def _word(row: Mapping[str, str], column: str, words: Iterable[str]) -> str | None:
    value = (_cell(row, column) or "").casefold()
    if value and value not in words:
        message = f"column {column}: {shown(value)} is not one of {', '.join(words)}"
        raise Misfit(message)
    return value or None


def _claim_row(row: Mapping[str, str], others: tuple[tuple[str, str], ...]) -> tuple[StructuredClaim, Facts]:
    when = _needed(row, "date", period)
    said = _word(row, "claim", CLAIMS)
    place = _cell(row, "place")
    if said is None:
        message = f"column claim: is empty; write one of {', '.join(CLAIMS)}"
        raise Misfit(message)
    if place is None:
        raise Misfit("column place: is empty; write the settlement's name")
    kind, stance, told = CLAIMS[said]
    named = _word(row, "claimant_side", [side.value for side in Side])
    side = Side(named) if named else None
    claim = StructuredClaim(
        date=when,
        claimant=_cell(row, "claimant"),
        claimant_side=side,
        place=place,
        admin1=_cell(row, "admin1"),
        lat=None,
        lon=None,
        kind=kind,
        stance=stance,
        agent=side if told and side in PARTIES else None,
        parties=(),
        share=_told(row, "share", share),
        count=None,
        evidence=_cell(row, "evidence"),
        url=_cell(row, "url"),
        text=None,
        language=None,
        others=others,
    )
    published = when.start if when.precision == "day" else None
    return claim, Facts(author=claim.claimant, published=published, link=claim.url)


def _ged_row(row: Mapping[str, str], others: tuple[tuple[str, str], ...]) -> tuple[StructuredClaim, Facts]:
    first, last = _needed(row, "date_start", day), _needed(row, "date_end", day)
    try:
        when = between(first, last)
    except ValueError as error:
        message = f"columns date_start and date_end: {error}"
        raise Misfit(message) from None
    dead, civilians = _told(row, "best", number), _told(row, "deaths_civilians", number)
    one_sided = _word(row, "type_of_violence", ("1", "2", "3")) == "3"
    # Of a fight in which others fell too, the sum says neither who suffered nor how much fighting there was.
    of_civilians = one_sided or (bool(dead) and civilians == dead)
    office = _cell(row, "source_office")
    claim = StructuredClaim(
        date=when,
        claimant=_cell(row, "source_original") or office or _cell(row, "source_article"),
        claimant_side=None,
        place=_cell(row, "where_coordinates"),
        admin1=_cell(row, "adm_1"),
        lat=_told(row, "latitude", lambda value: degrees(value, 90)),
        lon=_told(row, "longitude", lambda value: degrees(value, 180)),
        kind=EventKind.CIVILIAN_CASUALTIES if of_civilians else EventKind.FIGHTS,
        stance=Stance.AFFIRMS,
        agent=None,
        parties=tuple(filter(None, (_cell(row, "side_a"), _cell(row, "side_b")))),
        share=None,
        count=dead if of_civilians else None,
        evidence=None,
        url=None,
        text=_cell(row, "source_headline"),
        language=None,
        others=others,
    )
    return claim, Facts(outlet=office)


def _viina_row(row: Mapping[str, str], others: tuple[tuple[str, str], ...]) -> tuple[StructuredClaim, Facts]:
    when = _needed(row, "date", period)
    lon, lat = _point(row)
    initiators = [side for column, side in INITIATORS.items() if _labelled(row, column)]
    claim = StructuredClaim(
        date=when,
        claimant=_cell(row, "source"),
        claimant_side=None,
        place=_cell(row, "asciiname"),
        admin1=_cell(row, "adm1_name"),
        lat=lat,
        lon=lon,
        kind=next((kind for label, kind in LABELS.items() if _labelled(row, label)), EventKind.OTHER),
        stance=Stance.AFFIRMS,
        agent=initiators[0] if len(initiators) == 1 else None,
        parties=(),
        share=None,
        count=None,
        evidence=None,
        url=_cell(row, "url"),
        text=_cell(row, "text"),
        language=LANGUAGES.get((_cell(row, "lang") or "").casefold()),
        others=others,
    )
    return claim, Facts(outlet=claim.claimant, published=when.start, link=claim.url)


def _labelled(row: Mapping[str, str], label: str) -> bool:
    """Whether the classifier gave `label`: by its yes or no where the table has it, else by its likelihood."""
    for column in (f"{label}_b", label, f"{label}_pred"):
        value = _told(row, column, number)
        if value is not None:
            return value >= LIKELY
    return False


def _point(row: Mapping[str, str]) -> tuple[float | None, float | None]:
    """Longitude and latitude, from their own columns or from `lonlat`."""
    both = _cell(row, "lonlat")
    if both and not _cell(row, "longitude"):
        found = PAIR.fullmatch(both)
        if not found:
            message = f"column lonlat: {shown(both)} is not a longitude and a latitude, like 37.62 49.71"
            raise Misfit(message)
        row = {"longitude": found[1], "latitude": found[2]}
    lon = _told(row, "longitude", lambda value: degrees(value, 180))
    return lon, _told(row, "latitude", lambda value: degrees(value, 90))


FORMS = (
    Form(
        "structured claims",
        ("date", "claimant", "place", "claim"),
        frozenset("date claimant claimant_side place admin1 claim share evidence url".split()),
        None,
        _claim_row,
    ),
    Form(
        "UCDP GED",
        tuple(
            "id date_start date_end side_a side_b type_of_violence where_coordinates latitude longitude best".split()
        ),
        frozenset(
            "id date_start date_end side_a side_b source_original source_office source_headline where_coordinates adm_1"
            " latitude longitude".split()
        ),
        "id",
        _ged_row,
    ),
    Form(
        "VIINA",
        ("event_id", "date", "source", "asciiname", "adm1_name"),
        frozenset("event_id date source url text lang asciiname adm1_name longitude latitude lonlat".split()),
        "event_id",
        _viina_row,
    ),
)
KNOWN = frozenset().union(*(form.used.union(form.needed) for form in FORMS))
