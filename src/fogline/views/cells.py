"""Cells of tables that spreadsheets open: nothing in them runs, hides or turns letters round, and nothing is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fogline.views.flat import Value
import unicodedata

# What a spreadsheet takes for the beginning of a formula, in narrow and wide letters, and what we put before one.
FORMULA = frozenset("=+-@＝＋－＠")
GUARD = "'"
HIDDEN = frozenset({"Cc", "Cf", "Zl", "Zp"})
ESCAPED = re.compile(r"\\(?:\\|u([0-9a-f]{4})|U([0-9a-f]{8}))")


def cell(value: Value) -> str:
    """`value` as a cell: invisible and turning letters as \\uXXXX, a formula behind an apostrophe, None as nothing.

    Numbers stand as they are: "-58.3" is no formula.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value).lower() if isinstance(value, bool) else repr(value)
    shown = visible(value)
    begins = shown.lstrip()[:1]
    return GUARD + shown if begins in FORMULA or begins == GUARD else shown


def visible(text: str) -> str:
    """`text` with invisible and turning letters as \\uXXXX, and a backslash doubled."""
    return text if text.isprintable() and "\\" not in text else "".join(map(_escaped, text))


def restored(shown: str) -> str:
    """The words that `cell` was given."""
    return ESCAPED.sub(_letter, shown.removeprefix(GUARD))


def _escaped(letter: str) -> str:
    if letter == "\\":
        return "\\\\"
    if unicodedata.category(letter) not in HIDDEN:
        return letter
    code = ord(letter)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - four digits


def _letter(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else "\\"
