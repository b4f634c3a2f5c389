"""Files and folders that appear when all is written, or not at all."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from fogline.errors import FoglineError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import TextIO

PART = ".part"


class Written(NamedTuple):
    """How many claims came out, and how many the format has no place for."""

    claims: int
    left: int


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A file to be written, UTF-8, line ends as given; it takes the place of the one at `path`, or FoglineError."""
    fresh = path.with_name(path.name + PART)
    with telling(path):
        try:
            with fresh.open("w", encoding="utf-8", newline="") as stream:
                yield stream
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A folder to be filled, which then stands at `path`; raises FoglineError where there is something already."""
    fresh = path.with_name(path.name + PART)
    with telling(path):
        if path.exists() and not (path.is_dir() and not any(path.iterdir())):
            message = f"{path}: is there already and not empty; name a folder that is not there yet"
            raise FoglineError(message)
        try:
            fresh.mkdir()
        except FileExistsError:
            message = f"{fresh}: is left over from an export that was stopped; delete it"
            raise FoglineError(message) from None
        try:
            yield fresh
            if path.exists():
                path.rmdir()
            fresh.rename(path)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """What the disk refuses, as a sentence about `path`."""
    try:
        yield
    except OSError as error:
        message = f"{path}: cannot be written ({error.strerror or error}); name a place with room that you may write to"
        raise FoglineError(message) from None
