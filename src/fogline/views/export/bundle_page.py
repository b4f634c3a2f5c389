"""The page of a bundle that a person reads first: which reports, from where, since when, and how to check them."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from fogline.views.cells import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def page(reports: Iterable[tuple[dict[str, Any], int]], at: str, head: tuple[int, str]) -> Iterator[bytes]:
    """The page, piece by piece: of lines of reports.jsonl with their numbers of claims; `head` is the last entry."""
    environment = Environment(
        loader=PackageLoader("fogline.views.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = visible
    environment.filters["told"] = told
    parts = environment.get_template("bundle.html").generate(reports=reports, at=at, number=head[0], head=head[1])
    return (part.encode() for part in chain(parts))


def told(facts: dict[str, Any]) -> str:
    """What a container told of a report, on a line."""
    lines = [f"{name.replace('_', ' ')}: {value}" for name, value in facts.items() if value and name != "attachments"]
    return "; ".join([*lines, *facts["attachments"]])
