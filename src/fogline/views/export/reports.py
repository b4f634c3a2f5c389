"""Readings as `fogline read --json` prints them: one JSON object a report, one report a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fogline.views.export.whole import Written, whole_file
from fogline.views.shapes import reading_json

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from fogline.terms.reading import Reading


def write(readings: Iterable[Reading], path: Path) -> Written:
    """Write `readings`, a line each; counted are their claims."""
    written = 0
    with whole_file(path) as stream:
        for reading in readings:
            stream.write(reading_json(reading) + "\n")
            written += len(reading.claims)
    return Written(written, 0)
