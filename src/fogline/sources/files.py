"""Files and folders: which are to be read, in which order, and their bytes."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from fogline.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PAGE_ENDINGS = frozenset({".html", ".htm", ".xhtml"})
# What browsers call the folder of pictures and scripts that they save beside a page.
ASSET_FOLDERS = ("_files", ".files", "_file")


def walk(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield files: each of `paths`, and of a folder every file below it, sorted by name.

    Left out below a folder: names that begin with a dot, and the folder of parts that a browser saves beside a page.
    Linked folders are not entered. A path that does not exist is yielded too; reading it says so.
    """
    for path in paths:
        if path.is_dir():
            yield from _below(path)
        else:
            yield path


def _below(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        pages = {Path(name).stem for name in names if Path(name).suffix.lower() in PAGE_ENDINGS}
        parts = {page + ending for page in pages for ending in ASSET_FOLDERS}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in parts)
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(parent, name)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The plain file at `path`, to be read; raises Unreadable where that fails, then or later on."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Unreadable(str(path), "is not a plain file; name a file or a folder of files")
        with path.open("rb") as stream:
            yield stream
    except FileNotFoundError:
        raise Unreadable(str(path), "does not exist (any more); check the name") from None
    except PermissionError:
        raise Unreadable(str(path), "may not be read by you; change its permissions or copy it") from None
    except OSError as error:
        raise Unreadable(str(path), f"cannot be read: {error.strerror or error}") from None


def changed(path: Path) -> str:
    """When the file at `path` was last changed, in UTC: bytes that are saved were taken then, as far as it tells."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
