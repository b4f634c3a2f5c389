"""`fogline.read` for Python and notebooks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from fogline.errors import Unreadable
from fogline.runs import reading as runs
from fogline.terms.reading import Failure, Reading
from fogline.views.cli.progress import telling
from fogline.views.shapes import reading_shape
from fogline.views.speakers import sources, summary

if TYPE_CHECKING:
    from fogline.terms.claim import Claim


@dataclass(frozen=True, slots=True, repr=False)
class ReadText:
    """A text that has been read: `claims` for Python, `as_dict()` for JSON; a notebook shows it marked."""

    reading: Reading

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims in the order in which they begin."""
        return self.reading.claims

    def as_dict(self) -> dict[str, Any]:
        """What `fogline read --json` prints of it."""
        return reading_shape(self.reading)

    def __repr__(self) -> str:
        return f"<fogline: {self.reading.unread or summary(self.claims, sources(self.claims))}>"

    def _repr_html_(self) -> str:
        from fogline.views.export.page import report_section, style  # noqa: PLC0415 - templates are slow to load

        return f'<style>{style()}</style><div class="fogline">{report_section(self.reading, 1)}</div>'


@lru_cache(maxsize=1)
def _reader() -> runs.Reader:
    with telling() as tell:
        return runs.load(None, tell)


def read(text: str, name: str = "text") -> ReadText:
    """Read `text`; `name` stands where a file's path would. Raises Unreadable where there is nothing to read."""
    outcome = runs.read_text(_reader(), text, name)
    if isinstance(outcome, Failure):
        raise Unreadable(outcome.path, outcome.reason)
    return ReadText(outcome)
