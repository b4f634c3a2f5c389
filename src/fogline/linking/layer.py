"""A gazetteer's layer on disk: columns of places, and their names' keys in order, all mapped into memory.

A layer is a folder. `keys` holds the first eight bytes of each key's BLAKE2b in order, `owners` the place that has the
name, `spellings` a checksum of the name as spelt, so that an exact match can be told from a folded one.
"""

from __future__ import annotations

import json
import math
import zlib
from array import array
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from fogline.linking.names import key, rough, spelling
from fogline.linking.spoken import LANGUAGES, spoken
from fogline.terms.place import Place, Precision

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from fogline.terms.terrain import Box

# Says that a folder is a layer of ours, whole or not: only such are ever removed.
MARK = ".fogline-layer"
PRECISIONS = tuple(Precision)
MOST_PEOPLE = 2**32 - 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A place on its way into a layer. `region` is its first-level unit: country and GeoNames code, "UA.07".

    `names` are all names but the main one; `loose` names are asked for with `rough` keys too.
    """

    place: Place
    region: str
    names: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()


def hashed(name_key: str) -> int:
    """The number that stands for a key."""
    return int.from_bytes(blake2b(name_key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def checksum(name: str) -> int:
    """The number that stands for a spelling."""
    return zlib.crc32(spelling(name).encode("utf-8", "surrogatepass"))


def rough_hash(name_key: str) -> int:
    """The number that stands for the rough form of a key."""
    return hashed("~" + rough(name_key))


class Writer:
    """Gathers entries and writes them to a folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        (folder / MARK).touch()
        self._folder = folder
        self._text = (folder / "text").open("wb")
        self._at = array("Q", [0])
        self._lat, self._lon = array("f"), array("f")
        self._precision, self._people, self._zone = array("B"), array("I"), array("H")
        self._zones: dict[str, int] = {}
        self._keys, self._owners, self._spellings = array("Q"), array("I"), array("I")

    def add(self, entry: Entry) -> None:
        """Take one entry."""
        place = entry.place
        owner = len(self._lat)
        said = "\t".join(spoken(place.name, (*entry.loose, *entry.names)))
        row = f"{place.id}\t{place.name}\t{said}".encode()
        self._text.write(row)
        self._at.append(self._at[-1] + len(row))
        self._lat.append(math.nan if place.lat is None else place.lat)
        self._lon.append(math.nan if place.lon is None else place.lon)
        self._precision.append(PRECISIONS.index(place.precision))
        self._people.append(min(place.population, MOST_PEOPLE))
        zone = entry.region or place.country or ""
        self._zone.append(self._zones.setdefault(zone, len(self._zones)))
        seen = {(hashed(key(name)), checksum(name)) for name in (place.name, *entry.names, *entry.loose)}
        seen |= {(rough_hash(key(name)), 0) for name in entry.loose}
        for number, spelt in sorted(seen):
            self._keys.append(number)
            self._owners.append(owner)
            self._spellings.append(spelt)

    def finish(self, about: dict[str, Any]) -> int:
        """Write all that was taken, and `about` with it; gives the number of places."""
        self._text.close()
        keys = np.frombuffer(self._keys, np.uint64)
        order = np.argsort(keys, kind="stable")
        columns: dict[str, NDArray[Any]] = {
            "keys": keys[order],
            "owners": np.frombuffer(self._owners, np.uint32)[order],
            "spellings": np.frombuffer(self._spellings, np.uint32)[order],
            "at": np.frombuffer(self._at, np.uint64),
            "lat": np.frombuffer(self._lat, np.float32),
            "lon": np.frombuffer(self._lon, np.float32),
            "precision": np.frombuffer(self._precision, np.uint8),
            "people": np.frombuffer(self._people, np.uint32),
            "zone": np.frombuffer(self._zone, np.uint16),
        }
        for name, column in columns.items():
            np.save(self._folder / f"{name}.npy", column)
        about = {**about, "places": len(self._lat), "names": len(keys), "zones": list(self._zones)}
        draft = self._folder / "about.json.draft"
        draft.write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
        draft.replace(self._folder / "about.json")
        return len(self._lat)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._text.close()


class Layer:
    """A layer, opened for reading; raises ValueError or OSError where its files are not those that were written."""

    def __init__(self, folder: Path) -> None:
        self.about = _about(folder)
        self._zones: list[str] = self.about["zones"]
        places, names = self.about["places"], self.about["names"]
        self._keys = _column(folder, "keys", np.uint64, names)
        self._owners, self._spellings = (_column(folder, name, np.uint32, names) for name in ("owners", "spellings"))
        self._lat, self._lon = (_column(folder, name, np.float32, places) for name in ("lat", "lon"))
        self._precision = _column(folder, "precision", np.uint8, places)
        self._people = _column(folder, "people", np.uint32, places)
        self._zone = _column(folder, "zone", np.uint16, places)
        self._at = _column(folder, "at", np.uint64, places + 1)
        size = (folder / "text").stat().st_size
        if size != int(self._at[-1]):
            message = f"text has {size} bytes instead of {int(self._at[-1])}"
            raise ValueError(message)
        self._text: NDArray[np.uint8] = np.memmap(folder / "text", np.uint8, "r") if size else np.zeros(0, np.uint8)

    def find(self, numbers: Sequence[int]) -> list[list[tuple[int, int]]]:
        """The (owner, spelling) pairs under each of the keys' `numbers`."""
        wanted = np.array(numbers, np.uint64)
        left = np.searchsorted(self._keys, wanted, "left").tolist()
        right = np.searchsorted(self._keys, wanted, "right").tolist()
        return [
            list(zip(self._owners[a:b].tolist(), self._spellings[a:b].tolist(), strict=True)) if a < b else []
            for a, b in zip(left, right, strict=True)
        ]

    def place(self, owner: int) -> tuple[Place, str]:
        """The place with number `owner`, and its region."""
        identifier, name, *_ = self._texts(owner)
        lat, lon = float(self._lat[owner]), float(self._lon[owner])
        zone = self._zones[int(self._zone[owner])]
        known = not math.isnan(lat)
        place = Place(
            identifier,
            name,
            round(lat, 5) if known else None,
            round(lon, 5) if known else None,
            PRECISIONS[int(self._precision[owner])],
            zone[:2] or None,
            int(self._people[owner]),
        )
        return place, zone

    def spoken(self, owner: int) -> dict[str, str]:
        """What the place with number `owner` is called in each of LANGUAGES; empty where that is not known."""
        return dict(zip(LANGUAGES, self._texts(owner)[2:], strict=True))

    def _texts(self, owner: int) -> list[str]:
        start, end = int(self._at[owner]), int(self._at[owner + 1])
        return self._text[start:end].tobytes().decode().split("\t")

    def settlements_in(self, box: Box) -> list[int]:
        """The numbers of the settlements that stand in `box`."""
        lon, lat = self._lon, self._lat
        inside = (lon >= box.west) & (lon <= box.east) & (lat >= box.south) & (lat <= box.north)
        found: list[int] = np.flatnonzero(inside & (self._precision == PRECISIONS.index(Precision.SETTLEMENT))).tolist()
        return found

    def identifier(self, owner: int) -> str:
        """The id of the place with number `owner`."""
        return self._texts(owner)[0]

    def settlements(self) -> NDArray[np.intp]:
        """The numbers of the settlements that have a point."""
        there = (self._precision == PRECISIONS.index(Precision.SETTLEMENT)) & ~np.isnan(self._lat)
        return np.flatnonzero(there)

    def columns(self, owners: NDArray[np.intp]) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
        """Latitude, longitude and number of people of the places with numbers `owners`."""
        lat, lon = (column[owners].astype(np.float64) for column in (self._lat, self._lon))
        return lat, lon, self._people[owners].astype(np.int64)


def _about(folder: Path) -> dict[str, Any]:
    read = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    about: dict[str, Any] = read if isinstance(read, dict) else {}
    kinds = {"places": int, "names": int, "zones": list, "made_from": str}
    wrong = [name for name, kind in kinds.items() if not isinstance(about.get(name), kind)]
    if wrong:
        message = f"about.json should say {', '.join(wrong)}"
        raise ValueError(message)
    return about


def _column(folder: Path, name: str, kind: type[np.generic], length: int) -> NDArray[Any]:
    column: NDArray[Any] = np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
    if column.shape != (length,) or column.dtype != kind:
        message = f"{name}.npy holds {column.shape} of {column.dtype} instead of {length} of {kind.__name__}"
        raise ValueError(message)
    return column
