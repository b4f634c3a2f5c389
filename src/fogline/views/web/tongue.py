"""The languages of the pages: what they say stands in `tongues/`, a TOML file each, and one more file is one more."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# The language that is spoken where a reader asks for none that there is.
FIRST = "en"
SPANS = {"day": "yMMMd", "month": "yMMMM", "year": "y"}


@dataclass(frozen=True)
class Tongue:
    """One language of the pages: `code` as in `lang`, its own `name`, and its `words` by dotted key."""

    code: str
    name: str
    words: Mapping[str, str]
    locale: Locale

    def say(self, key: str, /, **values: object) -> Markup:
        """The words under `key` with `values` put in, escaped where they are not markup; KeyError where none are."""
        return Markup(self.words[key]).format(**values)  # noqa: S704 - our own words, the values are escaped

    def count(self, key: str, number: int, /, **values: object) -> Markup:
        """The words under `key` for so many of something, in the form that the language has for the number."""
        form = f"{key}.{self.locale.plural_form(number)}"
        return self.say(form if form in self.words else f"{key}.other", n=self.number(number), **values)

    def number(self, number: float) -> str:
        """A number as it is written in the language."""
        return str(format_decimal(number, locale=self.locale))

    def day(self, iso: str) -> str:
        """An ISO date, or the date of an ISO time, as it is written: "20 Nov 2025"."""
        return str(format_date(date.fromisoformat(iso[:10]), "medium", self.locale))

    def language_name(self, code: str) -> str:
        """What a language is called."""
        return str(self.locale.languages.get(code, code))

    def span(self, day: date, precision: str) -> str:
        """A day, its month or its year."""
        return str(format_skeleton(SPANS[precision], day, locale=self.locale))


@lru_cache(maxsize=1)
def tongues() -> dict[str, Tongue]:
    """Every language that there is a file for, by code, the first first."""
    found = {}
    for file in files("fogline.views.web").joinpath("tongues").iterdir():
        code, _, kind = file.name.partition(".")
        if kind == "toml":
            words = dict(_flat(tomllib.loads(file.read_text(encoding="utf-8"))))
            found[code] = Tongue(code, words["language"], words, Locale.parse(words["locale"]))
    return dict(sorted(found.items(), key=lambda pair: (pair[0] != FIRST, pair[0])))


def chosen(asked: str | None, kept: str | None, accepted: str) -> Tongue:
    """The language of a page: the one asked for, the one that the reader chose before, or the browser's."""
    known = tongues()
    for code in (asked, kept, *_accepted(accepted)):
        if code in known:
            return known[code]
    return known[FIRST]


def _accepted(header: str) -> list[str]:
    """The languages of an Accept-Language header, the most wanted first, without their countries."""
    wanted = []
    for part in header.split(","):
        code, _, quality = part.strip().partition(";")
        try:
            weight = float(quality.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if weight > 0:
            wanted.append((-weight, code.partition("-")[0].casefold()))
    return [code for _, code in sorted(wanted, key=lambda pair: pair[0])]


def _flat(table: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, str(value)
