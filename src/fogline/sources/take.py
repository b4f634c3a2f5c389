"""Bytes to a report: one table of formats, the first that knows the bytes reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fogline.errors import Unreadable
from fogline.sources.decode import decode
from fogline.sources.page import is_page, read_page
from fogline.terms.ids import report_id
from fogline.terms.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable


EMPTY = "is empty; there is nothing to read"


class Format(NamedTuple):
    """A way in: whether it knows the bytes, and text, facts about it and notes read from them."""

    knows: Callable[[bytes], bool]
    read: Callable[[bytes, str | None], tuple[str, dict[str, str | None], tuple[str, ...]]]
    verbatim: bool


def _plain(data: bytes, charset: str | None) -> tuple[str, dict[str, str | None], tuple[str, ...]]:
    text, notes = decode(data, charset)
    return text, {}, notes


PAGE = Format(is_page, read_page, verbatim=False)
FORMATS = (
    PAGE,
    Format(lambda _: True, _plain, verbatim=True),
)


def take(data: bytes, path: str, charset: str | None = None, *, page: bool = False) -> Report:
    """The report in `data`, which came from `path`; raises Unreadable where there is none.

    `charset` is what a server named with it; `page` says that it called it a page, however it begins.
    """
    known = PAGE if page else next(kind for kind in FORMATS if kind.knows(data))
    try:
        text, about, notes = known.read(data, charset)
    except ValueError as error:
        raise Unreadable(path, str(error)) from None
    if not text.strip():
        raise Unreadable(path, EMPTY)
    return Report(path, report_id(data), text, known.verbatim, notes=notes, **about)
