"""Readings as one web page that needs nothing else: no script, no other file, no network."""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from fogline.errors import FoglineError
from fogline.views.card import by_who, card
from fogline.views.export.parts import parts
from fogline.views.marks import ROLES, legend
from fogline.views.speakers import counted
from fogline.views.statements import own, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from fogline.terms.reading import Reading


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("fogline.views.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(by_who=by_who, counted=counted)
    return environment


def report_section(reading: Reading, number: int) -> str:
    """The HTML of one reading; `number` keeps the addresses of several on a page apart."""
    return _environment().get_template("report.html").render(_context(reading, number))


def style() -> str:
    """The style sheet of the page, to stand in a style element."""
    return _environment().get_template("style.css").render()


def _context(reading: Reading, number: int) -> dict[str, Any]:
    sheet = card(reading)
    return {
        "report": reading.report,
        "unread": reading.unread,
        "prefix": f"r{number}",
        "card": sheet,
        "legend": [(role, ROLES[role]) for role in legend(reading)],
        "parts": parts(reading, sheet),
        "said": said(reading),
        "own": own(reading),
    }


@contextmanager
def writer(path: Path) -> Iterator[Callable[[Reading], None]]:
    """What adds a reading to the page at `path`; the file appears when all is written, or not at all."""
    fresh = path.with_name(path.name + ".part")
    try:
        stream = fresh.open("w", encoding="utf-8")
    except OSError as error:
        message = f"{path}: cannot be written ({error.strerror}); name a file in a folder that you may write to"
        raise FoglineError(message) from None
    count = 0

    def write(reading: Reading) -> None:
        nonlocal count
        count += 1
        stream.write(report_section(reading, count))

    try:
        with stream:
            top, bottom = _environment().get_template("page.html").render(style=style()).split("<!-- reports -->")
            stream.write(top)
            yield write
            stream.write(bottom)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
