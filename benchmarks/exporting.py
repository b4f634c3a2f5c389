"""How fast claims leave the program, and with how much memory: python benchmarks/exporting.py [CLAIMS].

Each format writes as many claims as told, made from one by counting, in a process of its own.
"""

from __future__ import annotations

import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from fogline.ledger.asking import claims
from fogline.ledger.opening import open_ledger
from fogline.terms.kept import Question
from fogline.views.export import acled, geojson, hapi, hxl, jsonld, parquet
from tests.ledger.arrivals import put, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.terms.kept import KeptClaim

WRITERS = {
    "geojson": geojson.write,
    "acled": lambda some, path: acled.write(some, path, lambda _: []),
    "hxl": hxl.write,
    "hapi": hapi.write,
    "jsonld": jsonld.write,
    "parquet": parquet.write,
}


def made(count: int) -> Iterator[KeptClaim]:
    """As many claims as told."""
    with TemporaryDirectory() as folder:
        ledger = open_ledger(str(Path(folder, "ledger.sqlite")), write=True)
        put(ledger, read("ministry says that the village of Luhy was taken on Tuesday", "a"))
        (one,) = claims(ledger, Question())
        ledger.close()
    for number in range(count):
        yield replace(one, number=number)


def measured(name: str, count: int) -> tuple[float, float]:
    """Seconds, and the peak of memory in MB, that writing `count` claims takes."""
    with TemporaryDirectory() as folder:
        began = time.perf_counter()
        WRITERS[name](made(count), Path(folder, "out"))
        return time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(count: int) -> None:
    """Print a line a format."""
    for name in WRITERS:
        for some in (count // 10, count):
            with ProcessPoolExecutor(1, get_context("spawn")) as alone:
                seconds, memory = alone.submit(measured, name, some).result()
            print(f"{name:8} {some:>9,} claims {seconds:6.1f} s {some / seconds:>8,.0f} a second, peak {memory:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
