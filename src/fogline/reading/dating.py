"""From the words of a date to the days they mean, one function for each way to name them.

Each takes what a pattern of `date_forms` matched and the place where it stands, and gives None where that settles
nothing.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from fogline.reading.date_words import MONTH_OF, NUMBERS, ORDINALS, SEASON_OF, WEEKDAY_OF, stem
from fogline.reading.number_words import APOSTROPHES
from fogline.reading.periods import (
    FIRST_YEAR,
    LAST_YEAR,
    day,
    first_after,
    holding,
    month,
    season,
    valid,
    whole_year,
    year_of,
)
from fogline.reading.surroundings import BY, HABIT, IN, SINCE, STOP

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from fogline.reading.surroundings import Place
    from fogline.terms.event import Period

# A month or day without a year is the last one, but the next one if that is near and the last one long ago.
NEAR = timedelta(days=92)
# The next one also counts as near in a sentence about what is to come.
FAR = timedelta(days=200)
# How many days "the coming days" are.
FEW = 4


def _year(match: re.Match[str], place: Place) -> int | None:
    """The year that the words themselves name, "of that year" and "last year" among them."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if groups.get("year_that"):
        last = place.last(match.start(), same_sentence=False)
        return year_of(last) if last else None
    if place.published is None:
        return None
    shifts = {"year_last": -1, "year_this": 0, "year_next": 1}
    return next((place.published.year + by for name, by in shifts.items() if groups.get(name)), None)


def _choose(match: re.Match[str], place: Place, made: Callable[[int], Period | None]) -> Period | None:
    """Which year's instance of a month, day or season without a year is meant."""
    year = _year(match, place)
    if year is not None:
        return made(year)
    groups = match.groupdict()
    said = place.last(match.start(), same_sentence=not groups.get("that"))
    unknown = groups.get("that") and not said
    if unknown or any(groups.get(name) for name in ("year_last", "year_this", "year_next", "year_that")):
        return None
    now = place.published
    if now is None:
        return _from(said, made) if said else None
    due = place.is_due(*match.span())
    own = due or groups.get("last") or groups.get("this") or groups.get("next")
    if said and not own and (groups.get("that") or year_of(said) != now.year):
        return _from(said, made)
    around = [one for by in (-1, 0, 1) if (one := made(now.year + by))]
    if groups.get("last"):
        return next((one for one in reversed(around) if one.end <= now.isoformat()), None)
    coming = [one for one in around if (one.start if groups.get("next") else one.end) > now.isoformat()]
    past = [one for one in around if one.start <= now.isoformat()]
    ahead = place.is_ahead(*match.span()) and not place.stands_after(SINCE, match.start())
    soon = now + (FAR if ahead else NEAR)
    at_once = due or groups.get("next") or not past
    return next((one for one in coming if at_once or one.start <= soon.isoformat()), past[-1] if past else None)


def _from(said: Period, made: Callable[[int], Period | None]) -> Period | None:
    """The instance in the year of `said`, or the year after, so that the story goes forwards."""
    same = made(year_of(said))
    later = made(year_of(said) + 1)
    goes_on = same is None or said.precision == "year" or same.end > said.start
    return same if goes_on or later is None else later


def _since(match: re.Match[str], place: Place, period: Period | None) -> Period | None:
    """What began then and has gone on until publication."""
    if period is None or place.published is None or not place.stands_after(SINCE, match.start()):
        return period
    start = date.fromisoformat(period.start)
    return holding(start, place.published) if start <= place.published else period


def written(match: re.Match[str], _: Place) -> Period | None:
    year = int(match["y"]) + (0 if len(match["y"]) > 2 else 2000)  # noqa: PLR2004
    found = valid(year, int(match["m"]), int(match["d"]))
    return day(found) if found and FIRST_YEAR <= year <= LAST_YEAR else None


def of_month(match: re.Match[str], place: Place) -> Period | None:
    number = stem(match["month"], MONTH_OF)
    first = int(match["d"]) if match["d"].isdigit() else stem(match["d"], ORDINALS)
    last = int(match["e"]) if match["e"] else first

    def made(year: int) -> Period | None:
        begin, end = valid(year, number, first), valid(year, number, last)
        return holding(begin, end) if begin and end else None

    return _since(match, place, _choose(match, place, made))


def month_named(match: re.Match[str], place: Place) -> Period | None:
    named = match["month"]
    if match.group() in {"May", "March"} and not place.stands_after(IN, match.start()):
        return None
    first = stem(named, MONTH_OF)
    last = stem(match["until"], MONTH_OF) if match["until"] else first

    def made(year: int) -> Period | None:
        return holding(date(year, first, 1), date(year, last, 1)) if last != first else month(year, first)

    return _since(match, place, _choose(match, place, made))


def season_named(match: re.Match[str], place: Place) -> Period | None:
    named = match["season"]
    if match.group() == named and named.isascii() and not place.stands_after(IN, match.start()):
        return None
    return _since(match, place, _choose(match, place, lambda year: season(year, stem(named, SEASON_OF))))


def plain_year(match: re.Match[str], place: Place) -> Period | None:
    if not match["word"] and not place.stands_after(IN, match.start()):
        return None
    return _since(match, place, whole_year(int(match["year"])))


def weekday_named(match: re.Match[str], place: Place) -> Period | None:
    now = place.published
    if now is None or place.stands_after(HABIT, match.start()):
        return None
    back = (now.weekday() + 1 - stem(match["weekday"], WEEKDAY_OF)) % 7
    ahead = match["next"] or place.is_due(*match.span()) or place.is_ahead(*match.span())
    if ahead and not match["last"]:
        return day(now + timedelta(days=7 - back))
    return _since(match, place, day(now - timedelta(days=back or (7 if match["last"] else 0))))


def around(match: re.Match[str], place: Place) -> Period | None:
    """This, last or next week, month, year."""
    now = place.published
    if match["that"]:
        last = place.last(match.start(), same_sentence=False)
        return _that(match, last) if last else None
    if now is None:
        return None
    by = -1 if match["last"] else 1 if match["next"] else 0
    if match["weeks"]:
        monday = now - timedelta(days=now.weekday() - 7 * by)
        sunday = monday + timedelta(days=6)
        if place.stands_after(BY, match.start()):
            return day(sunday)
        return holding(monday, sunday if by or place.is_ahead(*match.span()) else now)
    if match["months"]:
        first = first_after(now, by)
        return month(first.year, first.month)
    return whole_year(now.year + by) if match["years"] else day(now + timedelta(days=max(by, 0)))


def _that(match: re.Match[str], last: Period) -> Period | None:
    start = date.fromisoformat(last.start)
    if match["years"]:
        return whole_year(year_of(last))
    if match["months"]:
        return month(start.year, start.month) if last.precision in {"day", "month"} else None
    return last if match["days"] and last.precision == "day" else None


def _count(match: re.Match[str]) -> int:
    said = (match["number"] or "1").lower().translate(APOSTROPHES)
    return int(said) if said.isdigit() else NUMBERS[said]


def _shift(now: date, match: re.Match[str], by: int) -> Period | None:
    if match["years"]:
        return whole_year(now.year + by)
    if match["months"]:
        first = first_after(now, by)
        return month(first.year, first.month)
    return day(now + timedelta(days=by * (7 if match["weeks"] else 1)))


def ago(match: re.Match[str], place: Place) -> Period | None:
    now = place.published
    if now and (match["today"] or match["this_day"]):
        same = valid(now.year - _count(match), now.month, now.day)
        return day(same) if same else None
    return _shift(now, match, -_count(match)) if now else None


def later(match: re.Match[str], place: Place) -> Period | None:
    """So long before or after what was dated last."""
    last = place.last(match.start(), same_sentence=False)
    by = _count(match) * (-1 if match["earlier"] else 1)
    if last is None or not FIRST_YEAR <= year_of(last) <= LAST_YEAR:
        return None
    if last.precision == "day" or match["years"] or (match["months"] and last.precision == "month"):
        return _shift(date.fromisoformat(last.start), match, by)
    return None


def hence(match: re.Match[str], place: Place) -> Period | None:
    return _shift(place.published, match, _count(match)) if place.published else None


def through(match: re.Match[str], place: Place) -> Period | None:
    """The days of the past or coming weeks or months up to publication."""
    now = place.published
    if now is None:
        return None
    size = 365 if match["years"] else 30 if match["months"] else 7 if match["weeks"] else 1
    some = FEW if not match["number"] and (match["days"] or "").lower() in {"days", "дни", "дні"} else 1
    days = timedelta(days=max(0, _count(match) * size * some - 1))
    return holding(now, now + days) if match["ahead"] or place.is_ahead(*match.span()) else holding(now - days, now)


def lasting(match: re.Match[str], place: Place) -> Period | None:
    """So many days or weeks until publication, unless the sentence has a date already."""
    last = place.before[-1][0] if place.before else None
    if last and not STOP.search(place.text, last[1], match.start()):
        return None
    return None if match["years"] else through(match, place)


def soon(_: re.Match[str], place: Place) -> Period | None:
    now = place.published
    return holding(now, now + timedelta(days=FEW)) if now else None


def new_year(_: re.Match[str], place: Place) -> Period | None:
    return month(place.published.year, 12) if place.published else None


def of_same_month(match: re.Match[str], place: Place) -> Period | None:
    last = place.last(match.start(), same_sentence=False)
    around = date.fromisoformat(last.start) if last and last.precision in {"day", "month"} else place.published
    found = valid(around.year, around.month, int(match["d"] or match["to"])) if around else None
    return _since(match, place, day(found)) if found else None


def then(match: re.Match[str], place: Place) -> Period | None:
    last = place.last(match.start(), same_sentence=False)
    if last is None or (place.published and last.end > place.published.isoformat()):
        return None
    return last


def own_year(place: Place, by: int) -> Period | None:
    return whole_year(place.published.year + by) if place.published else None


def weekend(match: re.Match[str], place: Place) -> Period | None:
    """The last Saturday and Sunday, or the next if the sentence looks ahead."""
    now = place.published
    if now is None:
        return None
    saturday = now - timedelta(days=(now.weekday() - 5) % 7)
    if place.is_ahead(*match.span()):
        saturday += timedelta(days=7)
    return holding(saturday, saturday + timedelta(days=1))


def next_sunday(_: re.Match[str], place: Place) -> Period | None:
    now = place.published
    return day(now + timedelta(days=6 - now.weekday())) if now else None


def by_day(shift: int) -> Callable[[re.Match[str], Place], Period | None]:
    def resolve(match: re.Match[str], place: Place) -> Period | None:
        if place.published is None or place.stands_after(HABIT, match.start()):
            return None
        return day(place.published + timedelta(days=shift))

    return resolve
