"""A copy of an added dump's entries, from which its layer is made anew when the format of layers changes."""

from __future__ import annotations

import gzip
import json
import zlib
from typing import TYPE_CHECKING

from fogline.linking.layer import Entry
from fogline.terms.place import Place, Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def copied(entries: Iterable[Entry], path: Path) -> Iterator[Entry]:
    """Yield `entries` as they come, and keep each in `path`, a line of JSON each."""
    with gzip.open(path, "wt", compresslevel=1, encoding="utf-8") as file:
        for entry in entries:
            place = entry.place
            row = [place.id, place.name, place.lat, place.lon, place.precision.value, place.country, place.population]
            file.write(json.dumps([row, entry.region, entry.names, entry.loose], ensure_ascii=False) + "\n")
            yield entry


def entries(path: Path) -> Iterator[Entry]:
    """Yield what `copied` kept; raises ValueError where the file is damaged or gone."""
    found = False
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                (identifier, name, lat, lon, kind, country, people), region, names, loose = json.loads(line)
                place = Place(identifier, name, lat, lon, Precision(kind), country, people)
                yield Entry(place, region, tuple(names), tuple(loose))
                found = True
    except (OSError, EOFError, TypeError, zlib.error) as error:
        message = f"{path} is damaged: {error}"
        raise ValueError(message) from None
    if not found:
        message = f"{path} is damaged: it is empty"
        raise ValueError(message)
