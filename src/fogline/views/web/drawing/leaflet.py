"""Leaflet, the map library of the pages, as the package xstatic-leaflet carries it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from fogline.errors import FoglineError

PACKAGE = "xstatic-leaflet"
FOLDER = "xstatic/pkg/leaflet/data"
FILES = ("leaflet.js", "leaflet.css")


def leaflet_files() -> dict[str, bytes]:
    """The library's script and style, by name; raises FoglineError where the package is missing or damaged."""
    try:
        folder = Path(str(distribution(PACKAGE).locate_file(FOLDER)))
        return {name: (folder / name).read_bytes() for name in FILES}
    except (PackageNotFoundError, OSError) as error:
        message = f"{PACKAGE}, which the map is moved with, cannot be read ({error}); install Fogline again"
        raise FoglineError(message) from None
