"""Entries from a GeoNames dump: XX.txt, allCountries.txt, or the zip of one."""

from __future__ import annotations

import zipfile
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING

from fogline.errors import FoglineError
from fogline.linking.layer import Entry
from fogline.linking.world import names_of_ours
from fogline.terms.place import Place, Precision

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fogline.linking.index import Tell

COLUMNS = 19
STEP = 20_000
READING = "adding"
UNITS = {
    "ADM1": Precision.OBLAST,
    "ADM2": Precision.RAION,
    "ADM3": Precision.HROMADA,
    "ADM4": Precision.HROMADA,
    "ADMD": Precision.RAION,
}
COUNTRIES = frozenset("PCL PCLI PCLD PCLF PCLS PCLIX TERR".split())
# Of terrain only what news name; of populated places not what is no more.
TERRAIN = frozenset("MT MTS ISL ISLS PEN PASS CAPE RDGE VAL".split())
WATER = frozenset("STM STMI RSV LK LKS SEA GULF BAY STRT CHN CNL OCN".split())
GONE = frozenset("PPLH PPLQ PPLCH ADM1H ADM2H ADM3H ADM4H ADMDH PCLH".split())


class BadDump(FoglineError):
    """A file is no GeoNames dump, or a damaged one: which, and what is wrong."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} {reason}")


def entries(path: Path, tell: Tell) -> Iterator[Entry]:
    """Yield what `path` holds that a report may name; raises BadDump at the first line that is not as it should be."""
    with ExitStack() as stack:
        stream, size = _opened(path, stack)
        done, kept = 0, 0
        try:
            for number, line in enumerate(stream, 1):
                done += len(line)
                if number % STEP == 0:
                    tell(READING, done, size)
                entry = _entry(path, number, line)
                if entry:
                    kept += 1
                    yield entry
        except (zipfile.BadZipFile, EOFError, OSError) as error:
            raise BadDump(path, f"cannot be read to its end: {error}; fetch it again") from None
        if not kept:
            raise BadDump(path, "has no place that can be named; expected a GeoNames dump such as UA.txt")
        tell(READING, size, size)


def _opened(path: Path, stack: ExitStack) -> tuple[IO[bytes], int]:
    """The lines of the dump, and how many bytes they are."""
    try:
        if path.suffix.lower() != ".zip":
            return stack.enter_context(path.open("rb")), path.stat().st_size
        archive = stack.enter_context(zipfile.ZipFile(path))
    except zipfile.BadZipFile:
        raise BadDump(path, "is no zip file, or a damaged one; fetch it again") from None
    except OSError as error:
        raise BadDump(path, f"cannot be opened: {error.strerror or error}") from None
    inside = [item for item in archive.infolist() if item.filename.endswith(".txt") and "readme" not in item.filename]
    if len(inside) != 1:
        raise BadDump(path, f"should hold one table such as UA.txt, but holds {len(inside)}")
    return stack.enter_context(archive.open(inside[0])), inside[0].file_size


def _entry(path: Path, number: int, line: bytes) -> Entry | None:
    try:
        row = line.decode("utf-8").rstrip("\r\n").split("\t")
        if len(row) != COLUMNS:
            raise BadDump(path, f"is no GeoNames dump: line {number} has {len(row)} columns instead of {COLUMNS}")
        kind = _kind(row[6], row[7])
        if kind is None:
            return None
        lat, lon, people = float(row[4]), float(row[5]), int(row[14] or 0)
        country = row[8] or None
        place = Place(f"geonames:{int(row[0])}", row[1], lat, lon, kind, country, people)
    except ValueError as error:
        raise BadDump(path, f"is no GeoNames dump, or a damaged one: line {number}: {error}") from None
    region = f"{country}.{row[10]}" if country and row[10] not in {"", "00"} and kind is not Precision.COUNTRY else ""
    names = dict.fromkeys(names_of_ours(name for name in (row[2], *row[3].split(",")) if name))
    return Entry(place, region, tuple(names))


def _kind(feature: str, code: str) -> Precision | None:
    if code in GONE:
        return None
    if feature == "P":
        return Precision.SETTLEMENT
    if feature == "A":
        return Precision.COUNTRY if code in COUNTRIES else UNITS.get(code)
    if (feature == "H" and code in WATER) or (feature == "T" and code in TERRAIN):
        return Precision.AREA
    return None
