"""The stretches of days that a date can name: a day, a month, a season, a year."""

from __future__ import annotations

from datetime import date, timedelta

from fogline.terms.event import Period

FIRST_YEAR, LAST_YEAR = 1900, 2100


def day(start: date) -> Period:
    """One day."""
    return Period(start.isoformat(), (start + timedelta(days=1)).isoformat(), "day")


def month(year: int, number: int) -> Period:
    """A calendar month."""
    start = date(year, number, 1)
    return Period(start.isoformat(), first_after(start, 1).isoformat(), "month")


def season(year: int, number: int) -> Period:
    """Three months; 1 is the winter that ends in `year`."""
    start = first_after(date(year - 1, 12, 1), 3 * (number - 1))
    return Period(start.isoformat(), first_after(start, 3).isoformat(), "season")


def whole_year(year: int) -> Period:
    """A calendar year."""
    return Period(f"{year:04}-01-01", f"{year + 1:04}-01-01", "year")


def holding(first: date, last: date) -> Period | None:
    """The smallest of day, month, season, year that holds all days from `first` to `last`; None if none does."""
    begin = min(first, last)
    sizes = (day(begin), month(begin.year, begin.month), _season_of(begin), whole_year(begin.year))
    return next((one for one in sizes if max(first, last).isoformat() < one.end), None)


def first_after(start: date, months: int) -> date:
    """The first day of the month so many months after the one that holds `start`."""
    number = start.year * 12 + start.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _season_of(one: date) -> Period:
    return season(one.year + one.month // 12, one.month % 12 // 3 + 1)


def valid(year: int, number: int, of_month: int) -> date | None:
    """The day of that name, None if the calendar has none."""
    try:
        return date(year, number, of_month)
    except ValueError:
        return None


def year_of(period: Period) -> int:
    """The year of a period; that in which it ends, for a winter."""
    last = date.fromisoformat(period.end) - timedelta(days=1)
    return last.year
