"""Fogline reads war reporting and says who says what, on whose word.

>>> import fogline
>>> fogline.read("The town has fallen, the ministry said on Friday.").claims  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fogline.views.notebook import ReadText

__all__ = ["read"]


def read(text: str, name: str = "text") -> ReadText:
    """Read `text` to its claims; `name` stands where a file's path would.

    The result has `claims`, `as_dict()` (what `fogline read --json` prints) and shows itself in a notebook. Raises
    `fogline.errors.Unreadable` where there is nothing to read.
    """
    from fogline.views.notebook import read as read_text  # noqa: PLC0415 - importing fogline stays quick

    return read_text(text, name)
