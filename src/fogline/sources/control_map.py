"""Control snapshots: the area that one map shows as held by one side on one day, as GeoJSON."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote

from fogline.errors import Unreadable
from fogline.sources.control_area import NoArea, area
from fogline.sources.table_values import day, shown
from fogline.terms.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 64 * 2**20
IN_NAME = (
    re.compile(r"(?<!\d)\d{4}([-_.]?)\d\d\1\d\d(?!\d)", re.ASCII),
    re.compile(r"(?<!\d)\d\d([._-])\d\d\1\d{4}(?!\d)", re.ASCII),
)
GEOJSON = re.compile(rb'"type"\s{0,9}:\s{0,9}"(Feature|FeatureCollection|GeometryCollection|(Multi)?Polygon)"')
# Properties that tell the day of a map, as map makers call them.
DAY_PROPERTIES = frozenset({"date", "day", "timestamp", "datetime", "date_time", "map_date", "snapshot_date"})
# Seconds since 1970 of the years 2001 to 2096; with three digits more they are milliseconds.
SECONDS = range(10**9, 4 * 10**9)


def is_map(head: bytes) -> bool:
    """Whether a file that begins with `head` is GeoJSON that can hold an area."""
    begins = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return begins.startswith(b"{") and GEOJSON.search(begins) is not None


def snapshot(data: bytes, address: str, side: str, map_name: str) -> Snapshot:
    """The area in `data`, with the day from the file's name in `address` or from its properties.

    Raises Unreadable where it is no GeoJSON, holds no area, or tells no day or two.
    """
    try:
        document = _document(data)
        told, notes = _day(document, address)
        found = area(document)
    except (NoArea, ValueError) as error:
        raise Unreadable(address, str(error)) from None
    return Snapshot(map_name, side, told.isoformat(), found.wkb, found.km2, (*notes, *found.notes))


def _document(data: bytes) -> dict[str, object]:
    if len(data) > LIMIT:
        message = f"is larger than {LIMIT // 2**20} MiB; simplify its outlines or split it"
        raise ValueError(message)
    if not data.strip():
        raise ValueError("is empty; a GeoJSON file is needed")
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("is not UTF-8, which GeoJSON is written in; export it again") from None
    except RecursionError:
        raise ValueError("is nested too deeply for GeoJSON; export it again") from None
    except ValueError as error:
        at = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        message = f"is not JSON{at}; export the map as GeoJSON"
        raise ValueError(message) from None
    if not isinstance(document, dict):
        raise ValueError("is JSON but not GeoJSON; export the map as GeoJSON")  # noqa: TRY004 - input
    _check_reference_system(document.get("crs"))
    return document


def _check_reference_system(crs: object) -> None:
    """Raise ValueError where coordinates are said to be in anything but degrees on WGS 84."""
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if isinstance(name, str) and not name.upper().endswith(("CRS84", ":4326")):
        message = f"has coordinates in {shown(name)}; export it in WGS 84 (EPSG:4326)"
        raise ValueError(message)


def _day(document: dict[str, object], address: str) -> tuple[date, tuple[str, ...]]:
    """The one day that name and properties tell, and notes; raises ValueError where they tell none or two."""
    name = unquote(address.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0].replace("\\", "/").rsplit("/", 1)[-1])
    told = dict.fromkeys(_in_text(name), "its file name")
    unread = []
    for properties in _properties(document):
        for key, value in properties.items():
            if key.casefold() in DAY_PROPERTIES and value not in (None, ""):
                found = _in_value(value)
                if found is None:
                    unread.append(f"its {key} {shown(str(value))} is not read as a day")
                else:
                    told.setdefault(found, f"its property {shown(key)}")
    layer = document.get("name")
    if not told and isinstance(layer, str):
        told = dict.fromkeys(_in_text(layer), "the name of its layer")
    notes = tuple(dict.fromkeys(unread))[:3]
    if len(told) > 1:
        (one, one_place), (other, other_place) = list(told.items())[:2]
        message = (
            f"is of {one} by {one_place} and of {other} by {other_place}; a snapshot is of one day, mend the wrong one"
        )
        raise ValueError(message)
    if not told:
        because = f" ({notes[0]})" if notes else ""
        message = f"does not tell its day{because}; put it into the file name, like map-2025-01-31.geojson"
        raise ValueError(message)
    return next(iter(told)), notes


def _properties(document: dict[str, object]) -> Iterator[dict[str, object]]:
    """What the file says of itself and of each feature."""
    features = document.get("features")
    for part in (document, *(features if isinstance(features, list) else ())):
        if isinstance(part, dict):
            yield {key: value for key, value in part.items() if isinstance(value, str | int | float)}
            inner = part.get("properties")
            if isinstance(inner, dict):
                yield inner


def _in_text(text: str) -> Iterator[date]:
    for pattern in IN_NAME:
        for found in pattern.finditer(text):
            parts = re.split(r"[._-]", found[0])
            written = ".".join(parts) if len(parts[-1]) > 2 else "-".join(parts)  # noqa: PLR2004 - the year is last
            try:
                yield day(written)
            except ValueError:
                # Eight digits can be anything.
                continue


def _in_value(value: object) -> date | None:
    if isinstance(value, str) and value.strip().isdecimal() and len(value.strip()) in (10, 13):
        value = int(value)
    if isinstance(value, str):
        try:
            return day(value)
        except ValueError:
            return None
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    for seconds in (value, value / 1000):
        if SECONDS.start <= seconds < SECONDS.stop:
            return datetime.fromtimestamp(seconds, UTC).date()
    try:
        return day(str(value))
    except ValueError:
        return None
