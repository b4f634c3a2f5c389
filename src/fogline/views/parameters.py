"""What a question may be asked with: each part by its name, in the one form that commands, API and pages understand."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from fogline.errors import Unclear

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from enum import StrEnum

DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
NUMBER = re.compile(r"\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?", re.ASCII)
WHOLE = re.compile(r"\d{1,9}", re.ASCII)
# The longest name, and the most words, that anybody asks for.
LONGEST = 500
# Half of the way around the Earth, in kilometres: nothing is farther from anything.
FARTHEST = 20_037

Schema = dict[str, Any]
TEXT: Schema = {"type": "string", "minLength": 1, "maxLength": LONGEST}
DATE: Schema = {"type": "string", "pattern": r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"}
DISTANCE: Schema = {"type": "number", "exclusiveMinimum": 0, "maximum": FARTHEST}


class Parameter(NamedTuple):
    """A part of a question: its `name`, what it is `about`, what makes a value of what is written, and an `example`.

    `parse` raises ValueError with the end of a sentence that begins with the name. `schema` says the same to programs,
    in the words of JSON Schema. `choices` are all values that there are, where they can be listed; of `many` values
    any will do. Without a `default` that is not None, what is not given stays None, or empty for many.
    """

    name: str
    about: str
    parse: Callable[[str], Any]
    schema: Schema
    example: str
    metavar: str | None = None
    choices: type[StrEnum] | None = None
    many: bool = False
    required: bool = False
    default: Any = None


def text(written: str) -> str:
    """`written`, if it can be looked for: not empty, not endless, no signs that no text has."""
    if not written.strip():
        message = "is empty: leave it out, or write something"
        raise ValueError(message)
    if len(written) > LONGEST:
        message = f"has {len(written):,} letters: write no more than {LONGEST}"
        raise ValueError(message)
    if not all(sign.isprintable() or sign.isspace() for sign in written):
        message = "has signs that no text has: write letters, numbers and punctuation"
        raise ValueError(message)
    return written


def first_day(written: str) -> str:
    """The ISO date of the first day of the day, month or year that is `written`."""
    return _day(written, after=False)


def day_after(written: str) -> str:
    """The ISO date of the day after the last one of the day, month or year that is `written`."""
    return _day(written, after=True)


def _day(written: str, *, after: bool) -> str:
    found = DAY.fullmatch(written)
    try:
        year, month, day = map(int, found.groups("0")) if found else (0, 0, 0)
        first = date(year, month or 1, day or 1)
        return (_after(first, month, day) if after else first).isoformat()
    except (ValueError, OverflowError):
        message = f"{written[:LONGEST]!r} is no date: write 2025-09-03, 2025-09 or 2025"
        raise ValueError(message) from None


def _after(first: date, month: int, day: int) -> date:
    if day:
        return first + timedelta(days=1)
    return date(first.year + (month in {0, 12}), month % 12 + 1 if month else 1, 1)


def kilometres(written: str) -> float:
    """A distance above 0, and not beyond the other side of the Earth."""
    km = float(written) if NUMBER.fullmatch(written) else 0.0
    if not 0 < km <= FARTHEST:
        message = f"{written[:LONGEST]!r} is no distance: write kilometres, above 0 and up to {FARTHEST:,}, like 20"
        raise ValueError(message)
    return km


def up_to(most: int) -> Callable[[str], int]:
    """What reads a number from 1 to `most`."""

    def parse(written: str) -> int:
        number = int(written) if WHOLE.fullmatch(written) else 0
        if not 1 <= number <= most:
            message = f"{written[:LONGEST]!r} is no number from 1 to {most:,}"
            raise ValueError(message)
        return number

    return parse


def yes_or_no(written: str) -> bool:
    """Whether `written` says yes."""
    if written.lower() not in {"true", "false"}:
        message = f"{written[:LONGEST]!r} is neither true nor false"
        raise ValueError(message)
    return written.lower() == "true"


def one_of(choices: type[StrEnum]) -> Callable[[str], StrEnum]:
    """What reads one of `choices`, whatever its capitals."""

    def parse(written: str) -> StrEnum:
        try:
            return choices(written.lower())
        except ValueError:
            message = f"{written[:LONGEST]!r} is none of {', '.join(choices)}"
            raise ValueError(message) from None

    return parse


def parsed(parameters: Sequence[Parameter], given: Iterable[tuple[str, str]]) -> Mapping[str, Any]:
    """The values of `parameters` by name, from the names and words that are `given`; raises Unclear."""
    known = {parameter.name: parameter for parameter in parameters}
    found: dict[str, list[Any]] = {}
    for name, written in given:
        if name not in known:
            there = f"there are {', '.join(known)}" if known else "there are none"
            raise Unclear(name[:LONGEST], f"{name[:LONGEST]!r} is nothing that can be asked with here: {there}")
        values = found.setdefault(name, [])
        if values and not known[name].many:
            raise Unclear(name, f"{name} is given twice: give it once")
        try:
            values.append(known[name].parse(written))
        except ValueError as error:
            raise Unclear(name, f"{name} {error}") from None
    return {name: _value(parameter, found.get(name)) for name, parameter in known.items()}


def _value(parameter: Parameter, values: list[Any] | None) -> Any:
    if parameter.many:
        return tuple(dict.fromkeys(values or ()))
    if values:
        return values[0]
    if parameter.required:
        raise Unclear(parameter.name, f"{parameter.name} is missing: {parameter.about}")
    return parameter.default
