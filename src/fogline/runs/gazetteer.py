"""The gazetteer as a run: opened, told about, grown by a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fogline.linking import dump, index
from fogline.linking.gazetteer import Gazetteer

if TYPE_CHECKING:
    from pathlib import Path

    from fogline.linking.index import Tell

__all__ = ["Gazetteer", "Part", "add", "folder_of", "open_gazetteer", "parts"]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the gazetteer: what it was made from, and how many places and names it has."""

    made_from: str
    places: int
    names: int


def open_gazetteer(folder: Path | None, tell: Tell) -> Gazetteer:
    """Open the gazetteer in `folder`, or in the user's cache; build it where that is still to do."""
    return index.open_gazetteer(folder, tell)


def parts(folder: Path | None, tell: Tell) -> list[Part]:
    """What the gazetteer is made of, built first where that is still to do."""
    layers = open_gazetteer(folder, tell).about
    return [Part(str(layer["made_from"]), int(layer["places"]), int(layer["names"])) for layer in layers]


def add(path: Path, folder: Path | None, tell: Tell) -> int:
    """Add the places of a GeoNames dump, in place of an earlier one of that name; gives their number."""
    folder = folder or index.default_folder()
    index.open_gazetteer(folder, tell)
    return index.grow(folder, path.stem, dump.entries(path, tell), {"made_from": path.name})


def folder_of(folder: Path | None) -> Path:
    """Where the gazetteer lives."""
    return folder or index.default_folder()
