"""Map tiles of the user's own choice: the one case in which a page asks another host."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

# A host and port, and no more: what it is put into is a policy, in which a space or semicolon would be the next rule.
HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?", re.ASCII | re.IGNORECASE)
PATH = re.compile(r"[\w./~%@+=&?,:{}-]+", re.ASCII)
PARTS = ("{z}", "{x}", "{y}")


class Tiles(NamedTuple):
    """Where tiles are: the `template` of their addresses, and the `origin` that pages may load images from."""

    template: str
    origin: str


def tiles(template: str) -> Tiles:
    """The tiles at `template`, an https address with {z}, {x} and {y}; raises ValueError with what is wrong."""
    address = urlsplit(template)
    host = address.netloc
    if address.scheme != "https" or not HOST.fullmatch(host):
        message = f"{template!r} is no address of tiles: it begins with https:// and the name of one host"
        raise ValueError(message)
    rest = template.removeprefix(f"https://{host}")
    if not PATH.fullmatch(rest) or any(rest.count(part) != 1 for part in PARTS):
        message = f"{template!r} is no address of tiles: write {{z}}, {{x}} and {{y}} where zoom, column and row stand"
        raise ValueError(message)
    return Tiles(template, f"https://{host.lower()}")
