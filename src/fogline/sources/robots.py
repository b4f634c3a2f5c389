"""What a site asks of programs in its robots.txt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

TOKEN = "Fogline"  # noqa: S105 - the word by which a robots.txt names us
# RFC 9309 asks to read this much of a file and allows to read no more.
LIMIT = 500 * 1024
FOR_WHOM = re.compile(r"(user[- ]?agent\s*[:\s]\s*)([^\s#]*)", re.IGNORECASE)


def rules(data: bytes) -> Callable[[str], bool]:
    """The rules in the bytes of a robots.txt: a function that says of an address whether we may read it."""
    from protego import Protego  # noqa: PLC0415 - needed where something is fetched only

    parsed = Protego.parse(_ours(data[:LIMIT].decode("utf-8", "replace")))
    return lambda address: parsed.can_fetch(address, TOKEN)


def _ours(text: str) -> str:
    """`text` with all other programs made one: a file that names 20,000 of them would fill the memory with rules."""
    lines = []
    for line in text.removeprefix("\ufeff").splitlines():
        found = FOR_WHOM.match(line.strip()[:200])
        if found and found[2] != "*":
            ours = found[2].lower().partition("/")[0] == TOKEN.lower()
            lines.append(f"User-agent: {TOKEN if ours else 'other'}")
        else:
            lines.append(line)
    return "\n".join(lines)


def no_rules(_: str) -> bool:
    """Where there is no robots.txt, everything may be read."""
    return True
