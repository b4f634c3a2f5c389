"""What answers show to everybody: of the files of this machine their names, not the folders in which they lie."""

from __future__ import annotations

import re
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
WINDOWS = re.compile(r"[A-Za-z]:\\")
# Fields that may hold an address; who publishes a report is called by it where nothing else is known.
ADDRESSES = frozenset({"address", "path", "outlet", "name", "source", "source_id"})
# What holds no address within, and of which there is most.
BARE = frozenset({"spans", "events", "evidence", "content", "cue", "mentions", "framing", "marks"})


def named(address: str) -> str:
    """An address as everybody may read it: of a path its last part, anything else as it is."""
    if WINDOWS.match(address):
        return PureWindowsPath(address).name
    if SCHEME.match(address) or not address.startswith("/"):
        return address
    path, mark, part = address.partition("#")
    return PurePosixPath(path).name + mark + part


def published(shape: dict[str, Any]) -> dict[str, Any]:
    """An answer with all of its addresses `named`."""
    return {name: value if name in BARE else _published(name, value) for name, value in shape.items()}


def _published(name: str, value: Any) -> Any:
    if isinstance(value, str):
        return named(value) if name in ADDRESSES else value
    if isinstance(value, dict):
        return published(value)
    return [_published("", one) for one in value] if isinstance(value, list) else value
