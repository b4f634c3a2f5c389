"""Cells of a table to dates, numbers and words; what cannot be told without a guess is refused with a sentence."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from math import isfinite

from fogline.terms.event import Period

SHOWN = 60
YEARS = range(1900, 2100)
# Day or month may have one digit; a time of day may follow, and stays with the day that is written before it.
YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d{1,2}:\d\d\S{0,30})?", re.ASCII)
DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
# With full stops the day comes first wherever dates are written so.
DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?: \d{1,2}:\d\d(?::\d\d)?)?", re.ASCII)
MONTH = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)
NUMBER = re.compile(r"[+-]?(\d{1,15}([.,]\d{0,20})?|[.,]\d{1,20})([eE][+-]?\d{1,2})?", re.ASCII)
SPREADSHEET_DAY = re.compile(r"\d{5}([.,]\d+)?", re.ASCII)
EITHER_WAY = re.compile(r"\d{1,2}[/-]\d{1,2}[/-](\d{4}|\d\d)\b.*", re.ASCII)


def shown(value: str) -> str:
    """`value` fit for a message: quoted, no signs that a terminal obeys, and not without end."""
    text = "".join(sign if sign.isprintable() else "\ufffd" for sign in value[:SHOWN])
    return f"“{text}{'…' if len(value) > SHOWN else ''}”"


def day(written: str) -> date:
    """The day that `written` names, in one of the forms that can be read in one way only; raises ValueError."""
    written = written.strip()
    found = YEAR_FIRST.fullmatch(written)
    parts = (found[1], found[3], found[4]) if found else None
    if found := DIGITS.fullmatch(written):
        parts = (found[1], found[2], found[3])
    if found := DAY_FIRST.fullmatch(written):
        parts = (found[3], found[2], found[1])
    if parts is None:
        raise ValueError(_why_no_day(written))
    try:
        result = date(*map(int, parts))
    except ValueError:
        message = f"{shown(written)} is a day that no calendar has; write it as year-month-day"
        raise ValueError(message) from None
    if result.year not in YEARS:
        message = f"{shown(written)} lies outside {YEARS.start} to {YEARS.stop - 1}; check the year"
        raise ValueError(message)
    return result


def _why_no_day(written: str) -> str:
    if SPREADSHEET_DAY.fullmatch(written):
        return f"{shown(written)} is a spreadsheet's number for a day; format the column as text, like 2025-03-04"
    if EITHER_WAY.fullmatch(written):
        return f"{shown(written)} can be read with the day or the month first; write it as 2025-03-04, year first"
    if not written:
        return "is empty; a date like 2025-03-04 is needed"
    return f"{shown(written)} is not a date; write it as 2025-03-04"


def period(written: str) -> Period:
    """The period of a day, a month ("2025-03"), or two days with a slash between; raises ValueError."""
    month = MONTH.fullmatch(written.strip())
    if month:
        year, number = int(month[1]), int(month[2])
        first = day(f"{year:04}-{number:02}-01")
        return Period(first.isoformat(), _after(first.replace(day=monthrange(year, number)[1])), "month")
    start, slash, end = written.partition("/")
    if slash and YEAR_FIRST.fullmatch(start.strip()) and YEAR_FIRST.fullmatch(end.strip()):
        return between(day(start), day(end))
    only = day(written)
    return between(only, only)


def between(first: date, last: date) -> Period:
    """The period from `first` to `last`, both within it; raises ValueError where they are the wrong way round."""
    if last < first:
        message = f"ends on {last}, before it begins on {first}; exchange the two or mend one"
        raise ValueError(message)
    return Period(first.isoformat(), _after(last), "day" if first == last else "event")


def _after(last: date) -> str:
    return (last + timedelta(days=1)).isoformat()


def number(written: str) -> float:
    """The number in `written`, with a point or a comma before its decimals; raises ValueError."""
    text = written.strip().replace("\u2212", "-")
    if not NUMBER.fullmatch(text):
        message = f"{shown(written)} is not a number; write digits, like 12 or 0.5"
        raise ValueError(message)
    value = float(text.replace(",", "."))
    if not isfinite(value):
        message = f"{shown(written)} is too large a number"
        raise ValueError(message)
    return value


def share(written: str) -> float:
    """A part of a whole, as "0.5", "0,5" or "50%"; raises ValueError where it is not one from 0 to 1."""
    text = written.strip()
    percent = text.endswith("%")
    value = number(text.removesuffix("%")) / (100 if percent else 1)
    if not 0 <= value <= 1:
        right = "a share is from 0% to 100%" if percent else "write a part of 1, like 0.5, or put % behind it"
        message = f"{shown(written)} is not a share; {right}"
        raise ValueError(message)
    return value


def degrees(written: str, most: int) -> float:
    """A latitude (`most` 90) or longitude (180); raises ValueError."""
    value = number(written)
    if not -most <= value <= most:
        message = f"{shown(written)} is outside -{most} to {most}; degrees with a decimal point are meant"
        raise ValueError(message)
    return value
